"""The ladder: opening, target, acceptable, before and after rounding (docs/advice.md 2.4, 2.5 and 2.8)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parley.advice.figures import computed, printed, shown
from parley.advice.model import Figure, Ladder, Rung
from parley.advice.opening import under_top, within_earlier
from parley.advice.rounding import is_as_told, next_step, said_as, step
from parley.advice.table import Amounts, Component, Table, exact


@dataclass(frozen=True, slots=True)
class PartLine:
    """The user's walk-away for one part, by the name of its component."""

    part: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Steps:
    """A ladder before rounding: exact amounts for each rung, and the signing bonuses that go with them."""

    opening: Amounts
    target: Amounts
    acceptable: Amounts
    signing: Figure | None = None
    target_signing: Figure | None = None
    acceptable_signing: Figure | None = None
    walk_away: Amounts | None = None
    line: Figure | None = None  # the user's walk-away total
    part_line: PartLine | None = None  # or their line on one part


def thirds_from_floor(table: Table) -> tuple[Amounts, Amounts, Amounts]:
    """Without an offer: opening, target and acceptable at thirds between the guide's floor and its ask."""
    rows = [_rungs(component) for component in table.components]
    first, second, third = zip(*rows, strict=True) if rows else ((), (), ())
    return first, second, third


def _rungs(component: Component) -> tuple[Figure, Figure, Figure]:
    ask, floor = component.ask, component.floor
    if ask is None or floor is None:
        raise LookupError(f"no ask for {component.name}")
    ask = within_earlier(component, ask)
    floor = min(floor, ask, key=lambda figure: figure.exact)
    return tuple(under_top(component, figure) for figure in (ask, between(floor, ask, 2), between(floor, ask, 1)))  # type: ignore[return-value]


def thirds_from_offer(table: Table, opening: Amounts) -> tuple[Amounts, Amounts]:
    """Beside an offer: target and acceptable at thirds between the offer and the opening."""
    rows = list(zip(table.components, opening, strict=True))
    return tuple(_step_down(c, ask, 2) for c, ask in rows), tuple(_step_down(c, ask, 1) for c, ask in rows)


def _step_down(component: Component, ask: Figure, thirds: int) -> Figure:
    offer = component.offer
    return ask if offer is None or ask.exact == offer.exact else between(offer, ask, thirds, "step_down")


def between(low: Figure, high: Figure, thirds: int, rule: str = "rung") -> Figure:
    """So many thirds of the way from `low` to `high`."""
    value = low.exact + thirds * (high.exact - low.exact) / 3
    working = f"{shown(low.exact)} + {thirds}/3 x ({shown(high.exact)} - {shown(low.exact)})"
    return computed(high.label, high.money.currency, value, rule, working, low, high)


def rounded_ladder(table: Table, steps: Steps) -> Ladder:
    """The ladder as it is said: every rung rounded, totals added up from the rounded parts."""
    asked = _said(table, steps.opening, "opening")
    acceptable = _under_told(_up_to_line(table, steps, _said(table, steps.acceptable, "acceptable")), asked)
    target = _under_told(_at_least(_said(table, steps.target, "target"), acceptable), asked)
    opening = _at_least(asked, target)
    return Ladder(
        opening=rung("opening", table, opening, steps.signing),
        target=rung("target", table, target, steps.target_signing),
        acceptable=rung("acceptable", table, acceptable, steps.acceptable_signing),
        floor=_floor(table),
        walk_away=_walk_away(table, steps),
    )


def _said(table: Table, amounts: Amounts, name: str) -> Amounts:
    rows = zip(table.components, amounts, strict=True)
    return tuple(said_as(component, figure, f"{name} {component.label}") for component, figure in rows)


def rung(name: str, table: Table, amounts: Amounts, signing: Figure | None) -> Rung:
    """One rung of printed amounts, its total added up from them."""
    by_name = {component.name: figure for component, figure in zip(table.components, amounts, strict=True)}
    rows = zip(table.components, amounts, strict=True)
    held = tuple(c.name for c, figure in rows if c.offer is not None and figure.money.amount == c.offer.exact)
    if signing is not None and table.signing is not None and signing.money == table.signing.money:
        held = (*held, "signing")
    total = by_name.get("total") or (table.total_figure(f"{name} total", amounts) if amounts else None)
    return Rung(name, by_name.get("base"), by_name.get("equity"), by_name.get("bonus"), signing, total, held)


def _floor(table: Table) -> Rung | None:
    """The guide's floor in this range: a reference, not the user's line."""
    if any(component.floor is None for component in table.components) or not table.components:
        return None
    floors = tuple(component.floor for component in table.components if component.floor)
    said = tuple(
        said_as(Component(c.name, c.currency, c.years, c.pair), figure, f"guide's floor, {c.label}")
        for c, figure in zip(table.components, floors, strict=True)
    )
    return rung("floor", table, said, None)


def _walk_away(table: Table, steps: Steps) -> Rung | None:
    """The user's line: its total as it is, with the parts that would make it up where they can be told."""
    if steps.part_line is not None:
        line = {steps.part_line.part: steps.part_line.figure}
        return Rung("walk_away", line.get("base"), line.get("equity"), line.get("bonus"), None, None)
    if steps.line is None:
        return None
    if steps.walk_away is None:
        return Rung("walk_away", None, None, None, None, steps.line)
    shown_rung = rung("walk_away", table, _said(table, steps.walk_away, "walk-away"), None)
    return Rung("walk_away", shown_rung.base, shown_rung.equity, shown_rung.bonus, None, steps.line, shown_rung.held)


def _up_to_line(table: Table, steps: Steps, said: Amounts) -> Amounts:
    """Acceptable never falls short of the user's line by rounding alone: its first raised part goes up a step."""
    said = tuple(
        _up_to_part(component, figure, steps) for component, figure in zip(table.components, said, strict=True)
    )
    line = steps.line
    if line is None or table.total(exact(steps.acceptable)) < line.exact - Decimal("0.01"):
        return said
    for place, component in enumerate(table.components):
        if component.offer is not None and said[place].money.amount == component.offer.exact:
            continue
        while table.total([figure.money.amount for figure in said]) < line.exact:
            said = (*said[:place], _one_up(said[place], component), *said[place + 1 :])
        break
    return said


def _up_to_part(component: Component, figure: Figure, steps: Steps) -> Figure:
    """A line on this part is met by the printed amount, too; what is held is as offered."""
    line = steps.part_line
    held = component.offer is not None and figure.money.amount == component.offer.exact
    if line is None or line.part != component.name or held or figure.money.amount >= line.figure.exact:
        return figure
    return _one_up(figure, component)


def _one_up(figure: Figure, component: Component) -> Figure:
    return printed(figure, next_step(figure.money.amount, step(component)), figure.label)


def _under_told(amounts: Amounts, asked: Amounts) -> Amounts:
    """No rung above a number that is the user's own, which no rounding moves."""
    rows = zip(amounts, asked, strict=True)
    return tuple(
        printed(rung, ask.money.amount, rung.label)
        if is_as_told(ask) and rung.money.amount > ask.money.amount
        else rung
        for rung, ask in rows
    )


def _at_least(amounts: Amounts, below: Amounts) -> Amounts:
    """No rung lies under the one below it."""
    rows = zip(amounts, below, strict=True)
    return tuple(
        printed(upper, lower.money.amount, upper.label) if upper.money.amount < lower.money.amount else upper
        for upper, lower in rows
    )
