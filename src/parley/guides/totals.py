"""Does a published total follow from its components? What fits is said plainly; nothing is corrected.

Guides add up in their own ways (docs/guide-format.md): with or without the bonus, with a quarter of the grant or with
all of it. `explain_total` names the nearest of these ways and how far off it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parley.guides.model import Issue, PayBand
from parley.money import MoneyRange, half_up

TOLERANCE = Decimal("0.10")
"""Beyond a tenth the published total does not follow from its components (docs/advice.md 1.4)."""


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """The nearest way of adding up: its words, and the larger gap of the two ends as a share of the published total."""

    formula: str
    gap: Decimal


def explain_total(band: PayBand) -> TotalCheck | None:
    """How a band's published total comes about, or None where it, base or a common currency is missing."""
    total, base = band.total_comp, band.base
    if not total or not base or total.currency != base.currency or band.period != band.total_period or not total.low:
        return None
    ways = ((name, _gap(total, low, high)) for name, low, high in _ways(band, base))
    formula, gap = min(ways, key=lambda way: way[1])
    return TotalCheck(formula, gap)


def _ways(band: PayBand, base: MoneyRange) -> Iterator[tuple[str, Decimal, Decimal]]:
    for equity_words, equity_low, equity_high in _equity_ways(band, base.currency):
        for bonus_words, bonus_low, bonus_high in _bonus_ways(band, base):
            words = " + ".join(filter(None, ("base", equity_words, bonus_words)))
            yield words, base.low + equity_low + bonus_low, base.high + equity_high + bonus_high


def _equity_ways(band: PayBand, currency: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    zero = Decimal(0)
    yield "", zero, zero
    if band.equity and band.equity.value.currency == currency:
        value, years = band.equity.value, band.equity.years or 4
        yield ("equity a year" if years == 1 else f"equity/{years}"), value.low / years, value.high / years
        if years > 1:
            yield "the whole grant", value.low, value.high


def _bonus_ways(band: PayBand, base: MoneyRange) -> Iterator[tuple[str, Decimal, Decimal]]:
    zero = Decimal(0)
    yield "", zero, zero
    if band.bonus and band.bonus.currency == base.currency:
        yield "bonus", band.bonus.low, band.bonus.high
    if band.bonus_pct:
        for share in dict.fromkeys((band.bonus_pct.low, band.bonus_pct.high)):
            yield f"{share:f}% bonus", base.low * share / 100, base.high * share / 100


def _gap(total: MoneyRange, low: Decimal, high: Decimal) -> Decimal:
    return max(abs(low - total.low) / total.low, abs(high - total.high) / total.high)


def check_totals(guide: str, bands: Sequence[PayBand]) -> Iterator[Issue]:
    """An Issue for each published total that no way of adding up its components comes near."""
    for band in bands:
        check = explain_total(band)
        if check and check.gap > TOLERANCE:
            percent = half_up(check.gap * 100)
            message = f"{band.region or band.level}: the published total is {percent:f}% away from {check.formula}"
            yield Issue("total-unexplained", guide, band.citation.line_from, message)
