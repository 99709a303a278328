"""What an ask can rest on besides a guide: the user's own evidence as figures, best first (docs/advice.md 2.12).

In: a situation. Out: `Ground`s in the rank of data/evidence.yaml, each with its source; what is told in another
currency or upside down is no ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parley.advice.figures import said
from parley.advice.model import BandFigures, Figure, Ground, OfferFigures
from parley.advice.official import official_ground
from parley.advice.rules import constant
from parley.advice.situation import Situation
from parley.data import load
from parley.dialogue.model import Evidence, Offer

Pair = tuple[Figure, Figure]
PLACED = ("base", "equity", "bonus", "total", "")
"""Parts of an offer that a range can be told of; "" where the words did not say which."""
MARKET = ("market", "others")
"""Kinds that are figures of a market: an ask lies lower in them than in the employer's own range."""


def grounds(situation: Situation, published: BandFigures, offer: OfferFigures | None) -> tuple[Ground, ...]:
    """Everything that this talk can rest on, best first; the offer itself comes last."""
    found = [
        *told_grounds(situation),
        *_published(situation, published),
        *_rivals(situation),
        *official_ground(situation),
    ]
    found += _offered(offer)
    ranks = list(load("evidence"))
    return tuple(sorted(found, key=lambda ground: ranks.index(ground.kind)))


def told_grounds(situation: Situation) -> tuple[Ground, ...]:
    """The ranges and figures that the user told, the newest of a kind and component; those that can be meant."""
    newest = {
        ground.kind + ground.component: ground
        for evidence in situation.evidence
        if (ground := _ground(evidence, situation)) and not _cannot_be(ground, situation.offer)
    }
    return tuple(newest.values())


def told_of(found: tuple[Ground, ...], kind: str, component: str) -> Ground | None:
    """The ground of one kind for one component."""
    return next((one for one in found if one.kind == kind and one.component == component), None)


def their_range(situation: Situation, component: str = "base") -> Pair | None:
    """The employer's own range for a component, which stands above any guide's; None where none was told."""
    found = told_of(told_grounds(situation), "employer_range", component)
    return (found.low, found.high) if found and found.low.exact < found.high.exact else None


def their_most(situation: Situation, component: str = "base") -> Figure | None:
    """The most that the employer named for a component: the top of their range, or the figure up to which they go."""
    found = told_of(told_grounds(situation), "employer_range", component)
    return found.high if found else None


def odd_ranges(situation: Situation) -> Iterator[tuple[Ground, str]]:
    """Ranges that cannot be meant, with why: upside_down, or apart from the offer by a large factor."""
    for evidence in situation.evidence:
        ground = _ground(evidence, situation)
        reason = _cannot_be(ground, situation.offer) if ground else ""
        if ground and reason:
            yield ground, reason


def _cannot_be(ground: Ground, offer: Offer | None) -> str:
    if ground.low.exact > ground.high.exact or ground.low.exact <= 0:
        return "upside_down"
    stated = getattr(offer, ground.component, None) if offer and ground.component in ("base", "total") else None
    apart = constant("range_apart")
    if stated is None or stated.value <= 0:
        return ""
    return "" if ground.low.exact / apart < stated.value < ground.high.exact * apart else "apart"


def _ground(evidence: Evidence, situation: Situation) -> Ground | None:
    currency = situation.band.currency
    if evidence.currency not in (None, currency) or evidence.kind not in load("evidence"):
        return None
    if evidence.component not in PLACED:
        return None
    component = _component(evidence.component, situation.offer)
    name = f"{load('evidence')[evidence.kind]['says']}, {component}"
    one = evidence.low.value == evidence.high.value
    low = said(name if one else f"{name}, low end", evidence.low, currency)
    high = low if one else said(f"{name}, top", evidence.high, currency)
    return Ground(evidence.kind, component, low, high, load("evidence")[evidence.kind]["private"])


def _component(told_as: str, offer: Offer | None) -> str:
    """A range whose words do not tell what it is of, or a total, stands beside what the offer has: mostly base."""
    if told_as in ("", "total"):
        return "total" if offer and offer.base is None and offer.total is not None else "base"
    return told_as


def _published(situation: Situation, published: BandFigures) -> Iterator[Ground]:
    for name in ("base", "equity", "total"):
        pair: Pair | None = getattr(published, name)
        if pair and pair != their_range(situation, name):
            yield Ground("guide", name, *pair)


def _rivals(situation: Situation) -> Iterator[Ground]:
    for rival in situation.competing:
        stated = rival.base or rival.total
        if stated and rival.currency in (None, situation.band.currency):
            figure = said("your other offer", stated, situation.band.currency)
            yield Ground("rival", "base" if rival.base else "total", figure, figure)


def _offered(offer: OfferFigures | None) -> Iterator[Ground]:
    rows = (("base", offer.base), ("equity", offer.equity), ("bonus", offer.bonus)) if offer else ()
    for name, figure in rows:
        if figure:
            yield Ground("offer", name, figure, figure)
    if offer and offer.total and not offer.base and offer.total.exact > Decimal(0):
        yield Ground("offer", "total", offer.total, offer.total)
