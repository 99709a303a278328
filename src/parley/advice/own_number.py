"""The user's own number: what they want, or have asked for, carried into the ladder (docs/advice.md 2.13).

In: the table, the steps worked out from the evidence, what the user wished or asked. Out: Steps that open at exactly
that number. A wish is carried where it lies above the offer and inside the caps; what they were told is defended as it
is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.grounds import their_most
from parley.advice.ladder import Steps
from parley.advice.model import Computed, Figure
from parley.advice.opening import cap_factor
from parley.advice.rounding import next_step, step
from parley.advice.rules import constant, constants
from parley.advice.situation import Situation
from parley.advice.table import Amounts, Component, Table, exact
from parley.dialogue.model import Offer, Stated


@dataclass(frozen=True, slots=True)
class Own:
    """The user's number for one component of the table; `asked` once they were told it."""

    component: Component
    figure: Figure
    asked: bool

    @property
    def value(self) -> Decimal:
        """The number, a year's worth or the whole grant."""
        return self.figure.exact


def own_numbers(situation: Situation, table: Table) -> tuple[Own, ...]:
    """What they were told, else what is wished, for every component that has one."""
    asked = tuple(_told(situation.asked, table, asked=True))
    return asked or tuple(_told(situation.wished, table, asked=False))


def _told(offer: Offer | None, table: Table, *, asked: bool) -> Iterator[Own]:
    if offer is None or offer.currency not in (None, table.currency):
        return
    name = "you asked for, {}" if asked else "you want, {}"
    rest = _rest_of_total(offer, table, name)
    if rest is not None:
        yield Own(rest[0], rest[1], asked)
        return
    for component in table.components:
        stated = _stated(offer, component, table)
        if stated is not None and _can_be_meant(stated.value, component):
            yield Own(component, said(name.format(component.label), stated, table.currency), asked)


def _rest_of_total(offer: Offer, table: Table, name: str) -> tuple[Component, Figure] | None:
    """The base that makes up a wished total, the other parts as they are offered; None where base itself is told."""
    base = next((one for one in table.components if one.name == "base" and one.offer), None)
    if base is None or offer.base or offer.total is None or len(table.components) < 2 or table.weight(base) != 1:
        return None
    told = said(name.format("in total"), offer.total, table.currency)
    others = table.offered - base.offered
    value = told.exact - others
    if others <= 0 or not _can_be_meant(value, base):
        return None
    working = f"{shown(told.exact)} - {shown(others)}"
    return base, computed(name.format(base.label), table.currency, value, "rest_of_total", working, told)


def _stated(offer: Offer, component: Component, table: Table) -> Stated | None:
    """The number for this component; of a talk about one amount alone it does not matter what it was called."""
    named: Stated | None = getattr(offer, component.name)
    if component.name == "equity" and (offer.equity_years or component.years) != component.years:
        return None
    if named is None and len(table.components) == 1 and component.name in ("base", "total"):
        return offer.base or offer.total
    return named


def _can_be_meant(value: Decimal, component: Component) -> bool:
    if component.offer is None:
        return component.pair is not None and 0 < value < constant("range_apart") * component.high
    return value > 0 and (component.offered <= 0 or value < constant("range_apart") * component.offered)


def limit(component: Component, situation: Situation, *, leverage: bool) -> Decimal:
    """The most that may be asked here: the usual step above the offer, and no more than a range allows."""
    theirs = their_most(situation, component.name)
    top = theirs.exact if theirs else component.high * constant("above_top") if component.pair else None
    if component.offer is None:
        return top or Decimal(0)
    name = component.name if f"{component.name}_cap" in constants() else "base"
    most = cap_factor(name, situation.country, leverage=leverage) * component.offered
    if component.name == "equity" and component.pair:
        most = max(most, component.low)
    return most if top is None else min(most, max(top, component.offered))


def is_carried(own: Own, situation: Situation, *, leverage: bool) -> bool:
    """Whether the script asks for exactly this number."""
    above = own.component.offer is None or own.value > own.component.offered
    return above and (own.asked or own.value <= limit(own.component, situation, leverage=leverage))


def carried(
    table: Table, steps: Steps | None, situation: Situation, *, leverage: bool = False, line: Figure | None = None
) -> Steps | None:
    """`steps` opening at the user's own numbers; as they are where there are none to carry."""
    owns = own_numbers(situation, table)
    mine = tuple(own for own in owns if is_carried(own, situation, leverage=leverage))
    asked = any(own.asked for own in owns)
    if not mine and not asked:
        return steps
    offers = tuple(component.offer for component in table.components if component.offer)
    steps = steps or Steps(offers, offers, offers, table.signing, table.signing, table.signing)
    rest = offers if asked or _too_much(table, steps.opening, mine, leverage=leverage) else steps.opening
    opening = tuple(_mine(c, mine) or figure for c, figure in zip(table.components, rest, strict=True))
    target, acceptable = (_below(table, opening, steps, mine, thirds, line) for thirds in (2, 1))
    signing = _asked_signing(table) if asked else _kept(table, steps.signing)
    return replace(
        steps,
        opening=opening,
        target=target,
        acceptable=acceptable,
        signing=signing,
        target_signing=table.signing,
        acceptable_signing=table.signing,
    )


def _mine(component: Component, owns: tuple[Own, ...]) -> Figure | None:
    own = next((own for own in owns if own.component.name == component.name), None)
    if own is None:
        return None
    rule, label = "your_ask" if own.asked else "your_number", f"opening {component.label}"
    return computed(label, component.currency, own.value, rule, shown(own.value), own.figure)


def _too_much(table: Table, opening: Amounts, mine: tuple[Own, ...], *, leverage: bool) -> bool:
    """Whether the other raises beside the user's number would take the total above its cap."""
    factor = constant("total_cap_leverage" if leverage else "total_cap")
    amounts = tuple(_mine(c, mine) or figure for c, figure in zip(table.components, opening, strict=True))
    return table.total(exact(amounts)) > factor * table.offered


def _below(  # noqa: PLR0913, PLR0917  # a rung beside the table and the steps it replaces
    table: Table, opening: Amounts, steps: Steps, mine: tuple[Own, ...], thirds: int, line: Figure | None
) -> Amounts:
    """A rung below the opening, so many thirds of the way from the offer, or from the user's line, up to it."""
    names = {own.component.name for own in mine}
    before = steps.target if thirds == 2 else steps.acceptable
    share = _share(table, opening, thirds, line)
    rows = zip(table.components, opening, before, steps.opening, strict=True)
    return tuple(
        _part_way(c, ask, share) if c.name in names else old if ask is was else ask for c, ask, old, was in rows
    )


def _share(table: Table, opening: Amounts, thirds: int, line: Figure | None) -> Decimal:
    offered, asked = table.offered, table.total(exact(opening))
    bottom = min(max(offered, line.exact), asked) if line else offered
    if asked <= offered:
        return Decimal(1)
    return (bottom - offered + (asked - bottom) * thirds / 3) / (asked - offered)


def _part_way(component: Component, ask: Figure, share: Decimal) -> Figure:
    offer = component.offer
    gap = ask.exact - component.offered
    if offer is None or gap < step(component) * 3 / 2 or next_step(component.offered, step(component)) > ask.exact:
        return ask  # too near the offer for rungs between
    value = component.offered + share * gap
    working = f"{shown(component.offered)} + {share:.6f} x ({shown(ask.exact)} - {shown(component.offered)})"
    return computed(ask.label, component.currency, value, "step_down", working, offer, ask)


def _asked_signing(table: Table) -> Figure | None:
    """The signing bonus that was asked for, where it is more than the offered one."""
    asked, offered = table.earlier_signing, table.signing
    return asked if asked and (offered is None or asked.exact > offered.exact) else offered


def _kept(table: Table, signing: Figure | None) -> Figure | None:
    """A signing bonus that is an item of its own stays; one that closed a gap goes with the gap."""
    closes = signing is not None and isinstance(signing.source, Computed) and signing.source.rule == "closes_gap"
    return table.signing if closes else signing


def carried_before_offer(table: Table, steps: Steps, situation: Situation) -> Steps:
    """The same where only a range is known: the opening is the user's number, no rung lies above it."""
    owns = tuple(own for own in own_numbers(situation, table) if is_carried(own, situation, leverage=False))
    opening = tuple(_mine(c, owns) or figure for c, figure in zip(table.components, steps.opening, strict=True))
    target, acceptable = (
        tuple(min(rung, ask, key=lambda figure: figure.exact) for rung, ask in zip(rungs, opening, strict=True))
        for rungs in (steps.target, steps.acceptable)
    )
    return replace(steps, opening=opening, target=target, acceptable=acceptable)
