"""The counter: from a situation to advice, the whole procedure in its order (docs/advice.md 2).

>>> from parley.advice.counter import advise  # advise(Situation(guide, band, offers), today) -> Advice
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from parley.advice.by_year import year_view
from parley.advice.case import Case
from parley.advice.first_asks import first_asks
from parley.advice.grounds import grounds, their_range
from parley.advice.judge import judged
from parley.advice.ladder import Steps, rounded_ladder, thirds_from_floor
from parley.advice.layout import bonus_percent, lay_out
from parley.advice.leverage import climb
from parley.advice.model import Advice, Computed, Figure, FromTable, Judged, Ladder, Note, Rung, Verdict
from parley.advice.notes import notes
from parley.advice.notes_sums import forfeited_figure
from parley.advice.official import official_pay
from parley.advice.opening import openings
from parley.advice.own_number import carried, carried_before_offer
from parley.advice.part_line import part_line, with_part_line
from parley.advice.period import period_told
from parley.advice.places import all_positions
from parley.advice.published import band_figures, with_their_range
from parley.advice.rounds import steps_of, verdict_of
from parley.advice.sense import amount_doubts
from parley.advice.signing import making_whole, opening_signing
from parley.advice.situation import Situation
from parley.advice.stakes import stakes, sure_rivals
from parley.advice.stated import offer_figures
from parley.advice.table import Table, exact
from parley.advice.unguided import fallback_signing, like_for_like, unguided_table
from parley.dialogue.model import Offer, Stated


def advise(situation: Situation, today: date) -> Advice:
    """What to ask for, what to keep to oneself, and what to know. Pure: `today` only ages the guide."""
    case = replace(worked_out(situation, today), first=_first(situation, today))
    outcome = _outcome(case)
    case = replace(case, ladder=outcome.ladder, told=outcome.told, judged=outcome.judged, verdict=outcome.verdict)
    ladder = case.ladder
    return Advice(
        band=case.published,
        offer=replace(case.offer, total=None) if case.offer and case.doubts else case.offer,
        competing=case.rivals,
        ladder=ladder,
        positions=tuple(all_positions(case)),
        notes=tuple(notes(case)),
        levers=(),
        by_year=year_view(case.offer, situation.guide.vesting) if case.offer and not case.doubts else None,
        grounds=case.grounds,
        judged=case.judged,
        fallback=fallback_signing(case),
        rests_on=outcome.rests_on if situation.guided or outcome.kind != "guide" else "offer",
        verdict=outcome.verdict,
        official=official_pay(situation, case.published, case.offer, ladder),
        by_grade=_by_grade(situation),
        paid=period_told(situation.evidence) if situation.offer is None else None,
    )


def _by_grade(situation: Situation) -> bool:
    """Whether a step of a scale is asked for: no guide publishes pay for the job, and the words tell of a scale."""
    return situation.by_grade and not situation.guided


def _first(situation: Situation, today: date) -> Ladder | None:
    """The ladder of the first round, where this is a later one; what they first offered stands in for itself where only
    their answer is known."""
    if len(situation.offers) < 2 and not situation.answered:
        return None
    before = replace(situation, offers=situation.offers[:1], answered=False, final=False, agreed=False)
    return advise(before, today).ladder


def worked_out(situation: Situation, today: date) -> Case:
    """The situation with its figures, before any ladder."""
    published = with_their_range(band_figures(situation.band), situation)
    currency = situation.band.currency
    offer = situation.offer
    usual = bonus_percent(situation)
    offered = offer_figures(offer, currency, usual_bonus=usual) if offer else None
    table = lay_out(situation, published, _earlier(situation, today))
    return Case(
        situation=situation,
        today=today,
        published=published,
        offer=offered,
        rivals=tuple(offer_figures(one, currency, usual_bonus=situation.usual_of(one)) for one in situation.competing),
        table=table if situation.guided else unguided_table(table, situation),
        doubts=tuple(amount_doubts(situation, published)),
        grounds=grounds(situation, published, offered),
    )


def _earlier(situation: Situation, today: date) -> Offer | None:
    """What was asked in the round before: told by the user in the band's currency, else what was advised then."""
    asked = situation.asked
    if asked is not None and asked.currency not in (None, situation.band.currency):
        asked = None
    if asked is not None or len(situation.offers) < 2:
        return asked
    before = advise(replace(situation, offers=situation.offers[:-1]), today)
    return as_offer(before.ladder.opening, situation.offers[-2]) if before.ladder else None


def as_offer(opening: Rung, beside: Offer) -> Offer:
    """What was advised `beside` an offer, as an offer: the counter before."""

    def stated(figure: Figure | None) -> Stated | None:
        return Stated(figure.money.amount, "the counter before", beside.turn) if figure else None

    return Offer(
        base=stated(opening.base),
        equity=stated(opening.equity),
        equity_years=beside.equity_years,
        bonus=stated(opening.bonus),
        signing=stated(opening.signing),
        total=stated(opening.total),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A ladder, or None where no figure can be stood behind; what there is to tell; the user's own number judged."""

    ladder: Ladder | None = None
    told: tuple[Note, ...] = ()
    judged: tuple[Judged, ...] = ()
    kind: str = "guide"
    verdict: Verdict | None = None

    @property
    def rests_on(self) -> str:
        """The kind of evidence that the opening can be said to rest on: none for the user's number far above it."""
        above = any(one.carried and one.verdict in ("stretch", "out_of_reach") for one in self.judged)
        return "offer" if above else self.kind


def _outcome(case: Case) -> _Outcome:
    table = case.table
    if case.doubts or case.foreign_offer or not table.components:
        return _Outcome()
    if _by_grade(case.situation):
        return _Outcome(judged=tuple(judged(table, None, case.situation, leverage=False)), kind="offer")
    if case.offer is None:
        return _without_offer(case.situation, table)
    if any(component.offer is None for component in table.components) or table.offered <= 0:
        return _Outcome()
    return _beside_offer(case, table)


def _without_offer(situation: Situation, table: Table) -> _Outcome:
    opening, target, acceptable = thirds_from_floor(table)
    signing = opening_signing(situation, table, opening, leverage=False)
    steps = Steps(opening, target, acceptable, signing)
    own = tuple(judged(table, steps, situation, leverage=False))
    ladder = rounded_ladder(table, carried_before_offer(table, steps, situation))
    kind = "guide" if situation.guided else _market_of(table)
    kind = "employer_range" if their_range(situation) else kind
    return _Outcome(ladder if kind == "guide" else replace(ladder, floor=None), judged=own, kind=kind)


def _market_of(table: Table) -> str:
    """The kind of market figures that the asks before an offer rest on."""
    tabled = (isinstance(part.pair[0].source, FromTable) for part in table.components if part.pair)
    return "official" if any(tabled) else "market"


def _beside_offer(case: Case, table: Table) -> _Outcome:
    situation = case.situation
    stand = stakes(situation, table, sure_rivals(case, case.rivals if situation.guided else like_for_like(case)))
    if case.incomplete_total:
        return _Outcome()
    leverage = stand.rival is not None
    if situation.guided:
        opening, lower, kind = openings(table, situation.country), None, "guide"
    else:
        asks = first_asks(table, case.grounds, situation.country)
        opening, lower = asks.opening, (asks.target, asks.acceptable)
        kind = "rival" if leverage else next(filter(None, asks.kinds), "offer")
    kind = "employer_range" if their_range(situation) else kind
    signing = opening_signing(situation, table, opening, leverage=leverage)
    if not situation.asked:
        signing = making_whole(table, opening, signing, forfeited_figure(case), leverage=leverage)
    steps, told = climb(table, opening, signing, stand, lower)
    own = tuple(judged(table, steps, situation, leverage=leverage))
    if verdict := verdict_of(case, stand.line):
        return _answered(case, verdict, own, (kind, stand.line))
    steps = carried(table, steps, situation, leverage=leverage, line=stand.line)
    steps, told = with_part_line(table, (steps, told), part_line(situation, table))
    if steps is None or _nothing_asked(table, steps):
        return _Outcome(None, told, own, kind)
    ladder = rounded_ladder(table, steps)
    own_floor = situation.guided and kind == "guide"
    return _Outcome(ladder if own_floor else replace(ladder, floor=None), told, own, kind)


def _answered(case: Case, verdict: Verdict, own: tuple[Judged, ...], stand: tuple[str, Figure | None]) -> _Outcome:
    """A later round: what is left to ask at the first round's target, where anything is."""
    kind, line = stand
    steps = steps_of(case, verdict, line)
    ladder = replace(rounded_ladder(case.table, steps), floor=None) if steps else None
    own = tuple(replace(one, carried=False) for one in own)
    return _Outcome(ladder, (), own, kind, verdict)


def _nothing_asked(table: Table, steps: Steps) -> bool:
    """Everything held and no gap to close with one-off money: there is no price to counter with."""
    same = exact(steps.opening) == tuple(component.offered for component in table.components)
    return same and not _closes_gap(steps.signing)


def _closes_gap(signing: Figure | None) -> bool:
    return signing is not None and isinstance(signing.source, Computed) and signing.source.rule == "closes_gap"
