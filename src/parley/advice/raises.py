"""A case made to the present employer: which base to ask for, from the range and present pay (docs/advice.md 3.7).

In: the situation, present base pay, for a promotion the next level's band. Out: Advice with a ladder of base only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from parley.advice.counter import advise
from parley.advice.figures import computed, printed, said, shown
from parley.advice.grounds import told_of
from parley.advice.model import (
    TOLD,
    Advice,
    BandFigures,
    Computed,
    Figure,
    Ground,
    Ladder,
    Note,
    Position,
    Rung,
    with_inputs,
)
from parley.advice.notes_sums import raised
from parley.advice.period import period_of
from parley.advice.position import positions
from parley.advice.published import band_figures
from parley.advice.rounding import rounded, step_for
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.dialogue.model import Offer
from parley.guides.model import PayBand

RAISES = ("raise", "raise_alone", "raise_market", "promotion")
"""Rules by which a raise is worked out."""
KEPT = ("company_changed", "total_differs", "total_does_not_follow", "band_total_only")
"""Notes about the guide that hold for a raise too; those about an offer do not."""


def advise_raise(situation: Situation, pay: Offer | None, today: date, above: PayBand | None = None) -> Advice:
    """What to ask the present employer for; `above` is the next level's band where a promotion is asked for."""
    plain = advise(replace(situation, offers=(), competing=(), asked=None), today)
    earned = _earned(pay, situation.band.currency)
    notes = tuple(note for note in plain.notes if note.code in KEPT)
    if plain.by_grade:
        return replace(plain, ladder=None, positions=(), notes=(Note("by_grade"), *_sums(pay, situation)))
    market = told_of(plain.grounds, "market", "base")
    ladder = _ladder(plain.band, earned, above, market) if earned else None
    told = _note(earned, ladder)
    notes = (*_sums(pay, situation), *notes)
    placed = tuple(_positions(ladder, earned, plain.band))
    rests = "market" if ladder and _rule(ladder.opening.base) == "raise_market" else plain.rests_on
    return replace(plain, ladder=ladder, positions=placed, notes=(told, *notes), paid=period_of(pay), rests_on=rests)


def _sums(pay: Offer | None, situation: Situation) -> Iterator[Note]:
    """A raise in percent, as money."""
    yield from raised(pay, situation.terms.raised, situation.band.currency)


def next_level(band: PayBand, bands: Sequence[PayBand]) -> PayBand | None:
    """The nearest better-paid level of the same place and currency; None where the guide has no levels.

    Pay orders the levels, since guides name them in many ways.
    """
    if not band.level or not band.base:
        return None
    low = band.base.low
    higher = [b for b in bands if b.level and b.base and b.region == band.region and b.currency == band.currency]
    return min(
        (b for b in higher if b.base and b.base.low > low), key=lambda b: b.base.low if b.base else 0, default=None
    )


def _earned(pay: Offer | None, currency: str) -> Figure | None:
    """Present base pay, where it is in the range's currency."""
    if pay is None or pay.base is None or pay.currency not in (None, currency):
        return None
    return said("present base", pay.base, currency)


def _ladder(band: BandFigures, earned: Figure, above: PayBand | None, market: Ground | None = None) -> Ladder | None:
    ask = _promoted(band_figures(above), earned) if above else None
    ask = ask or _by_market(earned, market) or _raised(band, earned)
    if ask is None or ask.exact < earned.exact * (1 + constant("least_move")):
        return None
    return Ladder(
        opening=_rung("opening", ask, earned, 3),
        target=_rung("target", ask, earned, 2),
        acceptable=_rung("acceptable", ask, earned, 1),
        floor=None,
        walk_away=None,
    )


def _raised(band: BandFigures, earned: Figure) -> Figure | None:
    """The middle of the range, at least a tenth more, at most a fifth more and never far above the range."""
    if band.base is None:
        return _raised_alone(earned) if band.band.source == TOLD else None
    low, high = band.base
    middle, least = (low.exact + high.exact) / 2, earned.exact * constant("raise_least")
    most = min(earned.exact * constant("raise_cap"), high.exact * constant("above_top"))
    amount = min(max(middle, least), most)
    working = f"the middle {shown(middle)} or {constant('raise_least')} x {shown(earned.exact)}, at most {shown(most)}"
    return computed("base", earned.money.currency, amount, "raise", working, earned, low, high)


def _by_market(earned: Figure, market: Ground | None) -> Figure | None:
    """Three quarters of the way up the market figures that the user brought, at most a fifth more than now."""
    if market is None or market.high.exact <= earned.exact * (1 + constant("least_move")):
        return None
    place, most = constant("market_position"), earned.exact * constant("raise_cap")
    value = market.low.exact + place * (market.high.exact - market.low.exact)
    working = f"{shown(market.low.exact)} + {place} x ({shown(market.high.exact)} - {shown(market.low.exact)})"
    inputs = (earned, market.low, market.high)
    if value > most:
        value, working = most, f"{constant('raise_cap')} x {shown(earned.exact)}, below {working}"
    return (
        computed("base", earned.money.currency, value, "raise_market", working, *inputs)
        if value > earned.exact
        else None
    )


def _raised_alone(earned: Figure) -> Figure:
    """A tenth more, where no range is known."""
    least = constant("raise_least")
    working = f"{least} x {shown(earned.exact)}"
    return computed("base", earned.money.currency, least * earned.exact, "raise_alone", working, earned)


def _promoted(band: BandFigures, earned: Figure) -> Figure | None:
    """A third of the way up the next level's range."""
    if band.base is None:
        return None
    low, high = band.base
    amount = low.exact + (high.exact - low.exact) / 3
    working = f"{shown(low.exact)} + ({shown(high.exact)} - {shown(low.exact)}) / 3"
    return (
        computed("base", earned.money.currency, amount, "promotion", working, low, high)
        if amount > earned.exact
        else None
    )


def _rung(name: str, ask: Figure, earned: Figure, thirds: int) -> Rung:
    amount = earned.exact + (ask.exact - earned.exact) * Decimal(thirds) / 3
    label = f"{name} base"
    if thirds == 3:
        figure = ask
    else:
        working = f"{shown(earned.exact)} + {thirds}/3 x ({shown(ask.exact)} - {shown(earned.exact)})"
        figure = computed(label, ask.money.currency, amount, "raise_step", working, ask, earned)
    base = printed(figure, rounded(amount, step_for(ask.exact, ask.money.currency)), label)
    return Rung(name, base, None, None, None, None)


def _note(earned: Figure | None, ladder: Ladder | None) -> Note:
    if earned is None:
        return Note("raise_untold")
    if ladder is None or ladder.opening.base is None:
        return Note("raise_at_top", (earned,))
    if _rule(ladder.opening.base) == "raise_market":
        return Note("raise_market", (ladder.opening.base, earned))
    if _rule(ladder.opening.base) == "raise_alone":
        return Note("raise_alone", (ladder.opening.base, earned))
    return Note("raise_step", (ladder.opening.base, earned))


def _rule(figure: Figure | None) -> str:
    """The rule of the sum behind a rung, before it was rounded."""
    rules = (part.source.rule for part in with_inputs((figure,) if figure else ()) if isinstance(part.source, Computed))
    return next((rule for rule in rules if rule in RAISES), "")


def _positions(ladder: Ladder | None, earned: Figure | None, band: BandFigures) -> Iterator[Position]:
    yield from positions("opening", "base", ladder.opening.base if ladder else None, band.base)
    yield from positions("present", "base", earned, band.base)
