"""Where an amount lies in a distribution: between which printed percentiles, and about at which.

>>> percentile_place((Decimal(50), Decimal(60), Decimal(80), None, None), Decimal(70))
PercentilePlace(above=25, below=50, about=38)
>>> percentile_place((Decimal(50), Decimal(60), Decimal(80), None, None), Decimal(90))
PercentilePlace(above=50, below=None, about=None)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from parley.market.model import PERCENTILES
from parley.money import half_up


@dataclass(frozen=True, slots=True)
class PercentilePlace:
    """`above` is the highest printed percentile at or under the amount, `below` the lowest one over it, None for none.

    `about` is a straight line between the two (**convention**: the source prints nothing between); exact at each.
    """

    above: int | None
    below: int | None
    about: int | None


def ordinal(number: int) -> str:
    """A number as people count with it.

    >>> [ordinal(number) for number in (1, 12, 22, 53, 90)]
    ['1st', '12th', '22nd', '53rd', '90th']
    """
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


def percentile_place(values: Sequence[Decimal | None], amount: Decimal) -> PercentilePlace | None:
    """The place of `amount` in the percentiles PERCENTILES; None where none is printed."""
    known = [(percentile, value) for percentile, value in zip(PERCENTILES, values, strict=True) if value is not None]
    if not known:
        return None
    above = max((percentile for percentile, value in known if value <= amount), default=None)
    below = min((percentile for percentile, value in known if value > amount), default=None)
    return PercentilePlace(above, below, _about(known, amount))


def _about(known: Sequence[tuple[int, Decimal]], amount: Decimal) -> int | None:
    exact = [percentile for percentile, value in known if value == amount]
    if exact:
        return exact[len(exact) // 2]
    for (low, start), (high, end) in pairwise(known):
        if start < amount < end:
            return int(half_up(low + (high - low) * (amount - start) / (end - start)))
    return None
