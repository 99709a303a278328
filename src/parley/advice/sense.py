"""Amounts that cannot be meant are questioned with the reason; nothing is computed from them (docs/advice.md 2.0)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.figures import said
from parley.advice.grounds import odd_ranges
from parley.advice.model import BandFigures, Figure, Note
from parley.advice.situation import Situation
from parley.dialogue.model import Offer
from parley.dialogue.pay.sense import Doubt, Range, doubts_of

Pair = tuple[Figure, Figure]
NAMES = {"signing": "signing bonus", "signing_second": "signing bonus in year two"}


def amount_doubts(situation: Situation, published: BandFigures) -> Iterator[Note]:
    """A Note for each amount of the newest offer and of the user's line that cannot be meant."""
    offer = situation.offer
    if offer is not None:
        yield from _of_offer(offer, situation, published)
    for ground, reason in odd_ranges(situation):
        yield Note("questioned_range", (ground.low, ground.high, *_offered(situation)), (reason, ground.kind))
    line = situation.walk_away
    if line is not None and line.value <= 0:
        yield Note("questioned_amount", (said("your walk-away", line, situation.band.currency),), ("nothing", "line"))


def _offered(situation: Situation) -> tuple[Figure, ...]:
    offer = situation.offer
    stated = offer.base or offer.total if offer else None
    return (said("what they offer", stated, situation.band.currency),) if stated else ()


def _of_offer(offer: Offer, situation: Situation, published: BandFigures) -> Iterator[Note]:
    currency = offer.currency or situation.band.currency
    pairs = {name: pair for name in ("base", "total", "equity") if (pair := _pair(published, name, currency))}
    ranges: dict[str, Range] = {name: (low.exact, high.exact) for name, (low, high) in pairs.items()}
    band = situation.band.bonus_pct
    for doubt in doubts_of(offer, ranges, band.high if band else Decimal(0), currency):
        if doubt.component == "bonus_pct":
            percent = f"{doubt.stated.value.normalize():f}%"
            yield Note("questioned_percent", (), (percent, doubt.reason, *doubt.readings))
        else:
            name = NAMES.get(doubt.component, doubt.component)
            figure = said(f"offered {name}", doubt.stated, currency)
            yield Note("questioned_amount", (figure, *_beside(doubt, pairs)), (doubt.reason, name, *doubt.readings))


def _pair(published: BandFigures, name: str, currency: str) -> Pair | None:
    """A published range in the offer's currency."""
    pair: Pair | None = getattr(published, name)
    return pair if pair and pair[0].money.currency == currency else None


def _beside(doubt: Doubt, pairs: dict[str, Pair]) -> tuple[Figure, ...]:
    """The published range that the amount was held against."""
    ends = doubt.published
    return next((pair for pair in pairs.values() if ends == (pair[0].exact, pair[1].exact)), ())
