"""Where the offer and every rung lie in the published ranges (docs/advice.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.model import Figure, FromTable, Position
from parley.advice.position import positions

Pair = tuple[Figure, Figure]


def all_positions(case: Case) -> Iterator[Position]:
    """Positions of base, equity and total: the offer's, then each rung's from the opening down."""
    if case.foreign_offer or case.doubts:
        return
    if case.offer is not None:
        yield from _three(case, "offer", case.offer.base, case.offer.equity, case.offer.total)
    if case.ladder is None:
        return
    ladder = case.ladder
    for rung in (ladder.opening, ladder.target, ladder.acceptable, ladder.floor):
        if rung is not None:
            yield from _three(case, rung.name, rung.base, rung.equity, rung.total)


def _three(case: Case, of: str, base: Figure | None, equity: Figure | None, total: Figure | None) -> Iterator[Position]:
    if not case.total_only:
        yield from positions(of, "base", base, _range(case, "base"))
        yield from positions(of, "equity", equity, _range(case, "equity"))
    yield from positions(of, "total", total, case.total_range)


def _range(case: Case, name: str) -> Pair | None:
    """A component's range on the offer's footing: a grant over the offer's years. Official pay is no range."""
    for component in case.table.components:
        if component.name == name:
            return None if component.pair and isinstance(component.pair[0].source, FromTable) else component.pair
    return None
