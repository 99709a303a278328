"""How figures are said: one rounding step a component, an exact half up, held parts as offered (docs/advice.md 2.8).

>>> step_for(Decimal(163000), "GBP"), step_for(Decimal(4750000), "INR"), step_for(Decimal(15000), "USD")
(Decimal('1000'), Decimal('10000'), Decimal('500'))
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from parley.advice.figures import printed
from parley.advice.model import Computed, Figure
from parley.advice.table import Component
from parley.data import load
from parley.money import half_up

AS_TOLD = ("your_number", "your_ask", "first_target", "first_offer")
"""Rules whose amount is said exactly: the user's own, or one that was rounded in the first round."""
CRUMB = Decimal("0.000001")  # a division's last digits must not decide an exact half


def step_for(amount: Decimal, currency: str) -> Decimal:
    """The step in which amounts of this size are said."""
    table = load("counter_rules")
    row = next(row for row in table["steps"] if "below" not in row or amount < Decimal(row["below"]))
    return max(Decimal(row["step"]), Decimal(table["least_step"].get(currency, "0")))


def step(component: Component) -> Decimal:
    """A component's step, set by the top of its range, else by the offer; of the payments that the user speaks of."""
    if component.payments:
        return payment_step(component.high / component.payments) * component.payments
    return step_for(component.high, component.currency)


def payment_step(amount: Decimal) -> Decimal:
    """The step in which an hour's, a week's or a month's pay is said."""
    rows = load("counter_rules")["payment_steps"]
    return Decimal(next(row["step"] for row in rows if "below" not in row or amount < Decimal(row["below"])))


def rounded(amount: Decimal, size: Decimal) -> Decimal:
    """`amount` to a multiple of `size`, an exact half up."""
    return half_up(amount.quantize(CRUMB), size)


def said_as(component: Component, figure: Figure, label: str) -> Figure:
    """`figure` as it is said for this component: the offer exactly, a raise always visibly above it."""
    size, offer = step(component), component.offer
    if offer is not None and figure.exact == offer.exact:
        return printed(offer, offer.exact, label)
    if is_as_told(figure):
        return printed(figure, figure.exact, label)
    amount = rounded(figure.exact, size)
    if offer is not None and amount <= offer.exact:
        amount = next_step(offer.exact, size)
    return printed(figure, amount, label)


def is_as_told(figure: Figure) -> bool:
    """Whether the amount is said exactly as it is."""
    return isinstance(figure.source, Computed) and figure.source.rule in AS_TOLD


def next_step(amount: Decimal, size: Decimal) -> Decimal:
    """The first multiple of `size` above `amount`."""
    return ((amount / size).to_integral_value(ROUND_FLOOR) + 1) * size
