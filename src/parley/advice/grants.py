"""What an equity grant counts for, by its kind (docs/advice.md 1.2).

In: an Offer as told. Out: the grant's value over its whole vest as a Figure, or None where nothing can be counted yet:
unpriced options, a stake in percent, phantom shares and profit shares.
"""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import computed, said, shown
from parley.advice.model import Figure
from parley.dialogue.model import Offer, Stated

UNCOUNTED = ("phantom", "profit_share")
"""Kinds that count nothing until a history is told; they are upside."""
PRICES = {"strike": "strike price", "fair": "409A price", "preferred": "preferred price", "price": "share price"}


def grant_value(offer: Offer, currency: str, label: str) -> Figure | None:
    """The grant over its whole vest: as told, else shares at their price, else options above the strike price."""
    grant = offer.grant
    if grant.kind in UNCOUNTED:
        return None
    if offer.equity is not None:
        return said(label, offer.equity, currency)
    if grant.shares is None:
        return None
    if _is_options(offer):
        spread = option_range(offer, currency)
        return spread[0] if spread and spread[0].exact > 0 else None
    return _times_price(grant.shares, _price(offer, "price", currency), label)


def option_range(offer: Offer, currency: str) -> tuple[Figure, Figure | None] | None:
    """What options are worth at the 409A price and at the preferred price; None while strike or 409A is untold.

    20,000 options with a strike of 4, a 409A of 10 and a preferred price of 25 are worth 120,000 to 420,000.
    """
    grant = offer.grant
    strike, fair, preferred = (_price(offer, name, currency) for name in ("strike", "fair", "preferred"))
    if grant.shares is None or strike is None or fair is None:
        return None
    low = _above_strike("at the 409A price", grant.shares, strike, fair)
    high = _above_strike("at the preferred price", grant.shares, strike, preferred) if preferred else None
    return low, high


def is_uncounted(offer: Offer, currency: str) -> bool:
    """Whether equity was told of that counts nothing yet."""
    grant = offer.grant
    told = grant.shares or grant.stake_pct or (offer.equity and grant.kind in UNCOUNTED)
    return bool(told) and grant_value(offer, currency, "") is None


def _is_options(offer: Offer) -> bool:
    return offer.grant.kind == "options" or offer.grant.strike is not None


def _price(offer: Offer, name: str, currency: str) -> Figure | None:
    stated: Stated | None = getattr(offer.grant, name)
    return said(PRICES[name], stated, currency) if stated else None


def _times_price(shares: Stated, price: Figure | None, label: str) -> Figure | None:
    if price is None:
        return None
    working = f"{shown(shares.value)} x {price.exact.normalize():f}"
    return computed(label, price.money.currency, shares.value * price.exact, "share_value", working, price)


def _above_strike(end: str, shares: Stated, strike: Figure, price: Figure) -> Figure:
    value = shares.value * max(Decimal(0), price.exact - strike.exact)
    above = f"max(0, {price.exact.normalize():f} - {strike.exact.normalize():f})"
    working = f"{shown(shares.value)} x {above}"
    return computed(f"options {end}", strike.money.currency, value, "option_value", working, strike, price)
