"""Two or more guides or offers side by side, each in its own currency and band (docs/advice.md 2.10).

No currency is ever converted but at the user's own rate, and that for their own eyes: without one, sides in different
currencies are shown, not ranked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parley.advice.by_year import year_view
from parley.advice.comparison import Best, Comparison, Flip, Side
from parley.advice.counter import worked_out
from parley.advice.exchange import at_rate
from parley.advice.figures import computed, shown
from parley.advice.model import Figure, Note, OfferFigures
from parley.advice.places import all_positions
from parley.advice.situation import Situation
from parley.advice.stated import offer_figures
from parley.dialogue.model import Offer, Rate
from parley.guides.model import Guide, PayBand

NO_DAY = date.min  # a comparison looks at nothing that ages
Option = tuple[Guide, PayBand, Offer | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """One offer in the ranking: what it is of, its name, its total in the first offer's currency."""

    of: Best
    name: str
    total: Figure


def compare(options: Sequence[Option], told: Sequence[Offer] = (), rate: Rate | None = None) -> Comparison:
    """The sides in the order given, the offers `told` of companies without a guide, which is best, what turns it."""
    sides = tuple(_side(*option) for option in options)
    home = sides[0].band.band.currency if sides else "USD"
    others = tuple(offer_figures(offer, home) for offer in told)
    rows = _rows(sides, others, rate)
    flips = tuple(_flips(sides, rows, options, rate)) if rows else ()
    first = _first_without_untold(sides, options, others, rate) if rows else None
    best = rows[0].of if rows and rows[0].name == first else None
    notes = _notes(sides, others, rows, flips) if best or not rows else _hangs_on_bonus(rows, first, sides, others)
    return Comparison(sides, best, flips if best else (), tuple(notes), others)


def choose(told: Sequence[Offer], home: str, *, held: bool, promised: bool = False) -> Comparison:
    """Offers without a guide side by side, in `home` where no currency was told; `held`: all are offers; `promised`:
    one is what the present employer would pay.
    """
    others = tuple(offer_figures(offer, home) for offer in told)
    rows = _rows((), others, None)
    notes = [note for note in _notes((), others, rows, ()) if held or note.code != "compare_press"]
    closing = (*(() if held else _of_now(rows, others, promised=promised)), Note("compare_priceless"))
    return Comparison((), rows[0].of if rows else None, (), (*notes, *closing), others)


def _of_now(rows: Sequence[_Row], others: tuple[OfferFigures, ...], *, promised: bool) -> Iterator[Note]:
    """What to weigh where one side is the job that the person has, which comes first among `others`."""
    if promised:
        yield Note("compare_stay")
    elif len(rows) > 1 and rows[0].name == _owner(others[0]):
        yield Note("compare_lower", tuple(_apart(rows)))
    else:
        yield Note("compare_leave", tuple(_apart(rows)))


def _apart(rows: Sequence[_Row]) -> Iterator[Figure]:
    """What lies between the first and the last a year."""
    if len(rows) > 1:
        best, last = rows[0].total, rows[-1].total
        working = f"{shown(best.exact)} - {shown(last.exact)}"
        yield computed("between them a year", best.money.currency, best.exact - last.exact, "gap", working, best, last)


def _first_without_untold(
    sides: tuple[Side, ...], options: Sequence[Option], others: tuple[OfferFigures, ...], rate: Rate | None
) -> str | None:
    """Which offer is highest with no bonus counted that nobody told: it alone may lead the answer."""
    told = tuple(
        replace(side, offer=offer_figures(replace(offer, company=None, company_display=None), band.currency))
        if offer
        else side
        for side, (_, band, offer) in zip(sides, options, strict=True)
    )
    rows = _rows(told, others, rate)
    return rows[0].name if rows else None


def _hangs_on_bonus(
    rows: Sequence[_Row], first: str | None, sides: tuple[Side, ...], others: tuple[OfferFigures, ...]
) -> Iterator[Note]:
    """The order hangs on a bonus that nobody told, so that neither comes first."""
    offered = [side.offer.currency for side in sides if side.offer]
    yield Note("compare_bonus", (rows[0].total, rows[1].total), (rows[0].name, first or rows[1].name))
    currencies = tuple(dict.fromkeys([*offered, *(offer.currency for offer in others)]))
    if len(currencies) > 1:
        yield Note("compare_rate", (), currencies)


def _side(guide: Guide, band: PayBand, offer: Offer | None) -> Side:
    situation = Situation(guide, band, (replace(offer, company=None, company_display=None),) if offer else ())
    case = worked_out(situation, NO_DAY)
    view = year_view(case.offer, guide.vesting) if case.offer and not case.doubts else None
    return Side(guide, case.published, case.offer, tuple(all_positions(case)), case.total_range, view)


def _rows(sides: tuple[Side, ...], others: Sequence[OfferFigures], rate: Rate | None) -> list[_Row]:
    """The offers by their recurring totals, highest first; none where one is missing, foreign, or all are equal."""
    offers: list[tuple[Best, str, OfferFigures | None]] = [(side, _name(side, sides), side.offer) for side in sides]
    offers += [(offer, _owner(offer), offer) for offer in others]
    totals = [(of, name, offer.total if offer else None) for of, name, offer in offers]
    first = next((total.money.currency for *_, total in totals if total), None)
    rows = [
        _Row(of, name, here)
        for of, name, total in totals
        if total and first and (here := at_rate(total, first, rate)) is not None
    ]
    ranked = sorted(rows, key=lambda row: row.total.exact, reverse=True)
    whole = len(ranked) == len(offers) and len(ranked) > 1
    return ranked if whole and ranked[0].total.exact > ranked[1].total.exact else []


def _owner(offer: OfferFigures) -> str:
    return offer.name or "Your other offer"


def _flips(
    sides: tuple[Side, ...], rows: Sequence[_Row], options: Sequence[Option], rate: Rate | None
) -> Iterator[Flip]:
    """Each unstated bonus counted at the top of its published range, where that puts another offer first."""
    first = rows[0]
    for side, (_, band, offer) in zip(sides, options, strict=True):
        counted = band.bonus_pct
        if offer is None or offer.bonus_pct or offer.bonus or counted is None or counted.low == counted.high:
            continue
        higher = offer_figures(replace(offer, company=None), band.currency, usual_bonus=counted.high).total
        here = at_rate(higher, first.total.money.currency, rate) if higher else None
        if here is not None and side is not first.of and here.exact > first.total.exact:
            yield Flip(f"{counted.high.normalize():f}%", side, here, first.total)


def _notes(
    sides: tuple[Side, ...], others: Sequence[OfferFigures], rows: Sequence[_Row], flips: tuple[Flip, ...]
) -> Iterator[Note]:
    offered = [side.offer.currency if side.offer else side.band.band.currency for side in sides]
    currencies = tuple(dict.fromkeys([*offered, *(offer.currency for offer in others)]))
    if rows:
        yield Note("compare_best", (rows[0].total, rows[1].total), (rows[0].name,))
    if len(currencies) > 1:
        yield Note("compare_rate", (), currencies) if rows else Note("compare_currencies", (), currencies)
    for flip in flips:
        name = _name(flip.first, sides) if isinstance(flip.first, Side) else _owner(flip.first)
        yield Note("compare_flip", (flip.total, flip.other_total), (name, flip.percent))
    if rows:
        yield from _press(rows, one_currency=len(currencies) == 1)


def _press(rows: Sequence[_Row], *, one_currency: bool) -> Iterator[Note]:
    """Which offer to press with which: the lower one with the higher, and only in one currency by its amount."""
    best, last = rows[0], rows[-1]
    gap = next(_apart(rows))
    yield Note("compare_press", (gap,), (last.name, best.name, "amount" if one_currency else "fact"))


def _name(side: Side, sides: tuple[Side, ...]) -> str:
    """The company, with the region where both sides are the same company."""
    same = [other for other in sides if other.guide.company == side.guide.company]
    return f"{side.guide.company_display}, {side.band.band.region}" if len(same) > 1 else side.guide.company_display
