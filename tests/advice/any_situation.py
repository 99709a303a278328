"""Hypothesis strategies: any offer, any rivals, any wishes, on any band of given guides."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from parley.advice.situation import Situation
from parley.dialogue.model import NO_GRANT, Evidence, Grant, Offer, Stated
from parley.guides.model import Guide

CURRENCIES = (None, None, None, None, "USD", "GBP", "EUR", "INR")


def _told(value: object, text: str = "") -> Stated:
    return Stated(Decimal(str(value)), text or str(value), 1)


GRANTS = (
    *(NO_GRANT,) * 5,
    Grant(schedule=_told(0, "5/15/40/40")),
    Grant(kind="rsu", back_loaded=_told(0, "back-loaded")),
    Grant(kind="phantom"),
    Grant(kind="options", shares=_told(20000)),
    Grant(kind="options", shares=_told(20000), strike=_told(4), fair=_told(10), preferred=_told(25)),
    Grant(kind="options", shares=_told(20000), strike=_told(10), fair=_told(10)),
    Grant(kind="rsu", shares=_told(5000), price=_told("60.5")),
    Grant(stake_pct=_told("0.25")),
)


def stated(amounts, turn: int):
    return amounts.map(lambda value: Stated(Decimal(value), str(value), turn))


def amounts_near(low: int, high: int):
    """Mostly amounts around a range, sometimes nonsense."""
    near = st.integers(max(0, low // 2), max(high * 2, 1))
    thousands = near.map(lambda n: n // 1000 * 1000)
    return st.one_of(thousands, thousands, near, st.sampled_from([0, -5, 4, low, high, 4_000_000_000]))


def offers(band, turn: int, *, rival: bool = False):
    base = (int(band.base.low), int(band.base.high)) if band.base else (50_000, 300_000)
    grant = (int(band.equity.value.low), int(band.equity.value.high)) if band.equity else (0, 400_000)
    total = (int(band.total_comp.low), int(band.total_comp.high)) if band.total_comp else (80_000, 500_000)

    def maybe(strategy):
        return st.none() | strategy

    return st.builds(
        Offer,
        base=maybe(stated(amounts_near(*base), turn)),
        equity=maybe(stated(amounts_near(*grant), turn)),
        equity_years=st.sampled_from([None, 4, 4, 4, 3, 5, 1]),
        bonus_pct=maybe(stated(st.sampled_from([0, 5, "7.5", 10, 20, 900, -1]), turn)),
        bonus=maybe(stated(amounts_near(0, base[1] // 5), turn)),
        signing=maybe(stated(amounts_near(0, base[1] // 4), turn)),
        signing_second=st.none() | st.none() | stated(amounts_near(0, base[1] // 4), turn),
        total=maybe(stated(amounts_near(*total), turn)),
        grant=st.sampled_from(GRANTS),
        bonus_sure=st.sampled_from([None, None, True, False]),
        monthly=st.sampled_from([False, False, False, True]),
        currency=st.sampled_from(CURRENCIES),
        company=st.just("rival") if rival else st.none(),
        company_display=st.just("Rival & Sons") if rival else st.none(),
        turn=st.just(turn),
    )


@st.composite
def evidence(draw, band) -> Evidence:
    """A range or a figure near the published one, mostly the right way round."""
    low, high = (int(band.base.low), int(band.base.high)) if band.base else (50_000, 300_000)
    ends = draw(st.lists(stated(amounts_near(low, high), 7), min_size=2, max_size=2))
    if draw(st.sampled_from([True, True, True, False])):
        ends = sorted(ends, key=lambda end: end.value)
    kind = draw(st.sampled_from(["employer_range", "market", "others"]))
    return Evidence(
        kind, draw(st.sampled_from(["base", "", "equity", "bonus_pct"])), *ends, draw(st.sampled_from(CURRENCIES))
    )


@st.composite
def situations(draw, guides: Sequence[Guide]) -> Situation:
    guide = guides[draw(st.integers(0, len(guides) - 1))]
    assume(guide.bands)
    band = draw(st.sampled_from(guide.bands))
    top = int(band.total_comp.high) if band.total_comp else 300_000
    return Situation(
        guide=guide,
        band=band,
        offers=tuple(draw(st.lists(offers(band, 1), max_size=3))),
        competing=tuple(draw(st.lists(offers(band, 2, rival=True), max_size=2))),
        walk_away=draw(st.none() | stated(amounts_near(top // 2, top), 3)),
        walk_away_on=draw(st.sampled_from(["total", "total", "base", "equity"])),
        preference_pct=draw(st.none() | stated(st.sampled_from([0, 5, 10, 50]), 4)),
        asked=draw(st.none() | st.none() | offers(band, 5)),
        priority=draw(st.sampled_from([None, "cash", "equity", "flexibility", "start"])),
        evidence=tuple(draw(st.lists(evidence(band), max_size=2))),
        wished=draw(st.none() | st.none() | offers(band, 6)),
    )
