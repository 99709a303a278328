"""Where a guide's strategy aims, as places in ranges that can be carried to another region (docs/advice.md 2.3).

A strategy is mostly in US dollars and names no region. Its figure is placed in its own range (`Spot`), and the same
place is taken in the user's range: position-matching, never currency conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.figures import cited, computed, fraction, shown
from parley.advice.model import Figure
from parley.advice.position import position
from parley.advice.published import GRANT_YEARS, band_figures
from parley.advice.rules import constant
from parley.guides.model import Guide, PayBand, StrategyFigure
from parley.money import MoneyRange

Pair = tuple[Figure, Figure]


@dataclass(frozen=True, slots=True)
class Spot:
    """A strategy's amount, and where it lies in `pair`, the range of `band`, its reference region."""

    literal: Figure
    pair: Pair
    band: PayBand
    fraction: Decimal
    named: bool = False  # the sentence names its region; else the first range in its currency was taken

    @property
    def fits(self) -> bool:
        """An opening in the lower half or far above its range belongs to another level, region or currency."""
        if self.literal.label.startswith("guide's floor"):
            return self.fraction >= 0
        return constant("lowest_ask_position") <= self.fraction <= constant("highest_ask_position")


def spot(guide: Guide, band: PayBand, kind: str, component: str) -> Spot | None:
    """The first strategy amount of `kind` (ask or floor) for `component` that fits; None when there is none."""
    return next((found for found in spots(guide, band, kind, component) if found.fits), None)


def spots(guide: Guide, band: PayBand, kind: str, component: str) -> Iterator[Spot]:
    """Every placed amount of `kind` for `component`, the one that names the user's region first."""
    for figure in ranked(guide, band, kind):
        reference = reference_band(guide, band, figure)
        if reference is not None:
            yield from _placed(figure, reference, component)


def ranked(guide: Guide, band: PayBand, kind: str) -> list[StrategyFigure]:
    """The strategy's figures of `kind`: those that name this region, then those that name none, then the others."""
    figures = [figure for strategy in guide.strategies for figure in strategy.figures if figure.kind == kind]
    return sorted(figures, key=lambda figure: (_nearness(figure, band), figure.currency != band.currency))


def _nearness(figure: StrategyFigure, band: PayBand) -> int:
    if figure.region is None:
        return 1
    return 0 if names(figure.region, band) else 2


def names(region: str, band: PayBand) -> bool:
    """Whether a sentence's region is this band's, by its label or by one of its places."""
    labels = (band.region or "", *(place.name for place in band.places))
    return any(_within(region, label) or _within(label, region) for label in labels if label)


def _within(words: str, text: str) -> bool:
    """Whole words only: "US" is not in "Austin"."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def reference_band(guide: Guide, band: PayBand, figure: StrategyFigure) -> PayBand | None:
    """The band that a strategy figure speaks of: the region it names, else the first listed one in its currency."""
    rows = [row for row in guide.bands if row.currency == figure.currency and _same_level(row, band, figure)]
    if figure.region is None:
        return rows[0] if rows else None
    named = [row for row in rows if figure.region and names(figure.region, row)]
    return band if band in named else named[0] if named else None


def _same_level(row: PayBand, band: PayBand, figure: StrategyFigure) -> bool:
    if figure.level and row.level and figure.level.casefold() != row.level.casefold():
        return False
    return row.level == band.level


def _placed(figure: StrategyFigure, reference: PayBand, component: str) -> Iterator[Spot]:
    published = band_figures(reference)
    pair: Pair | None = getattr(published, component)
    amount = _amount(figure, component)
    if pair is None or amount is None or pair[0].money.currency != amount.currency:
        return
    value = amount.high if figure.kind == "ask" else amount.low
    if component == "equity" and figure.equity_years == 1:
        value *= GRANT_YEARS
    where = position(value, pair[0].exact, pair[1].exact)
    if where is not None:
        literal = cited(f"guide's {figure.kind}, {component}", value, amount.currency, figure.citation)
        yield Spot(literal, pair, reference, where, figure.region is not None)


def _amount(figure: StrategyFigure, component: str) -> MoneyRange | None:
    return {"base": figure.base, "equity": figure.equity, "total": figure.total_comp}.get(component)


def same_place(found: Spot, pair: Pair, label: str) -> Figure:
    """The same place in another range; the guide's own figure where the range is its own."""
    low, high = pair
    if [figure.money for figure in pair] == [figure.money for figure in found.pair]:
        return found.literal
    start, top = found.pair
    share = fraction(found.literal.exact - start.exact, top.exact - start.exact)
    # multiplied before divided, so that a half stays a half when it is rounded
    value = low.exact + (found.literal.exact - start.exact) * (high.exact - low.exact) / (top.exact - start.exact)
    working = f"{shown(low.exact)} + {share} x ({shown(high.exact)} - {shown(low.exact)})"
    return computed(label, low.money.currency, value, "transposed", working, found.literal, *found.pair, low, high)


def opening_for(found: Spot | None, pair: Pair, label: str) -> Figure:
    """Where to open in `pair`: the guide's place, else the usual one."""
    if found:
        return same_place(found, pair, label)
    return at_place(pair, constant("opening_position"), "default_opening", label)


def floor_for(ask: Spot | None, floor: Spot | None, pair: Pair, label: str) -> Figure:
    """The guide's floor in `pair`; a usual one when it names none, or one too close to the ask to be a floor."""
    opening = ask.fraction if ask else constant("opening_position")
    if floor and floor.fraction <= opening - constant("least_spread"):
        return same_place(floor, pair, label)
    place = min(constant("floor_position"), opening - constant("floor_below_ask"))
    return at_place(pair, place, "default_floor", label)


def at_place(pair: Pair, place: Decimal, rule: str, label: str) -> Figure:
    """The amount at a place of a range."""
    low, high = pair
    value = low.exact + place * (high.exact - low.exact)
    share = f"{place:.2f}" if place == round(place, 2) else f"{place:.4f}"
    working = f"{shown(low.exact)} + {share} x ({shown(high.exact)} - {shown(low.exact)})"
    return computed(label, low.money.currency, value, rule, working, low, high)
