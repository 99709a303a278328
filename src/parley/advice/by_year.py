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
from parley.guides.model import Vesting


def schedule_of(grant: Grant, years: int, guide: Vesting | None = None) -> tuple[Decimal, ...]:
    """The percentages of the grant that vest each year: as told (33/33/33 is thirds), else by the guide, else equal.

    >>> [str(part) for part in schedule_of(Grant(), 4)]
    ['25', '25', '25', '25']
    """
    told = percents(grant.schedule.text) if grant.schedule else ()
    if by_guide := applies(guide, grant, years):
        return by_guide.shares
    return told if sum(told) == WHOLE else (WHOLE / (len(told) or years),) * (len(told) or years)


def applies(guide: Vesting | None, grant: Grant, years: int) -> Vesting | None:
    """The guide's schedule where the user told none of their own and it is of as many years."""
    told = grant.schedule or grant.even
    return guide if guide and not told and len(guide.shares) == years else None


def year_view(offer: OfferFigures, guide: Vesting | None = None) -> YearView | None:
    """Every year of the offer's grant, their average, and what is certain in year one; None where base is untold.

    `assumed`: nobody told how the grant vests and no `guide` states it, so equal parts are shown, said to be assumed.
    """
    if offer.base is None:
        return None
    by_guide = applies(guide, offer.grant, offer.equity_years) if offer.equity else None
    schedule = schedule_of(offer.grant, offer.equity_years, by_guide)
    rule = "vested_by_guide" if by_guide else "vested"
    years = tuple(_year(offer, number, share, rule) for number, share in enumerate(schedule, 1))
    assumed = offer.equity is not None and not (offer.grant.schedule or offer.grant.even or by_guide)
    return YearView(years, _average(offer, years), certain_cash(offer), schedule, assumed, by_guide)


def _year(offer: OfferFigures, number: int, share: Decimal, rule: str) -> PayYear:
    if offer.base is None:
        raise LookupError("no base")
    bonus, equity = offer.yearly_bonus, vested(offer.equity, number, share, rule)
    signing = {1: offer.signing, 2: offer.signing_second}.get(number)
    parts = tuple(figure for figure in (offer.base, bonus, equity, signing) if figure)
    total = _sum(f"year {number}", offer.currency, "year_of_vesting", parts)
    return PayYear(number, offer.base, bonus, equity, signing, total)


def vested(equity: Figure | None, number: int, share: Decimal, rule: str) -> Figure | None:
    """What of a grant vests in a year; None without a grant."""
    if equity is None:
        return None
    value, percent = equity.exact * share / 100, f"{_short(share)}%"
    working = f"{shown(equity.exact)} x {percent}"
    return computed(f"vests in year {number}", equity.money.currency, value, rule, working, equity)


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
