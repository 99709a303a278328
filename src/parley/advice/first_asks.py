"""What to ask without a guide: each component from the best evidence there is (docs/advice.md 2.12).

In: the table, the grounds the user told, the country. Out: openings, and the rungs below them where they are not simply
thirds of the way. Rules from counsel.md 1: the employer's range, market figures, else an ordinary step on the offer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.grounds import told_of
from parley.advice.ladder import thirds_from_offer
from parley.advice.model import Figure, Ground
from parley.advice.official import KIND as OFFICIAL
from parley.advice.opening import cap_factor, capped, held_if_small, opening_ask, shrunk, within_earlier
from parley.advice.rules import constant, constants
from parley.advice.table import Amounts, Component, Table, exact

Grounds = tuple[Ground, ...]
BY_RANK = ("market", OFFICIAL, "others")
"""Kinds of market figures, best first: what the user brought, an official table, what somebody else earns."""
CAREFUL = {"offer", OFFICIAL, ""}
"""Kinds on which a total is asked for within the cap of an ordinary first step."""
STEPPED = {"base": "base", "total": "base", "equity": "equity"}
"""Components that are raised with nothing but the offer known, by the row of constants they go by."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Exact amounts, parallel to the table's components; `kinds` is the evidence behind each, "" where it is held."""

    opening: Amounts
    target: Amounts
    acceptable: Amounts
    kinds: tuple[str, ...]


def first_asks(table: Table, grounds: Grounds, country: str | None) -> Asks:
    """Opening, target and acceptable beside an offer, the total within its cap."""
    found = [_ask(component, grounds, country) for component in table.components]
    opening, kinds = tuple(figure for figure, _ in found), tuple(kind for _, kind in found)
    within = _within_cap(table, opening, kinds)
    target, acceptable = thirds_from_offer(table, within)
    if within != opening:
        return Asks(within, target, acceptable, kinds)
    return Asks(
        opening,
        _stepped(table, "target", country, target, (opening, kinds)),
        _stepped(table, "acceptable", country, acceptable, (opening, kinds)),
        kinds,
    )


def _ask(component: Component, grounds: Grounds, country: str | None) -> tuple[Figure, str]:
    """One component's opening with the kind of evidence it rests on: the first maker that has something to say."""
    for kind, make in MAKERS:
        figure = make(component, told_of(grounds, kind, component.name), country)
        if figure is not None and component.offer is not None:
            ask = held_if_small(component, within_earlier(component, figure))
            return ask, kind if ask.exact > component.offered else ""
    raise LookupError(f"no offer for {component.name}")


def _in_their_range(component: Component, ground: Ground | None, country: str | None) -> Figure | None:
    """The employer's own range binds: nothing is asked for above it, whatever else is known."""
    if ground is None:
        return None
    if component.ranged:
        return opening_ask(component, cap_factor(_row(component.name), country))
    top = min(ground.high, capped(component, cap_factor(_row(component.name), country)), key=_exact)
    return max(top, component.offer, key=_exact) if component.offer else top


def _by_market(component: Component, ground: Ground | None, country: str | None) -> Figure | None:
    """Market figures that the user brought, where the offer is not above them already."""
    if ground is None or component.offered > ground.high.exact:
        return None
    limit = capped(component, cap_factor(_row(component.name), country))
    ask = min(at_market(component, ground), limit, key=_exact)
    if ground.low.exact < ground.high.exact:
        worth = min(constant("least_ask") * component.offered, ground.high.exact)
        ask = ask if ask.exact >= worth else _least(component, worth, ground)
    return ask if ask.exact >= component.offered * (1 + constant("least_move")) else None


def at_market(component: Component, ground: Ground) -> Figure:
    """Where an ask lies by market figures alone, before any cap."""
    low, high, label = ground.low, ground.high, f"opening {component.label}"
    if low.exact == high.exact:
        beat = constant("market_beat")
        working, rule = f"{beat} x {shown(high.exact)}", f"{ground.kind}_figure"
        return computed(label, component.currency, beat * high.exact, rule, working, high)
    place = constant("market_position")
    value = low.exact + place * (high.exact - low.exact)
    working = f"{shown(low.exact)} + {place} x ({shown(high.exact)} - {shown(low.exact)})"
    return computed(label, component.currency, value, f"{ground.kind}_range", working, low, high)


def _least(component: Component, amount: Decimal, ground: Ground) -> Figure:
    inputs = tuple(filter(None, (component.offer, ground.high)))
    label = f"opening {component.label}"
    return computed(label, component.currency, amount, "least_ask", shown(amount), *inputs)


def _first_step(component: Component, _: Ground | None, country: str | None) -> Figure | None:
    """An ordinary step on what is offered; a component that has none stays as it is."""
    return step_up(component, "opening", country) or component.offer


def step_up(component: Component, rung: str, country: str | None) -> Figure | None:
    """The ordinary step of one rung; None for a component that is not raised so, or is nothing."""
    row = STEPPED.get(component.name)
    if row is None or component.offer is None or component.offered <= 0:
        return None
    name = f"{row}_first_{rung}"
    local = f"{name}_{(country or '').lower()}"
    share = constant(local if local in constants() else name)
    working = f"{1 + share} x {shown(component.offered)}"
    label = f"{rung} {component.label}"
    return computed(label, component.currency, component.offered * (1 + share), "first_step", working, component.offer)


def _stepped(
    table: Table, rung: str, country: str | None, thirds: Amounts, asked: tuple[Amounts, tuple[str, ...]]
) -> Amounts:
    """A rung below the opening `asked`: its own step below an ordinary step, below evidence a third of the way."""
    rows = zip(table.components, *asked, thirds, strict=True)
    return tuple(_step_or(component, rung, country, (third, ask), kind) for component, ask, kind, third in rows)


def _step_or(component: Component, rung: str, country: str | None, between: tuple[Figure, Figure], kind: str) -> Figure:
    third, ask = between
    step = step_up(component, rung, country) if kind == "offer" else None
    return step if step is not None and component.offered < step.exact <= ask.exact else third


def _within_cap(table: Table, opening: Amounts, kinds: tuple[str, ...]) -> Amounts:
    factor = constant("first_total_cap" if set(kinds) <= CAREFUL else "total_cap")
    total, allowed = table.total(exact(opening)), factor * table.offered
    return tuple(shrunk(table, opening, allowed, total)) if total > allowed else opening


Maker = Callable[[Component, Ground | None, str | None], Figure | None]
MAKERS: tuple[tuple[str, Maker], ...] = (
    ("employer_range", _in_their_range),
    *((kind, _by_market) for kind in BY_RANK),
    ("offer", _first_step),
)


def before_offer(table: Table, grounds: Grounds) -> Table:
    """The table of a talk without an offer: components that market figures speak of, with an ask and a lower end."""
    known = {component.name for component in table.components}
    found = {one.component: one for one in reversed(grounds) if one.kind in BY_RANK and one.component not in known}
    return replace(table, components=(*table.components, *(_market_component(one, table) for one in found.values())))


def _market_component(ground: Ground, table: Table) -> Component:
    component = Component(ground.component, table.currency, pair=(ground.low, ground.high))
    ask = at_market(component, ground)
    low, high = ground.low.exact, ground.high.exact
    place = constant("market_floor") if low == high else constant("floor_position")
    value = place * high if low == high else low + place * (high - low)
    working = f"{place} x {shown(high)}" if low == high else f"{shown(low)} + {place} x ({shown(high)} - {shown(low)})"
    floor = computed(f"floor {component.label}", table.currency, value, "market_low", working, ground.low, ground.high)
    return replace(component, ask=ask, floor=floor)


def _row(name: str) -> str:
    """Totals go by the row of base."""
    return STEPPED.get(name, name)


def _exact(figure: Figure) -> Decimal:
    return figure.exact
