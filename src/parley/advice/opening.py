"""The opening ask: what goes to the employer, exact, before rounding (docs/advice.md 2.4 and 2.5 steps 1 to 4).

A component is *held* when its opening is the offer itself: there is no room, no range, or too small a step.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure
from parley.advice.rules import constant, constants
from parley.advice.table import Amounts, Component, Table, exact


def cap_factor(name: str, country: str | None, *, leverage: bool = False) -> Decimal:
    """How many times the offer a component may be asked; a country may have its own row in the rules."""
    if leverage:
        return constant(f"{name}_cap_leverage")
    local = f"{name}_cap_{(country or '').lower()}"
    return constant(local if local in constants() else f"{name}_cap")


def under_top(component: Component, ask: Figure) -> Figure:
    """`ask`, brought down to a little above the top of the range where it is higher."""
    if component.pair is None or ask.exact <= component.high * constant("above_top"):
        return ask
    working = f"{constant('above_top')} x {shown(component.high)}"
    limit = component.high * constant("above_top")
    return computed(f"opening {component.label}", component.currency, limit, "top_of_range", working, component.pair[1])


def capped(component: Component, factor: Decimal) -> Figure:
    """The most that may be asked beside this offer; of equity at least the low end of the range."""
    offered = component.offered
    label = f"opening {component.label}"
    if component.name == "equity" and component.pair and component.low > factor * offered:
        working = shown(component.low)
        return computed(label, component.currency, component.low, "low_end_allowed", working, component.pair[0])
    return _times_offer(component, factor, "capped")


def _times_offer(component: Component, factor: Decimal, rule: str) -> Figure:
    label, working = f"opening {component.label}", f"{factor} x {shown(component.offered)}"
    inputs = (component.offer,) if component.offer else ()
    return computed(label, component.currency, factor * component.offered, rule, working, *inputs)


def least_ask(component: Component) -> Figure:
    """An ask worth making: a little above the offer, within the range."""
    worth = _times_offer(component, constant("least_ask"), "least_ask")
    return component.pair[1] if component.pair and component.high < worth.exact else worth


def opening_ask(component: Component, factor: Decimal) -> Figure:
    """One component's opening beside an offer, before the total is capped; the offer itself when held."""
    if component.offer is None or component.ask is None or not component.ranged:
        return _offer(component)
    wanted = min(under_top(component, component.ask), capped(component, factor), key=_exact)
    return held_if_small(component, within_earlier(component, max(wanted, least_ask(component), key=_exact)))


def within_earlier(component: Component, ask: Figure) -> Figure:
    """Never more than was asked in an earlier round."""
    earlier = component.earlier
    if earlier is None or ask.exact <= earlier.exact:
        return ask
    label, working = f"opening {component.label}", shown(earlier.exact)
    return computed(label, component.currency, earlier.exact, "earlier_ask", working, earlier)


def held_if_small(component: Component, ask: Figure) -> Figure:
    """`ask`, or the offer when the step is not worth asking for."""
    small = ask.exact < component.offered * (1 + constant("least_move"))
    return _offer(component) if small or ask.exact <= component.offered else ask


def openings(table: Table, country: str | None) -> Amounts:
    """Every component's opening beside an offer without leverage, the total within its cap."""
    asks = tuple(opening_ask(component, cap_factor(component.name, country)) for component in table.components)
    allowed = constant("total_cap") * table.offered
    total = table.total(exact(asks))
    return tuple(shrunk(table, asks, allowed, total)) if total > allowed else asks


def shrunk(table: Table, asks: Amounts, allowed: Decimal, total: Decimal) -> Iterator[Figure]:
    """Every raise made smaller by the same share, once; one that becomes too small is held."""
    room, wish = allowed - table.offered, total - table.offered
    for component, ask in zip(table.components, asks, strict=True):
        if ask.exact == component.offered:
            yield ask
            continue
        value = component.offered + room * (ask.exact - component.offered) / wish
        offered = shown(component.offered)
        working = f"{offered} + {shown(room)}/{shown(wish)} x ({shown(ask.exact)} - {offered})"
        label = f"opening {component.label}"
        inputs = (_offer(component), ask)
        yield held_if_small(component, computed(label, table.currency, value, "shared_cap", working, *inputs))


def _offer(component: Component) -> Figure:
    if component.offer is None:
        raise LookupError(f"no offer for {component.name}")
    return component.offer


def _exact(figure: Figure) -> Decimal:
    return figure.exact
