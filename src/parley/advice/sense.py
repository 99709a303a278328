"""Amounts that cannot be meant are questioned with the reason; nothing is computed from them (docs/advice.md 2.0)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.figures import said
from parley.advice.model import BandFigures, Figure, Note
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.dialogue.model import Offer

Pair = tuple[Figure, Figure]


def doubts(situation: Situation, published: BandFigures) -> Iterator[Note]:
    """A Note for each amount of the newest offer, of the user's ask and of their line that cannot be meant."""
    offer = situation.offer
    if offer is not None:
        yield from _of_offer(offer, situation, published)
    line = situation.walk_away
    if line is not None and line.value <= 0:
        yield Note("questioned_amount", (said("your walk-away", line, situation.band.currency),), ("nothing",))


def _of_offer(offer: Offer, situation: Situation, published: BandFigures) -> Iterator[Note]:
    currency = offer.currency or situation.band.currency
    total = published.total or published.base
    rows = (
        ("base", offer.base, published.base or published.total, constant("implausible_high")),
        ("total", offer.total, total, constant("implausible_high")),
        ("equity", offer.equity, published.equity, constant("implausible_equity")),
        ("bonus", offer.bonus, published.base, constant("implausible_high")),
        ("signing bonus", offer.signing, published.base, constant("implausible_high")),
    )
    for name, stated, pair, factor in rows:
        if stated is None:
            continue
        reason = _reason(name, stated.value, pair, factor)
        if reason:
            yield Note("questioned_amount", (said(f"offered {name}", stated, currency), *(pair or ())), (reason, name))
    yield from _of_bonus(offer, situation)


def _reason(name: str, value: Decimal, pair: Pair | None, factor: Decimal) -> str | None:
    must_be_paid = name in ("base", "total")
    if value < 0 or (value == 0 and must_be_paid):
        return "nothing" if value == 0 else "negative"
    if pair is None:
        return None
    if must_be_paid and value < constant("implausible_low") * pair[0].exact:
        return "small"
    return "large" if value > factor * pair[1].exact else None


def _of_bonus(offer: Offer, situation: Situation) -> Iterator[Note]:
    stated, band = offer.bonus_pct, situation.band.bonus_pct
    if stated is None:
        return
    most = max(constant("implausible_bonus"), band.high if band else Decimal(0))
    if stated.value < 0 or stated.value > most:
        reason = "negative" if stated.value < 0 else "large"
        yield Note("questioned_percent", (), (f"{stated.value.normalize():f}%", reason))
