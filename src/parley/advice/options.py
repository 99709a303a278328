"""What options may be worth: shares times what a share is worth above the strike price (docs/advice.md 1.2).

Low with the latest 409A price, high with the preferred price of the last round; never shares times the preferred price.
"""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure


def option_range(shares: Decimal, strike: Figure, fair: Figure, preferred: Figure) -> tuple[Figure, Figure]:
    """The value of `shares` options at the 409A price and at the preferred price; the prices are per share.

    >>> strike, fair, preferred = (computed("price", "USD", Decimal(n), "yearly", "") for n in (4, 10, 25))
    >>> [int(figure.exact) for figure in option_range(Decimal(20000), strike, fair, preferred)]
    [120000, 420000]
    """
    return _worth("low", shares, strike, fair), _worth("high", shares, strike, preferred)


def _worth(end: str, shares: Decimal, strike: Figure, price: Figure) -> Figure:
    value = shares * max(Decimal(0), price.exact - strike.exact)
    above = f"max(0, {price.exact.normalize():f} - {strike.exact.normalize():f})"
    label = f"options over their whole vest, {end}"
    return computed(label, strike.money.currency, value, "option_value", f"{shown(shares)} x {above}", strike, price)
