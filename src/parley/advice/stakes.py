"""What stands against an offer: the better rival and the user's line (docs/advice.md 2.5 step 6, 2.6).

A rival is compared like with like: recurring total with recurring total, in the same currency, signing bonuses apart.
"""

from __future__ import annotations

from parley.advice.case import Case
from parley.advice.figures import computed, said, shown
from parley.advice.leverage import Stakes
from parley.advice.model import Figure, OfferFigures
from parley.advice.situation import Situation
from parley.advice.stated import offer_figures
from parley.advice.table import Table
from parley.dialogue.model import Offer


def stakes(situation: Situation, table: Table, rivals: tuple[OfferFigures, ...]) -> Stakes:
    """The best comparable rival, where it is better than this offer, and the line that follows from it or was told."""
    best = best_rival(table, rivals)
    better = best if best is not None and best.exact > table.offered else None
    if situation.walk_away is not None and situation.walk_away_on == "total":
        return Stakes(
            better,
            said("your walk-away", situation.walk_away, table.currency),
            line_is_assumed=False,
            priority=situation.priority,
        )
    if best is None:
        return Stakes(None, None, line_is_assumed=True, priority=situation.priority)
    assumed = situation.preference_pct is None
    return Stakes(better, _after_preference(situation, best), line_is_assumed=assumed, priority=situation.priority)


def sure_rivals(case: Case, rivals: tuple[OfferFigures, ...]) -> tuple[OfferFigures, ...]:
    """Of `rivals` those that are not ahead by an untold bonus alone: such a lead sets no price."""
    pairs = zip(case.situation.competing, rivals, strict=True)
    return tuple(rival for told, rival in pairs if not leads_by_bonus(case, told, rival))


def leads_by_bonus(case: Case, told: Offer, rival: OfferFigures) -> bool:
    """Whether another offer is ahead only as long as bonuses that nobody told are counted."""
    currency, own = case.table.currency, case.situation.offer
    if not case.situation.usual_of(told) or own is None or rival.total is None or rival.currency != currency:
        return False
    plain, here = offer_figures(told, currency).total, offer_figures(own, currency).total
    ahead = case.offer is not None and case.offer.total is not None and rival.total.exact > case.offer.total.exact
    return ahead and plain is not None and here is not None and plain.exact <= here.exact


def best_rival(table: Table, rivals: tuple[OfferFigures, ...]) -> Figure | None:
    """The recurring total of the best rival that can be compared."""
    totals = [rival.total for rival in rivals if comparable(table, rival) and rival.total]
    return max(totals, key=lambda figure: figure.exact, default=None)


def comparable(table: Table, rival: OfferFigures) -> bool:
    """Same currency, and nothing missing on one side only."""
    if rival.total is None or rival.currency != table.currency:
        return False
    return not table.unstated or (rival.base is not None and rival.equity is None)


def _after_preference(situation: Situation, best: Figure) -> Figure:
    preference = situation.preference_pct
    if preference is None or preference.value == 0:
        return best
    kept = 1 - preference.value / 100
    working = f"{shown(best.exact)} x (1 - {preference.value.normalize():f}%)"
    return computed("walk-away total", best.money.currency, best.exact * kept, "walk_away", working, best)
