"""Hypothesis strategies: any mixture of what a user may tell of a job that no guide is about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from parley.advice.no_guide import no_band, no_guide
from parley.advice.situation import Situation
from parley.data import load
from parley.dialogue.model import Beside, Evidence, Offer, Stated
from parley.dialogue.pay.rounds import merged
from parley.dialogue.terms import NO_TERMS, Terms
from parley.market.model import Area, Occupation, PayCell, Release
from parley.market.reference import Reference

PLACES = (("USD", "US"), ("EUR", "DE"), ("GBP", "GB"), ("JPY", "JP"), ("INR", "IN"), ("XXX", None))


STAGES = ("", *load("stages")["stages"])
ELSEWHERE = "CHF"
"""The currency of a grant that stands beside an offer."""


def stated(value: int, turn: int) -> Stated:
    return Stated(Decimal(value), f"{value:,}", turn)


def near(low: int, high: int, turn: int):
    coarse = st.integers(low // 500, high // 500).map(lambda n: n * 500)
    return st.one_of(coarse, coarse, st.integers(low, high)).map(lambda value: stated(value, turn))


def maybe(strategy):
    return st.none() | strategy


@st.composite
def offers(draw, size: int, turn: int, *, rival: bool = False) -> Offer:
    base, total = draw(near(size // 2, size * 3 // 2, turn)), None
    if draw(st.sampled_from([False, False, False, True])):
        base, total = None, base
    grant = draw(maybe(near(0, size * 2, turn)))
    paid = draw(st.sampled_from([{}, {}, {}, {"monthly": True}, {"per": "hour", "payments": Decimal(2080)}]))
    return Offer(
        base=base,
        total=total,
        bonus=draw(maybe(maybe(near(0, size // 4, turn)))),
        equity=grant,
        equity_years=draw(st.sampled_from([4, 4, 3])) if grant else None,
        bonus_pct=draw(maybe(st.sampled_from([5, 10, 20]).map(lambda value: stated(value, turn)))),
        signing=draw(maybe(near(0, size // 5, turn))),
        company="rival" if rival else None,
        company_display="Rival & Sons" if rival else None,
        turn=turn,
        beside=draw(st.sampled_from([(), (), (Beside("equity", stated(size, turn), ELSEWHERE, 4),)])),
        **({} if rival else paid),
    )


@st.composite
def evidence(draw, size: int) -> Evidence:
    low, high = sorted(draw(st.lists(near(size // 2, size * 2, 7), min_size=2, max_size=2)), key=lambda s: s.value)
    kind = draw(st.sampled_from(["employer_range", "market", "others"]))
    one = draw(st.booleans())
    return Evidence(kind, draw(st.sampled_from(["base", "base", "", "total"])), high if one else low, high)


@st.composite
def terms(draw, size: int) -> Terms:
    small = st.integers(1, 99).map(lambda value: stated(value, 6))
    return Terms(
        share=draw(maybe(small)),
        pension=draw(maybe(small)),
        leave=draw(maybe(small)),
        forfeited=draw(maybe(near(0, size // 5, 6))),
        asks=tuple(draw(st.lists(st.sampled_from(["leave", "pension", "base_or_stock"]), unique=True))),
    )


RELEASE = Release("Office", "Table", "2025-05", "US", "USD", "public")


@st.composite
def official(draw, size: int) -> Reference:
    """Official pay for the job at the place, all percentiles printed or the upper ones not."""
    rises = sorted(draw(st.lists(st.integers(size // 2, size * 2), min_size=5, max_size=5)))
    shown = draw(st.sampled_from([5, 5, 5, 3]))
    cells = tuple(Decimal(value) if place < shown else None for place, value in enumerate(rises))
    job, area = Occupation("29-1141", "Nurses"), Area("1", "Anywhere", "metro", "TX")
    return Reference("nurse", "Anywhere", (job,), True, area, cell=PayCell(job, area, RELEASE, cells))


def of_the_stage(situation: Situation, stage: str) -> Situation:
    """The situation as the coach gives it in a stage: after a yes the terms are what was asked, an ask is answered."""
    offers, asked = situation.offers, situation.asked
    if stage == "answered:yes" and offers and asked and asked.currency is None:
        return replace(situation, offers=(*offers, merged(offers[-1], asked)), agreed=True)
    answered = stage == "answered:partly" and len(offers) == 1 and asked is not None
    return replace(situation, answered=answered, final=stage == "final")


@st.composite
def told(draw) -> tuple[Situation, str]:
    """What was told, and the stage that the talk is in."""
    currency, country = draw(st.sampled_from(PLACES))
    size = (
        draw(st.sampled_from([1_000_000, 8_000_000]))
        if currency in ("JPY", "INR")
        else draw(st.sampled_from([28_000, 80_000, 160_000]))
    )
    wish = near(size // 2, size * 2, 8).map(lambda value: Offer(base=value))
    situation = Situation(
        guide=no_guide("Acme"),
        band=no_band(currency, country),
        offers=tuple(draw(st.lists(offers(size, 1), max_size=4))),
        competing=tuple(draw(st.lists(offers(size, 2, rival=True), max_size=2))),
        walk_away=draw(maybe(maybe(near(size // 2, size * 2, 3)))),
        walk_away_on=draw(st.sampled_from(["total", "base"])),
        preference_pct=draw(maybe(st.sampled_from([0, 5, 10]).map(lambda value: stated(value, 4)))),
        evidence=tuple(draw(st.lists(evidence(size), max_size=3))),
        wished=draw(maybe(wish)),
        asked=draw(maybe(maybe(wish))),
        priority=draw(st.sampled_from([None, "cash", "equity"])),
        terms=draw(st.just(NO_TERMS) | terms(size)),
        by_grade=draw(st.sampled_from([False, False, False, True])),
        official=draw(maybe(maybe(official(size)))) if currency == "USD" else None,
        rival_bonus=draw(st.sampled_from([(), (("rival", Decimal(10)),)])),
    )
    stage = draw(st.sampled_from(STAGES))
    return of_the_stage(situation, stage), stage
