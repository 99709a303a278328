"""From a situation to the table: which components are under negotiation, on which footing (docs/advice.md 1.3, 2.3).

A component of the band in another currency than the band's stays off the table: two currencies are never added.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.grants import grant_value
from parley.advice.grounds import their_range
from parley.advice.model import BandFigures, Figure
from parley.advice.published import GRANT_YEARS
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.advice.strategy import at_place, floor_for, opening_for, spot
from parley.advice.table import Component, Table
from parley.advice.total_only import as_total
from parley.dialogue.model import Offer, Stated

Pair = tuple[Figure, Figure]
PARTS = ("base", "equity", "bonus")


def lay_out(situation: Situation, published: BandFigures, earlier: Offer | None) -> Table:
    """The table of `situation`; `earlier` is what was asked in the round before."""
    currency, offer = situation.band.currency, situation.offer
    percent = bonus_percent(situation)
    names = [name for name in PARTS if name != "bonus" or not percent]
    components = [_component(situation, published, name, earlier) for name in names]
    known = [component for component in components if component and (component.offer or offer is None)]
    unstated = tuple(c.name for c in components if c and c.offer is None and offer and not _is_beside(offer, c.name))
    if (
        published.base is None
        and published.total is not None
        and offer is not None
        and _offered(offer, "equity", currency) is None
        and not _is_beside(offer, "equity")
    ):
        unstated = (*unstated, "equity")
    signing = said("offered signing bonus", offer.signing, currency) if offer and offer.signing else None
    asked = said("signing bonus asked before", earlier.signing, currency) if earlier and earlier.signing else None
    table = Table(tuple(known), currency, percent, signing, asked, unstated)
    return as_total(situation, published, table, earlier)


def _is_beside(offer: Offer, name: str) -> bool:
    """Whether a component was told in another currency, so that it is neither missing nor on this table."""
    return any(one.component == name for one in offer.beside)


def bonus_percent(situation: Situation) -> Decimal:
    """The bonus counted for offer and range alike: the offer's own, else the low end of the published range."""
    offer, band = situation.offer, situation.band
    if offer and offer.bonus_pct:
        return offer.bonus_pct.value
    if offer and offer.bonus:
        return Decimal(0)
    return band.bonus_pct.low if band.bonus_pct else Decimal(0)


def _component(situation: Situation, published: BandFigures, name: str, earlier: Offer | None) -> Component | None:
    currency = situation.band.currency
    offer = _offered(situation.offer, name, currency)
    years = _years(situation.offer) if name == "equity" else 1
    pair: Pair | None = getattr(published, name)
    if pair and pair[0].money.currency != currency:
        pair = None
    if pair is None and offer is None:
        return None
    component = Component(
        name,
        currency,
        years,
        _over(pair, years) if pair and name == "equity" else pair,
        offer,
        earlier=_asked(earlier, name, currency, years),
    )
    return aimed(component, situation)


def aimed(component: Component, situation: Situation) -> Component:
    """The component with where the guide would open and stop; a single published figure is its own opening."""
    if component.pair is None:
        return component
    pair, label = component.pair, component.label
    if not component.ranged:
        return replace(component, ask=pair[1], floor=pair[0])
    if their_range(situation, component.name):
        opening = at_place(pair, constant("opening_position"), "their_range", f"opening {label}")
        return replace(component, ask=opening, floor=floor_for(None, None, pair, f"floor {label}"))
    ask = spot(situation.guide, situation.band, "ask", component.name)
    floor = spot(situation.guide, situation.band, "floor", component.name)
    return replace(
        component,
        ask=opening_for(ask, pair, f"opening {label}"),
        floor=floor_for(ask, floor, pair, f"floor {label}"),
    )


def _offered(offer: Offer | None, name: str, currency: str) -> Figure | None:
    """A component of the offer as it counts: a grant by its kind, the rest as told."""
    if offer is not None and name == "equity":
        return grant_value(offer, currency, "offered equity")
    stated = _stated(offer, name)
    return said(f"offered {name}", stated, currency) if stated else None


def _stated(offer: Offer | None, name: str) -> Stated | None:
    if offer is None:
        return None
    return {"base": offer.base, "equity": offer.equity, "bonus": offer.bonus}[name]


def _years(offer: Offer | None) -> int:
    return (offer.equity_years if offer else None) or int(constant("usual_years"))


def _asked(earlier: Offer | None, name: str, currency: str, years: int) -> Figure | None:
    stated = _stated(earlier, name)
    if stated is None or earlier is None:
        return None
    figure = said(f"{name} asked before", stated, currency)
    asked_years = _years(earlier)
    if name != "equity" or asked_years == years:
        return figure
    working = f"{shown(stated.value)} x {years} / {asked_years}"
    return computed(figure.label, currency, stated.value * years / asked_years, "same_years", working, figure)


def _over(pair: Pair, years: int) -> Pair:
    """A published four-year grant over as many years as the offer's."""
    if years == GRANT_YEARS:
        return pair
    low, high = (_rescaled(figure, years) for figure in pair)
    return low, high


def _rescaled(figure: Figure, years: int) -> Figure:
    working = f"{shown(figure.exact)} x {years} / {GRANT_YEARS}"
    label = f"{figure.label}, over {years} years"
    return computed(label, figure.money.currency, figure.exact * years / GRANT_YEARS, "same_years", working, figure)
