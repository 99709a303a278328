"""In which period the user speaks of pay: hour, day, week or month beside the year (docs/advice.md 2.14).

In: an offer, whose base is a year's worth. Out: the period's name and how many make a year; figures in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure, Period
from parley.dialogue.model import Evidence, Offer
from parley.money import Money

MONTHS = Decimal(12)
USUAL = {"month": MONTHS, "week": Decimal(52)}
"""Payments a year where the offer does not say; an hour or a day has none that could be assumed."""


def period_of(offer: Offer | None) -> Period | None:
    """The period in which base was told; None for a year's pay."""
    if offer is None or offer.base is None:
        return None
    if offer.monthly:
        return Period("month", Decimal(offer.pay_months or MONTHS))
    payments = offer.payments or USUAL.get(offer.per or "")
    return Period(offer.per, payments) if offer.per and payments else None


def period_told(evidence: Sequence[Evidence]) -> Period | None:
    """The period of the newest range for base; None for a year's."""
    told = next((one for one in reversed(evidence) if one.component in ("base", "", "total")), None)
    if told is None:
        return None
    pay = Offer(base=told.low, monthly=told.monthly, pay_months=told.pay_months, per=told.per, payments=told.payments)
    return period_of(pay)


def in_period(figure: Figure, period: Period) -> Figure:
    """A year's figure in the period."""
    working = f"{shown(figure.money.amount)} / {period.payments.normalize():f}"
    value = figure.money.amount / period.payments
    exact = computed(f"{figure.label} a {period.name}", figure.money.currency, value, "in_period", working, figure)
    cents = value.quantize(Decimal("0.01")).normalize() + 0
    return Figure(exact.label, Money(cents, figure.money.currency), exact.exact, exact.source)
