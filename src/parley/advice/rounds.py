"""What an answer to the first ask means, and what is left to ask (docs/advice.md 2.9; counsel.md 3 "Answered partly").

In: a situation of two or more rounds, the ladder of the first. Out: a Verdict, verdict first; and the steps of what may
still be asked: one item, or what is open, at the first round's target, never the whole first ask again.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parley.advice.case import Case
from parley.advice.figures import computed, printed, said, shown
from parley.advice.ladder import Steps
from parley.advice.model import Figure, Ladder, Rung, Verdict
from parley.advice.rounding import rounded, step_for
from parley.advice.rules import constant
from parley.advice.table import Amounts, Component, Table

ASKED_AGAIN = ("light", "counter")
"""Verdicts with something left to ask."""


def verdict_of(case: Case, line: Figure | None) -> Verdict | None:
    """What their answer means beside the first round's target and acceptable; None where there was no first ask.

    `line` is the user's walk-away, a year; without one the guide's floor stands in for it.
    """
    first, table = case.first, case.table
    if first is None or not _same_footing(case):
        return None
    target, acceptable = (_total(table, rung, f"{rung.name} total") for rung in (first.target, first.acceptable))
    offered = _as_it_stands(table)
    floor = line or (first.floor.total if first.floor else None)
    refused = tuple(component.name for component in table.components if _is_refused(component, case, first))
    found = Verdict("", offered, target, acceptable, refused, floor)
    lowered = offered.exact < _first_total(case, table) * (1 - constant("least_move"))
    return replace(found, kind="lowered" if lowered else _kind(found, case, first))


def _same_footing(case: Case) -> bool:
    """Whether both rounds can be laid side by side: the same currency, the same years of a grant."""
    offers = case.situation.offers
    then, now = offers[0], offers[-1]
    years = then.equity is None or now.equity is None or (then.equity_years or 4) == (now.equity_years or 4)
    return years and (then.currency == now.currency or None in (then.currency, now.currency))


def _kind(found: Verdict, case: Case, first: Ladder) -> str:
    table, offered = case.table, found.offered.exact
    if all(component.offered >= _amount(first.opening, component) for component in table.components):
        return "closed"
    left = _open(table, found, first)
    if offered >= found.target.exact or (case.situation.answered and not left):
        return "sign"
    if offered >= found.acceptable.exact:
        return "light" if left and not case.situation.final else "sign"
    spent = case.situation.final or len(case.situation.offers) > int(constant("rounds"))
    if not spent and (left or _may_ask_signing(case)):
        return "counter"
    if found.floor is None:
        return "decide"
    return "sign" if offered >= found.floor.exact else "decline"


def _first_total(case: Case, table: Table) -> Decimal:
    """What the first offer comes to on the footing of this one; nothing where only their answer is known."""
    if case.situation.answered:
        return Decimal(0)
    return table.total(tuple(_first_offered(case, component).exact for component in table.components))


def _first_offered(case: Case, component: Component) -> Figure:
    """A part as they first offered it; as it stands where it was not told then."""
    first = case.situation.offers[0]
    stated = getattr(first, component.name)
    if stated is None:
        return _offer(component)
    told = said(f"first offered {component.label}", stated, case.table.currency)
    return computed(told.label, case.table.currency, told.exact, "first_offer", shown(told.exact), told)


def _amount(rung: Rung, component: Component) -> Decimal:
    """What a rung of the first round has for a component; the offer where it has nothing."""
    figure: Figure | None = getattr(rung, component.name)
    return figure.money.amount if figure else component.offered


def _total(table: Table, rung: Rung, label: str) -> Figure:
    """A rung of the first round on the footing of this one."""
    rows = [(component, getattr(rung, component.name) or component.offer) for component in table.components]
    return table.total_figure(f"first round's {label}", tuple(figure for _, figure in rows if figure))


def _as_it_stands(table: Table) -> Figure:
    return table.total_figure("what they offer now", tuple(c.offer for c in table.components if c.offer))


def _is_refused(component: Component, case: Case, first: Ladder) -> bool:
    """Whether this part was asked for and has not moved; nobody knows where only their answer is known."""
    if case.situation.answered:
        return False
    stated = getattr(case.situation.offers[0], component.name, None)
    asked = getattr(first.opening, component.name) and component.name not in first.opening.held
    return bool(asked and stated and component.offered <= stated.value)


def _open(table: Table, found: Verdict, first: Ladder) -> tuple[Component, ...]:
    """The parts that may still be asked for at the target: not refused, and a step worth asking for."""
    return tuple(
        component
        for component in table.components
        if component.name not in found.refused
        and _amount(first.target, component) >= component.offered * (1 + constant("least_move"))
        and _amount(first.target, component) > component.offered
    )


def _may_ask_signing(case: Case) -> bool:
    """A signing bonus is the one different thing to ask, where none is offered and base stands."""
    return case.offer is not None and case.offer.base is not None and case.table.signing is None


def steps_of(case: Case, found: Verdict, line: Figure | None) -> Steps | None:
    """What is left to ask as a ladder before rounding, with the user's `line`; None where nothing is."""
    first, table = case.first, case.table
    if found.kind == "lowered":
        return _held_to_the_first(case, line)
    if first is None or found.kind not in ASKED_AGAIN:
        return None
    wanted = _open(table, found, first)
    items = wanted[:1] if found.kind == "light" else wanted
    if found.kind == "light" and case.situation.priority == "equity":
        items = tuple(c for c in wanted if c.name == "equity")[:1] or items
    names = {component.name for component in items}
    opening = tuple(_at_target(c, first) if c.name in names else _offer(c) for c in table.components)
    signing = table.signing if items else _signing(case)
    acceptable = _lower(table, opening, first, found)
    return Steps(
        opening=opening,
        target=_between(table, opening, acceptable) if found.kind == "counter" else opening,
        acceptable=acceptable,
        signing=signing,
        target_signing=table.signing,
        acceptable_signing=table.signing,
        line=line,
    )


def _held_to_the_first(case: Case, line: Figure | None) -> Steps:
    """Where they went down: what they offered first, and nothing more."""
    table = case.table
    first = tuple(max(_first_offered(case, c), _offer(c), key=lambda one: one.exact) for c in table.components)
    kept = table.signing
    return Steps(first, first, first, kept, target_signing=kept, acceptable_signing=kept, line=line)


def _offer(component: Component) -> Figure:
    if component.offer is None:
        raise LookupError(f"no offer for {component.name}")
    return component.offer


def _at_target(component: Component, first: Ladder) -> Figure:
    figure: Figure = getattr(first.target, component.name)
    amount, label = figure.money.amount, f"opening {component.label}"
    return computed(label, component.currency, amount, "first_target", shown(amount), figure)


def _lower(table: Table, opening: Amounts, first: Ladder, found: Verdict) -> Amounts:
    """What is acceptable now: of a light ask the offer as it stands, else the first round's acceptable."""
    return tuple(
        _at_acceptable(component, first, ask)
        if found.kind == "counter" and ask is not component.offer
        else _offer(component)
        for component, ask in zip(table.components, opening, strict=True)
    )


def _at_acceptable(component: Component, first: Ladder, ask: Figure) -> Figure:
    figure: Figure = getattr(first.acceptable, component.name)
    amount = figure.money.amount
    if not component.offered < amount <= ask.exact:
        return _offer(component)
    label = f"acceptable {component.label}"
    return computed(label, component.currency, amount, "first_acceptable", shown(amount), figure)


def _between(table: Table, opening: Amounts, acceptable: Amounts) -> Amounts:
    """Half way from what is acceptable to what is asked."""
    rows = zip(table.components, acceptable, opening, strict=True)
    return tuple(ask if low.exact == ask.exact else _half_way(c, low, ask) for c, low, ask in rows)


def _half_way(component: Component, low: Figure, ask: Figure) -> Figure:
    working = f"({shown(low.exact)} + {shown(ask.exact)}) / 2"
    value = (low.exact + ask.exact) / 2
    return computed(f"target {component.label}", component.currency, value, "half_way", working, low, ask)


def _signing(case: Case) -> Figure | None:
    """A tenth of the offered base, paid once."""
    base = next(c.offer for c in case.table.components if c.name == "base" and c.offer)
    share = constant("first_signing")
    working, value = f"{share} x {shown(base.exact)}", share * base.exact
    figure = computed("signing bonus", case.table.currency, value, "first_signing", working, base)
    return printed(figure, rounded(value, step_for(base.exact, case.table.currency)), figure.label)
