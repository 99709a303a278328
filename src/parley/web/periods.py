"""A year's pay by the month, and by the hour where the person told one: beside an amount if the settings say so.

In: a Reply. Out: printed amount -> the same in each period, with its sum. An amount that is also printed for what is no
year's pay (a whole grant, a signing bonus) has none. Letters stay in the words in which they were drafted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from parley.advice.model import Advice, BandFigures, Figure, OfferFigures, Period
from parley.coach import Reply
from parley.money import Money, full, half_up
from parley.web.chart import guides_asks
from parley.web.ink import InkPart, printed_forms

MONTHS = Decimal(12)
YEARLY, ONCE = ("base", "total"), ("equity", "signing")
ARTICLES = {"hour": "an"}


def by_period(reply: Reply) -> Mapping[str, tuple[InkPart, ...]]:
    """The amounts of a reply that are a year's pay, as printed."""
    once = {printed for figure in _parts(reply, ONCE) for printed in printed_forms(figure)}
    periods = tuple(_periods(reply))
    yearly = {
        printed: figure for figure in _parts(reply, YEARLY) for printed in printed_forms(figure) if printed not in once
    }
    return {printed: tuple(_part(figure, period) for period in periods) for printed, figure in yearly.items()}


def _periods(reply: Reply) -> Iterator[Period]:
    told = _told(reply.advice)
    yield told if told and told.name == "month" else Period("month", MONTHS)
    if told and told.name == "hour":
        yield told


def _told(advice: Advice | None) -> Period | None:
    offered = advice.offer.period if advice and advice.offer else None
    return offered or (advice.paid if advice else None)


def _part(figure: Figure, period: Period) -> InkPart:
    value, step = figure.money.amount / period.payments, Decimal("0.01") if period.name == "hour" else Decimal(1)
    money = full(Money(half_up(value, step).normalize() + 0, figure.money.currency))
    words = f"{money} {ARTICLES.get(period.name, 'a')} {period.name}"
    return InkPart(period.name, words, f"{full(figure.money)} / {period.payments.normalize():f} = {words}")


def _parts(reply: Reply, parts: tuple[str, ...]) -> Iterator[Figure]:
    advices = [*filter(None, (reply.advice,)), *(row.advice for row in reply.by_level)]
    for advice in advices:
        yield from _of_advice(advice, parts)
    for side in reply.comparison.sides if reply.comparison else ():
        yield from _of_band(side.band, parts)
        yield from _of_offer(side.offer, parts)
    for offer in reply.comparison.told if reply.comparison else ():
        yield from _of_offer(offer, parts)


def _of_advice(advice: Advice, parts: tuple[str, ...]) -> Iterator[Figure]:
    yield from _of_band(advice.band, parts)
    for offer in (advice.offer, *advice.competing):
        yield from _of_offer(offer, parts)
    for rung in advice.ladder.rungs() if advice.ladder else ():
        yield from filter(None, (getattr(rung, part) for part in parts))
    yield from (figure for part, figure in guides_asks(advice).items() if part in parts)
    for ground in advice.grounds:
        yield from (ground.low, ground.high) if ground.component in parts else ()
    yield from (judged.figure for judged in advice.judged if judged.component in parts)
    if parts == YEARLY and advice.official:
        yield from advice.official.figures()


def _of_band(band: BandFigures, parts: tuple[str, ...]) -> Iterator[Figure]:
    for part in parts:
        yield from getattr(band, part) or ()


def _of_offer(offer: OfferFigures | None, parts: tuple[str, ...]) -> Iterator[Figure]:
    yield from filter(None, (getattr(offer, part) for part in parts if offer))
    if offer and parts == YEARLY and offer.yearly_bonus:
        yield offer.yearly_bonus
