"""An offer year by year: what vests when, with the signing bonus where it is paid (docs/advice.md 1.1).

Bare figures hide both cliffs: an average hides the year the signing bonus ends, a first year hides a back-loaded grant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure, OfferFigures


@dataclass(frozen=True, slots=True)
class YearView:
    """Every year of an offer's grant, and their average."""

    years: tuple[Figure, ...]
    average: Figure


def flat(years: int) -> tuple[Decimal, ...]:
    """Equal percentages, for a grant that names no schedule."""
    return (Decimal(100) / years,) * years


def year_by_year(offer: OfferFigures, schedule: Sequence[Decimal], signing: Sequence[Figure] = ()) -> YearView | None:
    """Each year's pay; `schedule` is in percent and sums to 100, `signing` the payments of years one and on.

    Without `signing` the offer's own signing bonus is paid in year one. None where base is unknown or the schedule is
    not whole.

    >>> from parley.dialogue.model import Offer, Stated
    >>> from parley.advice.stated import offer_figures
    >>> told = {name: Stated(Decimal(n) * 1000, "", 1) for name, n in {"base": 160, "equity": 400}.items()}
    >>> offer = offer_figures(Offer(**told, equity_years=4), "USD")
    >>> once = [computed("signing", "USD", Decimal(n), "yearly", "") for n in (90000, 55000)]
    >>> view = year_by_year(offer, [Decimal(n) for n in (5, 15, 40, 40)], once)
    >>> [int(year.exact) for year in view.years], int(view.average.exact)
    ([270000, 275000, 320000, 320000], 296250)
    """
    if offer.base is None or sum(schedule) != 100:
        return None
    paid = tuple(signing) or ((offer.signing,) if offer.signing else ())
    years = tuple(_years(offer, schedule, paid))
    total = sum((year.exact for year in years), Decimal(0))
    working = f"({' + '.join(shown(year.exact) for year in years)}) / {len(years)}"
    return YearView(
        years, computed("average year", offer.currency, total / len(years), "average_year", working, *years)
    )


def _years(offer: OfferFigures, schedule: Sequence[Decimal], paid: Sequence[Figure]) -> Iterator[Figure]:
    for place, percent in enumerate(schedule):
        parts = list(_parts(offer, percent, paid[place] if place < len(paid) else None))
        value = sum((amount for amount, *_ in parts), Decimal(0))
        inputs = tuple(dict.fromkeys(figure for *_, figure in parts))
        working = " + ".join(text for _, text, _ in parts)
        yield computed(f"year {place + 1}", offer.currency, value, "year_of_vesting", working, *inputs)


def _parts(offer: OfferFigures, percent: Decimal, signing: Figure | None) -> Iterator[tuple[Decimal, str, Figure]]:
    """The amounts of one year, each with its term of the sum."""
    base = offer.base
    if base is None:
        return
    yield base.exact, shown(base.exact), base
    if offer.bonus_pct:
        share = f"{offer.bonus_pct.normalize():f}%"
        yield base.exact * offer.bonus_pct / 100, f"{shown(base.exact)} x {share}", base
    elif offer.bonus:
        yield offer.bonus.exact, shown(offer.bonus.exact), offer.bonus
    if offer.equity:
        share = f"{percent.normalize():f}%"
        yield offer.equity.exact * percent / 100, f"{shown(offer.equity.exact)} x {share}", offer.equity
    if signing:
        yield signing.exact, shown(signing.exact), signing
