"""Where only a total is known, of the band or of the offer (docs/advice.md 2.7).

A band with a total and no base gives rungs of that total. Beside an offer with parts, every part grows alike: the guide
gives only a total, the split is theirs.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.model import BandFigures, Figure
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.advice.strategy import Spot, floor_for, opening_for, spot
from parley.advice.table import Component, Table
from parley.dialogue.model import Offer

Pair = tuple[Figure, Figure]


def as_total(situation: Situation, published: BandFigures, table: Table, earlier: Offer | None) -> Table:
    """`table`, or one on the total's footing where the band or the offer has nothing else."""
    offer = situation.offer
    if offer is not None and offer.base is None and offer.total is not None:
        return replace(table, components=(_whole(situation, _total_pair(published, table), earlier),), unstated=())
    if published.base is not None or published.total is None:
        return table
    if offer is None:
        return replace(table, components=(_whole(situation, published.total, earlier),))
    return replace(table, components=_shares(table, published.total))


def is_total_only(table: Table) -> bool:
    """Whether the table is on the total's footing."""
    return any(component.name == "total" or component.split for component in table.components)


def _total_pair(published: BandFigures, table: Table) -> Pair | None:
    return published.total or same_terms(published, table)


def same_terms(published: BandFigures, table: Table) -> Pair | None:
    """The published parts added up on the same terms as the offer (docs/advice.md 1.3); None without parts."""
    components = [component for component in table.components if component.name != "total"]
    if not components or any(component.split for component in components):
        return published.total
    if any(component.pair is None and component.offer is None for component in components):
        return None
    low, high = (_end(table, place) for place in (0, 1))
    return low, high


def _end(table: Table, place: int) -> Figure:
    figures = tuple(figure for c in table.components if (figure := c.pair[place] if c.pair else c.offer))
    return table.total_figure("range on the same terms, " + ("low end", "top")[place], figures, "same_terms")


def _whole(situation: Situation, pair: Pair | None, earlier: Offer | None) -> Component:
    """The total as the only component."""
    offer, currency = situation.offer, situation.band.currency
    stated = said("offered total", offer.total, currency) if offer and offer.total else None
    asked = said("total asked before", earlier.total, currency) if earlier and earlier.total else None
    component = Component("total", currency, 1, pair, stated, earlier=asked)
    if pair is None or not component.ranged:
        return replace(component, ask=pair[1], floor=pair[0]) if pair else component
    ask, floor = (_fitting(situation, kind) for kind in ("ask", "floor"))
    return replace(
        component, ask=opening_for(ask, pair, "opening total"), floor=floor_for(ask, floor, pair, "floor total")
    )


def _fitting(situation: Situation, kind: str) -> Spot | None:
    return spot(situation.guide, situation.band, kind, "total")


def _shares(table: Table, pair: Pair) -> tuple[Component, ...]:
    """Every offered part with its share of the total's range; its ask grows with the total's."""
    offered = table.offered
    if offered <= 0:
        return table.components
    growth = _growth(offered, pair)
    return tuple(_share(component, offered, pair, growth) for component in table.components)


def _growth(offered: Decimal, pair: Pair) -> Decimal:
    low, high = pair[0].exact, pair[1].exact
    wanted = low + constant("opening_position") * (high - low)
    asked = max(min(wanted, constant("total_cap") * offered), min(high, constant("least_ask") * offered))
    return asked / offered


def _share(component: Component, offered: Decimal, pair: Pair, growth: Decimal) -> Component:
    own = component.offered
    low, high = (_part(component, figure, own * figure.exact / offered, offered) for figure in pair)
    ask = computed(
        f"opening {component.label}",
        component.currency,
        own * growth,
        "scaled",
        f"{growth:.4f} x {shown(own)}",
        low,
        high,
    )
    return replace(component, pair=(low, high), ask=ask, floor=None, split=True)


def _part(component: Component, figure: Figure, value: Decimal, offered: Decimal) -> Figure:
    working = f"{shown(figure.exact)} x {shown(component.offered)} / {shown(offered)}"
    label = f"{component.label}, its share of the {figure.label}"
    inputs = (figure, component.offer) if component.offer else (figure,)
    return computed(label, component.currency, value, "scaled", working, *inputs)
