"""Amounts at the user's own rate of exchange: for their comparison only, never for an ask (docs/advice.md 1.1)."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure
from parley.dialogue.model import Rate


def at_rate(figure: Figure, currency: str, rate: Rate | None) -> Figure | None:
    """`figure` in `currency`: itself where it is, else at the user's rate; None where the rate does not tell."""
    own = figure.money.currency
    if own == currency:
        return figure
    factor = _factor(own, currency, rate)
    if factor is None or rate is None:
        return None
    value = rate.stated.value.normalize()
    sign = "x" if own == rate.base else "/"
    working = f"{shown(figure.exact)} {sign} {value:f}"
    return computed(f"{figure.label}, at your rate", currency, figure.exact * factor, "your_rate", working, figure)


def _factor(own: str, currency: str, rate: Rate | None) -> Decimal | None:
    if rate is None:
        return None
    ways = {(rate.base, rate.quote): rate.stated.value, (rate.quote, rate.base): 1 / rate.stated.value}
    return ways.get((own, currency))
