"""Two or more guides or offers side by side, each in its own currency and band (docs/advice.md 1.4, 3).

No currency is ever converted: sides in different currencies are shown, not ranked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from parley.advice.by_year import year_view
from parley.advice.comparison import Comparison, Flip, Side
from parley.advice.counter import worked_out
from parley.advice.model import Figure, Note, OfferFigures
from parley.advice.places import all_positions
from parley.advice.situation import Situation
from parley.advice.stated import offer_figures
from parley.dialogue.model import Offer
from parley.guides.model import Guide, PayBand, PercentRange

NO_DAY = date.min  # a comparison looks at nothing that ages


def compare(options: Sequence[tuple[Guide, PayBand, Offer | None]]) -> Comparison:
    """The sides in the order given, the best of them where that can be said, and what would turn it around."""
    sides = tuple(_side(*option) for option in options)
    best = _best([(side, side.offer) for side in sides])
    flips = tuple(_flips(sides, best, options)) if best else ()
    return Comparison(sides, best, flips, tuple(_notes(sides, best, flips)))


def _side(guide: Guide, band: PayBand, offer: Offer | None) -> Side:
    situation = Situation(guide, band, (replace(offer, company=None, company_display=None),) if offer else ())
    case = worked_out(situation, NO_DAY)
    view = year_view(case.offer) if case.offer and not case.doubts else None
    return Side(guide, case.published, case.offer, tuple(all_positions(case)), case.total_range, view)


def _best(rows: Sequence[tuple[Side, OfferFigures | None]]) -> Side | None:
    """The side with the highest recurring total, where every side has one in the same currency and none is equal."""
    totals = [(side, offer.total) for side, offer in rows if offer and offer.total]
    if len(totals) < len(rows) or len({total.money.currency for _, total in totals}) != 1:
        return None
    ranked = sorted(totals, key=lambda row: row[1].exact, reverse=True)
    return ranked[0][0] if len(ranked) > 1 and ranked[0][1].exact > ranked[1][1].exact else None


def _flips(
    sides: tuple[Side, ...], best: Side | None, options: Sequence[tuple[Guide, PayBand, Offer | None]]
) -> Iterator[Flip]:
    """Each unstated bonus counted at the top of its published range, where that puts another side first."""
    for place, (_, band, offer) in enumerate(options):
        counted = band.bonus_pct
        if offer is None or offer.bonus_pct or offer.bonus or counted is None or counted.low == counted.high:
            continue
        higher = offer_figures(replace(offer, company=None), band.currency, usual_bonus=counted.high)
        rows = [(side, higher if side is sides[place] else side.offer) for side in sides]
        first = _best(rows)
        if first is not None and first is not best and best is not None and best.offer and best.offer.total:
            yield from _flip(counted, first, higher.total, best.offer.total)


def _flip(counted: PercentRange, first: Side, total: Figure | None, other: Figure) -> Iterator[Flip]:
    if total is not None:
        yield Flip(f"{counted.high.normalize():f}%", first, total, other)


def _notes(sides: tuple[Side, ...], best: Side | None, flips: tuple[Flip, ...]) -> Iterator[Note]:
    currencies = tuple(dict.fromkeys(side.band.band.currency for side in sides))
    if len(currencies) > 1:
        yield Note("compare_currencies", (), currencies)
    if best is not None:
        yield from _ahead(sides, best)
    for flip in flips:
        yield Note("compare_flip", (flip.total, flip.other_total), (_name(flip.first, sides), flip.percent))


def _ahead(sides: tuple[Side, ...], best: Side) -> Iterator[Note]:
    totals = [side.offer.total for side in sides if side is not best and side.offer and side.offer.total]
    if best.offer and best.offer.total and totals:
        second = max(totals, key=_exact)
        yield Note("compare_best", (best.offer.total, second), (_name(best, sides),))


def _exact(figure: Figure) -> Decimal:
    return figure.exact


def _name(side: Side, sides: tuple[Side, ...]) -> str:
    """The company, with the region where both sides are the same company."""
    same = [other for other in sides if other.guide.company == side.guide.company]
    return f"{side.guide.company_display}, {side.band.band.region}" if len(same) > 1 else side.guide.company_display
