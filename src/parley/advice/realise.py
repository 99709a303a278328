"""Spreading a total over the components: every part at the same place in its range (docs/advice.md 2.6 step 2).

With nothing in the way the place is the total's own place in the total's range. Each part is kept between a start and a
top, so the total is piecewise linear in the place and is solved exactly, without search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from parley.advice.figures import computed, labelled, shown
from parley.advice.model import Figure
from parley.advice.position import position
from parley.advice.table import Amounts, Component, Table, exact

FIRST = {"cash": ("base", "bonus"), "equity": ("equity",)}


def realise(table: Table, start: Amounts, top: Amounts, goal: Figure, priority: str | None = None) -> Amounts:
    """The smallest amounts between `start` and `top` whose recurring total is `goal`; `top` where it cannot be reached.

    `priority` cash fills base and bonus to their tops first, equity the grant.
    """
    if any(component.limit for component in table.components):
        return in_turn(table, start, top, goal, priority)
    amounts = start
    for names in _groups(table, priority):
        amounts = _fill(table, names, amounts, top, goal)
    return amounts


def in_turn(table: Table, start: Amounts, top: Amounts, goal: Figure, priority: str | None = None) -> Amounts:
    """Without ranges to be placed in: one component after the other up to its top, cash first unless told otherwise."""
    first = FIRST.get(priority or "cash", FIRST["cash"])
    order = sorted(range(len(start)), key=lambda place: table.components[place].name not in first)
    amounts = start
    for place in order:
        lacking = goal.exact - table.total(exact(amounts))
        if lacking > 0:
            amounts = (
                *amounts[:place],
                _filled(table, place, amounts, top[place], goal, lacking),
                *amounts[place + 1 :],
            )
    return amounts


def _filled(  # noqa: PLR0913, PLR0917  # one component of a table beside the others
    table: Table, place: int, amounts: Amounts, top: Figure, goal: Figure, lacking: Decimal
) -> Figure:
    component, start = table.components[place], amounts[place]
    wanted = start.exact + lacking / table.weight(component)
    if top.exact <= start.exact:
        return start
    if wanted >= top.exact:
        return top
    if len(amounts) == 1 and table.weight(component) == 1:
        return labelled(goal, component.label)
    rest = tuple(figure for index, figure in enumerate(amounts) if index != place)
    working = shown(wanted) if not rest else f"{shown(start.exact)} + {shown(wanted - start.exact)}"
    return computed(component.label, component.currency, wanted, "in_turn", working, goal, *rest)


def _groups(table: Table, priority: str | None) -> tuple[tuple[str, ...], ...]:
    everything = tuple(component.name for component in table.components)
    first = FIRST.get(priority or "", everything)
    rest = tuple(name for name in everything if name not in first)
    return (first, rest) if rest else (everything,)


def _fill(table: Table, names: tuple[str, ...], start: Amounts, top: Amounts, goal: Figure) -> Amounts:
    if table.total(exact(start)) >= goal.exact:
        return start

    def at(place: Decimal) -> Amounts:
        rows = zip(table.components, start, top, strict=True)
        return tuple(_placed(c, place, a, b, goal) if c.name in names and c.ranged else a for c, a, b in rows)

    edges = _edges(table, names, start, top)
    return at(_place(lambda place: table.total(exact(at(place))), edges, goal.exact)) if edges else start


def _edges(table: Table, names: tuple[str, ...], start: Amounts, top: Amounts) -> list[Decimal]:
    """The places where some part leaves its start or meets its top."""
    rows = zip(table.components, start, top, strict=True)
    bounds = [(c, bound.exact) for c, a, b in rows if c.name in names and c.ranged for bound in (a, b)]
    places = [position(amount, component.low, component.high) for component, amount in bounds]
    return sorted({place for place in places if place is not None})


def _place(total: Callable[[Decimal], Decimal], edges: Sequence[Decimal], goal: Decimal) -> Decimal:
    for low, high in pairwise(edges):
        reached = total(high)
        if reached >= goal:
            before = total(low)
            return low + (goal - before) * (high - low) / (reached - before)
    return edges[-1]


def _placed(component: Component, place: Decimal, start: Figure, top: Figure, goal: Figure) -> Figure:
    low, high = component.low, component.high
    value = low + place * (high - low)
    if value <= start.exact or component.pair is None:
        return start
    if value >= top.exact:
        return top
    working = f"{shown(low)} + {place:.6f} x ({shown(high)} - {shown(low)})"
    label, inputs = component.label, (*component.pair, goal)
    return computed(label, component.currency, value, "share_of_total", working, *inputs)
