"""A published band as Figures on one footing: a year of pay, and the grant over four years (docs/advice.md 1.1).

In: a PayBand as the guide states it. Out: BandFigures, every figure citing the band's line; what had to be brought to
a year or to four years is computed and says so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from parley.advice.figures import cited, computed, shown
from parley.advice.grounds import their_range
from parley.advice.model import BandFigures, Figure
from parley.advice.rules import constant
from parley.advice.situation import Situation
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


def with_their_range(published: BandFigures, situation: Situation) -> BandFigures:
    """`published` with the employer's own range of a component in place of the guide's (counsel.md 1, E1).

    What the guide publishes as a total no longer follows from the parts then, so it is left out.
    """
    base, equity, total = (their_range(situation, name) for name in ("base", "equity", "total"))
    if not base and not equity and not total:
        return published
    return replace(published, base=base or published.base, equity=equity or published.equity, total=total)


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
    if pair and published.years == 1 and not reads_whole(band):
        return _times(pair, GRANT_YEARS, "whole_grant", "over four years")
    return pair


def _monthly_grant(published: EquityGrant, band: PayBand) -> bool:
    """A monthly row states a twelfth of the four-year grant; a grant many times the monthly base is stated whole."""
    return band.period == "month" and band.base is not None and published.value.low < 3 * band.base.high


def reads_whole(band: PayBand) -> bool:
    """Whether the published total fits a grant spread over four years clearly better than one paid every year.

    A cell can say "a year" under a heading for four years ("/yr (4yr vest)"); then the sum tells.
    """
    apart = _apart(band)
    return apart is not None and apart[0] + constant("clearly_better") < apart[1]


def reads_yearly(band: PayBand) -> bool:
    """The other way round: the total only adds up when the whole grant is counted every year."""
    apart = _apart(band)
    return apart is not None and apart[1] + constant("clearly_better") < apart[0]


def _apart(band: PayBand) -> tuple[Decimal, Decimal] | None:
    """How far the published total's top is from the parts, with the grant over four years and with all of it."""
    grant, total, base = band.equity, band.total_comp, band.base
    if not grant or not total or not base or not total.high or grant.value.currency != base.currency:
        return None
    months = MONTHS if band.period == "month" else Decimal(1)
    bonus = band.bonus_pct.high * base.high / 100 if band.bonus_pct else band.bonus.high if band.bonus else Decimal(0)
    pay = (base.high + bonus) * months
    year = total.high * (MONTHS if band.total_period == "month" else 1)
    whole, yearly = (abs(pay + grant.value.high / years - year) / year for years in (GRANT_YEARS, 1))
    return whole, yearly


def _times(pair: Pair, factor: Decimal, rule: str, period: str) -> Pair:
    low, high = (_scaled(figure, factor, rule, period) for figure in pair)
    return low, high


def _scaled(figure: Figure, factor: Decimal, rule: str, period: str) -> Figure:
    working = f"{shown(factor)} x {shown(figure.exact)}"
    return computed(f"{figure.label}, {period}", figure.money.currency, figure.exact * factor, rule, working, figure)
