"""Notes about official pay: where offer and ask lie in it, and what the table does not print (docs/market.md)."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.model import FromTable, Note, Official, with_inputs
from parley.advice.official import YEAR, official_pay
from parley.market.distribution import PercentilePlace, ordinal
from parley.market.model import PERCENTILES, PayCell
from parley.market.reference import Reference

SHOWN = (25, 50, 75)
"""The percentiles that a note names."""


def official(case: Case) -> Iterator[Note]:
    """Everything there is to say of official pay for the job at the place."""
    reference = case.situation.official
    if reference is None or case.doubts:
        return
    if reference.cell is None:
        if reference.sure:
            yield Note("official_none", (), (reference.occupations[0].name, reference.wanted.said))
        return
    yield from _standing(case, reference.cell) if reference.cell.period == YEAR else _hourly(reference.cell)
    yield from _told_of(reference, reference.cell)


def _standing(case: Case, cell: PayCell) -> Iterator[Note]:
    found = official_pay(case.situation, case.published, case.offer, case.ladder)
    if found is None:
        return
    about = (cell.occupation.name, cell.area.said, f"{cell.release.source}, {cell.release.name}")
    known = [(percentile, figure) for percentile, figure in zip(PERCENTILES, found.percentiles, strict=True) if figure]
    named = [(percentile, figure) for percentile, figure in known if percentile in SHOWN]
    if not named:
        yield Note("official_top", (), (*about, f"{cell.release.top:,}" if cell.release.top else ""))
        return
    if case.situation.guided:
        yield from _beside(found, about)
        return
    figures = tuple(figure for _, figure in named)
    yield Note("official_range", figures, (*about, *(percentile_name(percentile) for percentile, _ in named)))
    placed = {standing.of: standing for standing in found.standings}
    if one := placed.get("offer"):
        yield Note("official_offer", (one.figure,), place_facts(one.place))
    if one := placed.get("opening"):
        yield Note("official_opening", (one.figure,), place_facts(one.place))
    if _rests_on_table(case):
        yield Note("official_used")
    if cell.silent == "top" and cell.release.top:
        yield Note("official_cut", (), (f"{cell.release.top:,}",))


def _beside(found: Official, about: tuple[str, ...]) -> Iterator[Note]:
    """With a guide, one line to check it by: where the offer and the guide's range lie."""
    placed = {standing.of: standing for standing in found.standings}
    shown = [placed[of] for of in ("offer", "low", "high") if of in placed]
    if shown:
        words = tuple(part for standing in shown for part in (standing.of, *place_facts(standing.place)))
        yield Note("official_beside", tuple(standing.figure for standing in shown), (*about, *words))


def _rests_on_table(case: Case) -> bool:
    base = case.ladder.opening.base if case.ladder else None
    return base is not None and any(isinstance(part.source, FromTable) for part in with_inputs((base,)))


def place_facts(place: PercentilePlace) -> tuple[str, str]:
    """A place for the wording: about, above or below, and which percentile."""
    if place.about is not None:
        return ("at" if place.about == 50 else "about"), percentile_name(place.about)
    if place.above is None:
        return "below", percentile_name(place.below or PERCENTILES[0])
    return "above", percentile_name(place.above)


def percentile_name(percentile: int) -> str:
    """What a percentile is called: the median, 25th percentile."""
    return "median" if percentile == 50 else f"{ordinal(percentile)} percentile"


def _hourly(cell: PayCell) -> Iterator[Note]:
    hours = tuple(f"{value:,.2f}" for value in cell.values if value is not None)
    if hours:
        yield Note("official_hourly", (), (cell.occupation.name, cell.area.said, cell.release.name, *hours))


def _told_of(reference: Reference, cell: PayCell) -> Iterator[Note]:
    """What was taken for the place: a wider area than was meant, one of several of the same name."""
    if reference.widened:
        yield Note("official_wider", (), (reference.wanted.said, cell.area.said))
    if reference.others:
        yield Note("official_others", (), (reference.wanted.said, *(area.said for area in reference.others[:2])))
