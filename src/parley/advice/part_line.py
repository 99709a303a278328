"""A walk-away told for one part of the pay: compared with that part alone, not with the total (docs/advice.md 2.5).

In: the steps of the ladder beside an offer, and the user's line on base or on the grant. Out: the steps with target and
acceptable no lower than the line in that part, or None where the range does not reach it; and what to say about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from parley.advice.case import Case
from parley.advice.figures import said
from parley.advice.ladder import PartLine, Steps, between
from parley.advice.leverage import band_top
from parley.advice.model import Figure, Note
from parley.advice.situation import Situation
from parley.advice.table import Amounts, Component, Table

Climbed = tuple[Steps | None, tuple[Note, ...]]


def part_line(situation: Situation, table: Table) -> PartLine | None:
    """The user's line, where it was told for a part that is on the table."""
    stated, name = situation.walk_away, situation.walk_away_on
    if stated is None or all(component.name != name or name == "total" for component in table.components):
        return None
    return PartLine(name, said(f"your walk-away, {name}", stated, table.currency))


def with_part_line(table: Table, climbed: Climbed, line: PartLine | None) -> Climbed:
    """The climbed steps, kept at or above the line in its part."""
    steps, told = climbed
    if steps is None or line is None:
        return climbed
    place = next(index for index, component in enumerate(table.components) if component.name == line.part)
    component, opening = table.components[place], steps.opening[place]
    top = band_top(component, opening)
    if line.figure.exact > max(top.exact, component.offered):
        return None, (*told, Note("line_out_of_reach", (line.figure, top), (line.part,), private=True))
    above = line.figure.exact > max(opening.exact, component.offered)
    note = Note("above_usual_caps", (line.figure,), (line.part,), private=True)
    return replace(_lifted(steps, place, line.figure, component), part_line=line), (*told, *([note] if above else []))


def _lifted(steps: Steps, place: int, line: Figure, component: Component) -> Steps:
    """Acceptable, target and opening of one part at thirds from the line up; the line itself above the opening."""
    if line.exact <= max(component.offered, steps.acceptable[place].exact):
        return steps
    opening = max(steps.opening[place], line, key=_exact)
    target, acceptable = (
        max(rung[place], line if opening is line else between(line, opening, thirds, "line_step"), key=_exact)
        for rung, thirds in ((steps.target, 2), (steps.acceptable, 1))
    )
    return replace(
        steps,
        opening=_with(steps.opening, place, opening),
        target=_with(steps.target, place, target),
        acceptable=_with(steps.acceptable, place, acceptable),
    )


def _with(amounts: Amounts, place: int, figure: Figure) -> Amounts:
    return (*amounts[:place], figure, *amounts[place + 1 :])


def line_on_part(case: Case) -> Iterator[Note]:
    """What the user's line is compared with, where that needs saying."""
    situation, stated, offer = case.situation, case.situation.walk_away, case.offer
    if stated is None or offer is None or case.doubts or case.foreign_offer:
        return
    name = situation.walk_away_on
    line = said("your walk-away", stated, case.table.currency)
    if name == "total":
        if offer.base and offer.total and line.exact < offer.total.exact:
            yield Note("line_below_offer", (line, offer.total), private=True)
    elif part_line(situation, case.table) is None:
        yield Note("line_on_untold", (line,), (name,), private=True)
    else:
        yield Note("line_on_part", (line,), (name,), private=True)


def _exact(figure: Figure) -> Decimal:
    return figure.exact
