"""Official pay as evidence: the percentiles of the job at the place, as figures, and where amounts lie in them.

In: a situation whose words led into a pay table. Out: the figures, each with its occupation, area and release; a
ground of rank E4, median to 75th percentile (docs/advice.md 2.12). What the table does not print is nowhere filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.evidence import Ground, Official, Standing
from parley.advice.model import BandFigures, Figure, FromTable, Ladder, OfferFigures
from parley.advice.situation import Situation
from parley.market.distribution import percentile_place
from parley.market.model import PERCENTILES, PayCell
from parley.money import Money

KIND = "official"
MEDIAN, UPPER = (PERCENTILES.index(percentile) for percentile in (50, 75))
YEAR = "year"
FULL_WEEK, WEEKS = 35, 52
"""Hours from which a week counts as full time, and weeks a year."""

Amounts = tuple[Figure | None, ...]


def percentiles_of(cell: PayCell) -> Amounts:
    """The cell's amounts as figures, in the order of PERCENTILES."""
    return tuple(_figure(cell, at, value) for at, value in zip(PERCENTILES, cell.values, strict=True))


def _figure(cell: PayCell, percentile: int, value: Decimal | None) -> Figure | None:
    if value is None:
        return None
    release = cell.release
    source = FromTable(release.source, release.name, cell.occupation, cell.area, percentile)
    label = f"{_ordinal(percentile)} of {cell.occupation.name}, {cell.area.name}"
    return Figure(label, Money(value, release.currency), value, source)


def _ordinal(percentile: int) -> str:
    return "median" if percentile == 50 else f"{percentile}th percentile"


def official_ground(situation: Situation) -> Iterator[Ground]:
    """What an ask can rest on: base from the median to the 75th percentile, where both are printed for a year."""
    cell = situation.official.cell if situation.official else None
    if cell is None or cell.period != YEAR or cell.release.currency != situation.band.currency or _part_time(situation):
        return
    found = percentiles_of(cell)
    low, high = found[MEDIAN], found[UPPER]
    if low and high and low.exact < high.exact:
        yield Ground(KIND, "base", low, high)


def official_pay(
    situation: Situation, published: BandFigures, offer: OfferFigures | None, ladder: Ladder | None
) -> Official | None:
    """The official pay, with where the offer, the ask and the published band lie in it."""
    reference = situation.official
    if reference is None:
        return None
    cell = reference.cell
    if cell is None or cell.period != YEAR:
        return Official(reference, (), ())
    figures = _placed(published, *((None, None) if _part_time(situation) else (offer, ladder)))
    standings = (
        Standing(of, figure, place)
        for of, figure in figures
        if figure.money.currency == cell.release.currency
        and (place := percentile_place(cell.values, figure.money.amount))
    )
    return Official(reference, percentiles_of(cell), tuple(standings))


def _part_time(situation: Situation) -> bool:
    """Whether the offer is paid by the hour for less than a full week: the table holds full-time pay."""
    offer = situation.offer
    return offer is not None and offer.per == "hour" and bool(offer.payments and offer.payments < FULL_WEEK * WEEKS)


def _placed(published: BandFigures, offer: OfferFigures | None, ladder: Ladder | None) -> Iterator[tuple[str, Figure]]:
    if offer and offer.base:
        yield "offer", offer.base
    if ladder and ladder.opening.base and "base" not in ladder.opening.held:
        yield "opening", ladder.opening.base
    if published.base:
        yield "low", published.base[0]
        yield "high", published.base[1]
