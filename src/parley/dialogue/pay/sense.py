"""Amounts of an offer that cannot be meant, and what they may mean instead (docs/advice.md 2.0).

In: an Offer as told and the published ranges it stands beside. Out: `Doubt`s with the reason, and readings that would
fit, each worded as a message that the user can send back.

>>> told = Offer(base=Stated(Decimal(10800), "£10,800", 1), currency="GBP")
>>> doubt = doubts_of(told, {"base": (Decimal(125000), Decimal(163000))})[0]
>>> doubt.component, doubt.reason, doubt.readings
('base', 'small', ('£10.8K a month base',))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parley.data import load
from parley.dialogue.model import Offer, Stated
from parley.guides.model import PayBand
from parley.money import Money, compact, plain_number

Range = tuple[Decimal, Decimal]
PAID = ("base", "total")
"""Parts that cannot be nothing, and of which too little is as odd as too much."""
READINGS = (
    (Decimal(1), 12, "a month"),
    (Decimal(1000), 1, "a year"),
    (Decimal(1000), 12, "a month"),
    (Decimal(100), 1, "a year"),
    (Decimal(1) / 12, 1, "a year"),
    (Decimal(1) / 10, 1, "a year"),
    (Decimal(1) / 1000, 1, "a year"),
    (Decimal(1) / 10**6, 1, "a year"),
)
"""What a slip may have been: the amount times this, paid so many times a year, in these words."""
WORDS = {"signing": "signing bonus", "signing_second": "signing bonus in year two"}
MOST = 3
A_MONTH, A_YEAR = 4, 6
"""How many times what nearly nobody earns, told by the month or for a year, is no slip yet (numerals.yaml)."""
UNPUBLISHED_LEAST, UNPUBLISHED_MOST = Decimal(2000), Decimal(10) ** 10
"""Where no range is known: pay under this a year, or above that, is none in any currency."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An amount that cannot be meant. `reason`: negative, nothing, small or large; `published` is what it is beside."""

    component: str
    stated: Stated
    reason: str
    published: Range | None
    readings: tuple[str, ...] = ()


@cache
def _limit(name: str) -> Decimal:
    return Decimal(load("counter_rules")["constants"][f"implausible_{name}"]["value"])


def doubts_of(
    offer: Offer, published: Mapping[str, Range], bonus_top: Decimal = Decimal(0), currency: str | None = None
) -> tuple[Doubt, ...]:
    """The doubts about an offer. `published` holds yearly ranges (base, total) and the four-year one (equity).

    `bonus_top` is the highest published bonus in percent; ranges are in the offer's currency, which is `currency` where
    it was not told.
    """
    return tuple(_doubts(offer, published, bonus_top, offer.currency or currency))


def _doubts(offer: Offer, published: Mapping[str, Range], bonus_top: Decimal, currency: str | None) -> Iterator[Doubt]:
    base, total = published.get("base"), published.get("total")
    rows = (
        ("base", offer.base, base or total, _limit("high")),
        ("total", offer.total, total or base, _limit("high")),
        ("equity", offer.equity, published.get("equity"), _limit("equity")),
        ("bonus", offer.bonus, base, _limit("high")),
        ("signing", offer.signing, base, _limit("high")),
        ("signing_second", offer.signing_second, base, _limit("high")),
    )
    for name, stated, pair, factor in rows:
        reason = _reason(name, stated.value, pair, factor) if stated else None
        if stated and name == "base" and not pair and stated.value > _most_a_year(offer, currency):
            reason = "large"
        if stated and reason:
            readings = tuple(_readings(name, stated.value, pair, offer)) if pair else ()
            yield Doubt(name, stated, reason, pair, readings[:MOST])
    if offer.bonus_pct:
        yield from _of_percent(offer.bonus_pct, max(_limit("bonus"), bonus_top))


def _reason(name: str, value: Decimal, pair: Range | None, factor: Decimal) -> str | None:
    if value < 0 or (value == 0 and name in PAID):
        return "nothing" if value == 0 else "negative"
    least = _limit("low") * pair[0] if pair else UNPUBLISHED_LEAST
    if name in PAID and value < least:
        return "small"
    return "large" if value > (factor * pair[1] if pair else UNPUBLISHED_MOST) else None


def _most_a_year(offer: Offer, currency: str | None) -> Decimal:
    """More base a year than anybody is offered, where the currency is known and no range is published."""
    month = load("numerals")["most_a_month"].get(currency)
    return Decimal(month * 12 * (A_MONTH if offer.monthly else A_YEAR)) if month else UNPUBLISHED_MOST


def _readings(name: str, value: Decimal, pair: Range, offer: Offer) -> Iterator[str]:
    """What would lie in or near the range, as a message."""
    value = abs(value)
    for factor, times, period in READINGS:
        amount = value * factor
        near = pair[0] / 2 <= amount * times <= pair[1] * Decimal("1.5")
        if near and offer.currency and (name in PAID or times == 1):
            part = f"{period} {name}" if name in PAID else WORDS.get(name, name)
            yield f"{compact(Money(amount, offer.currency))} {part}"


def _of_percent(stated: Stated, most: Decimal) -> Iterator[Doubt]:
    if 0 <= stated.value <= most:
        return
    value = abs(stated.value)
    smaller = (value / 100, value / 10) if stated.value >= 0 else (value,)
    readings = tuple(f"{plain_number(percent)}% bonus" for percent in smaller if 1 <= percent <= 100)
    yield Doubt("bonus_pct", stated, "large" if stated.value > 0 else "negative", None, readings)


def ranges_of(band: PayBand | None, currency: str | None) -> dict[str, Range]:
    """The band's ranges on the footing of an offer: a year's pay, the grant whole; none in another currency."""
    if band is None or (currency and currency != band.currency):
        return {}
    months = 12 if band.period == "month" else 1
    found: dict[str, Range] = {}
    if band.base:
        found["base"] = (band.base.low * months, band.base.high * months)
    if band.total_comp:
        times = 12 if (band.total_period or band.period) == "month" else 1
        found["total"] = (band.total_comp.low * times, band.total_comp.high * times)
    if band.equity and band.equity.value.currency == band.currency:
        times = 4 if band.equity.years == 1 else 1
        found["equity"] = (band.equity.value.low * times, band.equity.value.high * times)
    return found
