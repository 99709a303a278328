"""An offer year by year: what vests when, with the signing bonus where it is paid (docs/advice.md 1.1).

An average hides the year in which the signing bonus ends, a first year hides a back-loaded grant: so both are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure, OfferFigures, PayYear, YearView
from parley.dialogue.model import Grant
from parley.dialogue.pay.grants import WHOLE, percents


def schedule_of(grant: Grant, years: int) -> tuple[Decimal, ...]:
    """The percentages of the grant that vest each year: as told (33/33/33 is thirds), else equal parts.

    >>> [str(part) for part in schedule_of(Grant(), 4)]
    ['25', '25', '25', '25']
    """
    told = percents(grant.schedule.text) if grant.schedule else ()
    return told if sum(told) == WHOLE else (WHOLE / (len(told) or years),) * (len(told) or years)


def year_view(offer: OfferFigures) -> YearView | None:
    """Every year of the offer's grant, their average, and what is certain in year one; None where base is untold.

    `assumed`: nobody told how the grant vests, so equal parts are shown and said to be assumed.
    """
    if offer.base is None:
        return None
    schedule = schedule_of(offer.grant, offer.equity_years)
    years = tuple(_year(offer, number, share) for number, share in enumerate(schedule, 1))
    assumed = offer.equity is not None and not (offer.grant.schedule or offer.grant.even)
    return YearView(years, _average(offer, years), certain_cash(offer), schedule, assumed)


def _year(offer: OfferFigures, number: int, share: Decimal) -> PayYear:
    if offer.base is None:
        raise LookupError("no base")
    bonus, equity = offer.yearly_bonus, _vested(offer.equity, number, share)
    signing = {1: offer.signing, 2: offer.signing_second}.get(number)
    parts = tuple(figure for figure in (offer.base, bonus, equity, signing) if figure)
    total = _sum(f"year {number}", offer.currency, "year_of_vesting", parts)
    return PayYear(number, offer.base, bonus, equity, signing, total)


def _vested(equity: Figure | None, number: int, share: Decimal) -> Figure | None:
    if equity is None:
        return None
    value, percent = equity.exact * share / 100, f"{_short(share)}%"
    working = f"{shown(equity.exact)} x {percent}"
    return computed(f"vests in year {number}", equity.money.currency, value, "vested", working, equity)


def _short(share: Decimal) -> str:
    return f"{share.normalize():f}" if share == round(share, 2) else f"{share:.4f}"


def _average(offer: OfferFigures, years: Sequence[PayYear]) -> Figure:
    totals = tuple(year.total for year in years)
    value = sum((total.exact for total in totals), Decimal(0)) / len(totals)
    working = f"({' + '.join(shown(total.exact) for total in totals)}) / {len(totals)}"
    return computed("average year", offer.currency, value, "average_year", working, *totals)


def certain_cash(offer: OfferFigures) -> Figure | None:
    """Base, signing bonus and a guaranteed bonus in year one: what is certain; None where base is untold."""
    sure = offer.yearly_bonus if offer.bonus_sure else None
    parts = tuple(figure for figure in (offer.base, sure, offer.signing) if figure)
    return _sum("certain cash in year one", offer.currency, "guaranteed_cash", parts) if offer.base else None


def _sum(label: str, currency: str, rule: str, parts: tuple[Figure, ...]) -> Figure:
    working = " + ".join(shown(figure.exact) for figure in parts)
    return computed(label, currency, sum((figure.exact for figure in parts), Decimal(0)), rule, working, *parts)
