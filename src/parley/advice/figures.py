"""Making Figures: an amount never travels without its source and, if a rule made it, the sum.

>>> low, high = (computed("x", "GBP", Decimal(n), "yearly", "") for n in (125000, 163000))
>>> computed("base", "GBP", Decimal(159200), "transposed", "125,000 + 0.90 x (163,000 - 125,000)", low, high).source.sum
'125,000 + 0.90 x (163,000 - 125,000) = 159,200'
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from parley.advice.model import Computed, Figure, FromGuide, FromUser
from parley.dialogue.model import Stated
from parley.guides.model import Citation
from parley.money import Money, half_up, plain_number


def cited(label: str, amount: Decimal, currency: str, citation: Citation) -> Figure:
    """A figure that stands in a guide."""
    return Figure(label, Money(amount, currency), amount, FromGuide(citation))


def said(label: str, stated: Stated, currency: str) -> Figure:
    """A figure that the user told."""
    return Figure(label, Money(stated.value, currency), stated.value, FromUser(stated.turn, stated.text))


def computed(label: str, currency: str, amount: Decimal, rule: str, working: str, *inputs: Figure) -> Figure:
    """A figure that `rule` made of `inputs`; `working` is the sum without its result, or the amount taken as it is."""
    result = shown(amount)
    source = Computed(rule, working if working == result else f"{working} = {result}", inputs)
    return Figure(label, Money(half_up(amount), currency), amount, source)


def labelled(figure: Figure, label: str) -> Figure:
    """The same figure under another name."""
    return replace(figure, label=label)


def printed(figure: Figure, amount: Decimal, label: str) -> Figure:
    """`figure` as it is said, rounded to `amount`; a computed figure's sum then tells of the rounding."""
    source = figure.source
    if isinstance(source, Computed) and amount != half_up(figure.exact):
        source = replace(source, sum=f"{source.sum}, rounded to {shown(amount)}")
    return Figure(label, Money(amount, figure.money.currency), figure.exact, source)


def shown(amount: Decimal) -> str:
    """An amount as sums show it, without currency: `159,200`; cents only where an amount is small."""
    return plain_number(half_up(amount, Decimal("0.01") if abs(amount) < 1000 else 1))


def fraction(part: Decimal, whole: Decimal) -> str:
    """`part / whole` as a decimal when two places say it exactly, else as a reduced fraction.

    >>> fraction(Decimal(45), Decimal(50)), fraction(Decimal(33), Decimal(43))
    ('0.90', '33/43')
    """
    exact = Fraction(part) / Fraction(whole)
    decimal = Fraction(round(exact * 100), 100)
    return f"{float(decimal):.2f}" if decimal == exact else f"{exact.numerator:,}/{exact.denominator:,}"
