"""The counter: from a situation to advice, the whole procedure in its order (docs/advice.md 2).

>>> from parley.advice.counter import advise  # advise(Situation(guide, band, offers), today) -> Advice
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from parley.advice.by_year import year_view
from parley.advice.case import Case
from parley.advice.ladder import Steps, rounded_ladder, thirds_from_floor
from parley.advice.layout import bonus_percent, lay_out
from parley.advice.leverage import climb
from parley.advice.model import Advice, Computed, Figure, Ladder, Note, Rung
from parley.advice.notes import notes
from parley.advice.opening import openings
from parley.advice.part_line import part_line, with_part_line
from parley.advice.places import all_positions
from parley.advice.published import band_figures
from parley.advice.sense import doubts
from parley.advice.signing import opening_signing
from parley.advice.situation import Situation
from parley.advice.stakes import stakes
from parley.advice.stated import offer_figures
from parley.advice.table import Table, exact
from parley.dialogue.model import Offer, Stated


def advise(situation: Situation, today: date) -> Advice:
    """What to ask for, what to keep to oneself, and what to know. Pure: `today` only ages the guide."""
    case = worked_out(situation, today)
    ladder, told = _ladder(case)
    case = replace(case, ladder=ladder, told=told)
    return Advice(
        band=case.published,
        offer=replace(case.offer, total=None) if case.offer and case.doubts else case.offer,
        competing=case.rivals,
        ladder=ladder,
        positions=tuple(all_positions(case)),
        notes=tuple(notes(case)),
        levers=(),
        by_year=year_view(case.offer) if case.offer and not case.doubts else None,
    )


def worked_out(situation: Situation, today: date) -> Case:
    """The situation with its figures, before any ladder."""
    published = band_figures(situation.band)
    currency = situation.band.currency
    offer = situation.offer
    usual = bonus_percent(situation)
    return Case(
        situation=situation,
        today=today,
        published=published,
        offer=offer_figures(offer, currency, usual_bonus=usual) if offer else None,
        rivals=tuple(offer_figures(rival, currency) for rival in situation.competing),
        table=lay_out(situation, published, _earlier(situation, today)),
        doubts=tuple(doubts(situation, published)),
    )


def _earlier(situation: Situation, today: date) -> Offer | None:
    """What was asked in the round before: told by the user in the band's currency, else what was advised then."""
    asked = situation.asked
    if asked is not None and asked.currency not in (None, situation.band.currency):
        asked = None
    if asked is not None or len(situation.offers) < 2:
        return asked
    before = advise(replace(situation, offers=situation.offers[:-1]), today)
    return _as_offer(before.ladder.opening, situation) if before.ladder else None


def _as_offer(opening: Rung, situation: Situation) -> Offer:
    def stated(figure: Figure | None) -> Stated | None:
        return Stated(figure.money.amount, "the counter before", situation.offers[-2].turn) if figure else None

    return Offer(
        base=stated(opening.base),
        equity=stated(opening.equity),
        equity_years=situation.offers[-2].equity_years,
        bonus=stated(opening.bonus),
        signing=stated(opening.signing),
        total=stated(opening.total),
    )


def _ladder(case: Case) -> tuple[Ladder | None, tuple[Note, ...]]:
    """The ladder, or None where no figure can be stood behind; with what there is to tell about it."""
    table = case.table
    if case.doubts or case.foreign_offer or not table.components:
        return None, ()
    if case.offer is None:
        return _without_offer(case.situation, table)
    if any(component.offer is None for component in table.components) or table.offered <= 0:
        return None, ()
    return _beside_offer(case, table)


def _without_offer(situation: Situation, table: Table) -> tuple[Ladder | None, tuple[Note, ...]]:
    opening, target, acceptable = thirds_from_floor(table)
    signing = opening_signing(situation, table, opening, leverage=False)
    return rounded_ladder(table, Steps(opening, target, acceptable, signing)), ()


def _beside_offer(case: Case, table: Table) -> tuple[Ladder | None, tuple[Note, ...]]:
    situation = case.situation
    stand = stakes(situation, table, case.rivals)
    if case.incomplete_total:
        return None, ()
    opening = openings(table, situation.country)
    signing = opening_signing(situation, table, opening, leverage=stand.rival is not None)
    line = part_line(situation, table)
    steps, told = with_part_line(table, climb(table, opening, signing, stand), line)
    if steps is None or _nothing_asked(table, steps):
        return None, told
    return rounded_ladder(table, steps), told


def _nothing_asked(table: Table, steps: Steps) -> bool:
    """Everything held and no gap to close with one-off money: there is no price to counter with."""
    same = exact(steps.opening) == tuple(component.offered for component in table.components)
    return same and not _closes_gap(steps.signing)


def _closes_gap(signing: Figure | None) -> bool:
    return signing is not None and isinstance(signing.source, Computed) and signing.source.rule == "closes_gap"
