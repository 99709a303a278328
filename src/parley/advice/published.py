"""A published band as Figures on one footing: a year of pay, and the grant over four years (docs/advice.md 1.1).

In: a PayBand as the guide states it. Out: BandFigures, every figure citing the band's line; what had to be brought to
a year or to four years is computed and says so.
"""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import cited, computed, shown
from parley.advice.model import BandFigures, Figure
from parley.guides.model import Citation, EquityGrant, PayBand
from parley.money import MoneyRange

Pair = tuple[Figure, Figure]
MONTHS = Decimal(12)
GRANT_YEARS = Decimal(4)


def band_figures(band: PayBand) -> BandFigures:
    """Every published amount of `band`; None where the guide has none."""
    return BandFigures(
        band=band,
        base=_pay("base", band.base, band),
        equity=_grant(band.equity, band),
        bonus=_pay("bonus", band.bonus, band),
        signing=_pair("signing bonus", band.signing_bonus, band.citation),
        total=_pay("total comp", band.total_comp, band, band.total_period),
    )


def _pair(label: str, published: MoneyRange | None, citation: Citation) -> Pair | None:
    if published is None:
        return None
    low = cited(f"published {label}, low end", published.low, published.currency, citation)
    return low, cited(f"published {label}, top", published.high, published.currency, citation)


def _pay(label: str, published: MoneyRange | None, band: PayBand, period: str | None = None) -> Pair | None:
    pair = _pair(label, published, band.citation)
    return _times(pair, MONTHS, "yearly", "a year") if pair and (period or band.period) == "month" else pair


def _grant(published: EquityGrant | None, band: PayBand) -> Pair | None:
    if published is None:
        return None
    pair = _pair("equity", published.value, band.citation)
    if pair and _monthly_grant(published, band):
        return _times(pair, MONTHS, "yearly", "over four years")
    return _times(pair, GRANT_YEARS, "whole_grant", "over four years") if pair and published.years == 1 else pair


def _monthly_grant(published: EquityGrant, band: PayBand) -> bool:
    """A monthly row states a twelfth of the four-year grant; a grant many times the monthly base is stated whole."""
    return band.period == "month" and band.base is not None and published.value.low < 3 * band.base.high


def _times(pair: Pair, factor: Decimal, rule: str, period: str) -> Pair:
    low, high = (_scaled(figure, factor, rule, period) for figure in pair)
    return low, high


def _scaled(figure: Figure, factor: Decimal, rule: str, period: str) -> Figure:
    working = f"{shown(factor)} x {shown(figure.exact)}"
    return computed(f"{figure.label}, {period}", figure.money.currency, figure.exact * factor, rule, working, figure)
