"""Where an amount lies in a published range (docs/advice.md 1.3). A range is not a distribution: never a percentile.

>>> position(Decimal(144), Decimal(125), Decimal(163))
Decimal('0.5')
>>> [label(Decimal(f)) for f in ("-0.1", "0", "0.25", "0.5", "1", "1.01")]
['below the range', 'low end', 'lower half', 'upper half', 'top quarter', 'above the range']
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.model import Computed, Figure, Position

PLACED = (
    "transposed",
    "default_opening",
    "default_floor",
    "rung",
    "their_range",
)  # rules that put an amount at a place of a range
LABELS = (
    (Decimal(0), "below the range"),
    (Decimal("0.25"), "low end"),
    (Decimal("0.50"), "lower half"),
    (Decimal("0.75"), "upper half"),
)


def position(amount: Decimal, low: Decimal, high: Decimal) -> Decimal | None:
    """The part of the way from `low` to `high`, unclamped; None where the range has no width."""
    return None if high == low else (amount - low) / (high - low)


def label(fraction: Decimal) -> str:
    """The words for a position; an edge belongs to the upper label, the very top to the top quarter."""
    for edge, words in LABELS:
        if fraction < edge:
            return words
    return "top quarter" if fraction <= 1 else "above the range"


def positions(of: str, component: str, amount: Figure | None, pair: tuple[Figure, Figure] | None) -> Iterator[Position]:
    """The position of one amount as it is said, none where amount or range is unknown or in another currency."""
    if amount is None or pair is None or amount.money.currency != pair[0].money.currency:
        return
    where = position(said_or_placed(amount), pair[0].exact, pair[1].exact)
    if where is not None:
        yield Position(component, of, where, label(where))


def said_or_placed(figure: Figure) -> Decimal:
    """The amount as said; before its rounding where a rule put it at a place, so that the place is told as it was."""
    placed = isinstance(figure.source, Computed) and figure.source.rule in PLACED
    return figure.exact if placed else figure.money.amount
