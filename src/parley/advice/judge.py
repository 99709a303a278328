"""The user's own number, judged in a line (docs/advice.md 2.13).

In: the table, what was worked out without that number, and the number. Out: `Judged`: how far over the offer, where in
the range, and ordinary, firm, a stretch, or out of reach (counsel.md 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.ladder import Steps, rounded_ladder
from parley.advice.model import Figure, Judged, Rung
from parley.advice.own_number import Own, is_carried, limit, own_numbers
from parley.advice.position import position
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.advice.table import Component, Table


def judged(table: Table, steps: Steps | None, situation: Situation, *, leverage: bool) -> Iterator[Judged]:
    """Each of the user's numbers, beside the `steps` that the evidence alone leads to."""
    owns = own_numbers(situation, table)
    ladder = rounded_ladder(table, steps) if owns and steps else None
    for own in owns:
        opening = _amount(ladder.opening if ladder else None, own.component)
        target = _amount(ladder.target if ladder else None, own.component)
        yield Judged(
            own.component.name,
            own.figure,
            _over(own),
            _position(own),
            _verdict(own, opening, target, limit(own.component, situation, leverage=leverage)),
            own.asked,
            is_carried(own, situation, leverage=leverage),
        )


def _amount(rung: Rung | None, component: Component) -> Decimal:
    """What a rung has for a component; the offer where it has nothing."""
    figure: Figure | None = getattr(rung, component.name) if rung else None
    if figure is not None:
        return figure.money.amount
    return component.offered if component.offer else Decimal(0)


def _over(own: Own) -> Decimal | None:
    offered = own.component.offered if own.component.offer else Decimal(0)
    return own.value / offered - 1 if offered > 0 else None


def _position(own: Own) -> Decimal | None:
    pair = own.component.pair
    return position(own.value, pair[0].exact, pair[1].exact) if pair else None


def _verdict(own: Own, opening: Decimal, target: Decimal, most: Decimal) -> str:
    """The first row that the number is not above."""
    offered = own.component.offered if own.component.offer else None
    usual = offered * (1 + constant("ordinary_wish")) if offered else Decimal(0)
    bounds = (
        ("met", offered if offered is not None else Decimal(0)),
        ("ordinary", max(target, min(usual, max(most, opening)))),
        ("firm", opening),
        ("stretch", max(most, opening)),
    )
    return next((verdict for verdict, bound in bounds if own.value <= bound), "out_of_reach")
