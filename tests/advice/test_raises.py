"""A case to one's own employer in exact figures (docs/advice.md 3.7; the last row of issue 16's table)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from parley.advice.model import Computed
from parley.advice.raises import advise_raise
from parley.dialogue.model import Offer, Stated
from parley.dialogue.terms import Terms
from parley.money import MoneyRange

from . import tables
from .seed_guides import GUIDES

TODAY = date(2026, 11, 22)


def pay(base: int) -> Offer:
    return Offer(base=Stated(Decimal(base), f"{base}", 3), turn=3)


def banded(low: int, high: int):
    """A guide with this range of base, in dollars."""
    plain = tables.situation({"guide": "scale-ai", "region": "San Francisco"}, GUIDES)
    base = MoneyRange(Decimal(low), Decimal(high), plain.band.currency)
    return replace(plain, band=replace(plain.band, base=base))


def test_base_228_in_a_band_of_215_to_268() -> None:
    ladder = advise_raise(banded(215000, 268000), pay(228000), TODAY).ladder
    rungs = (ladder.opening, ladder.target, ladder.acceptable)
    assert [int(rung.base.money.amount) for rung in rungs] == [251000, 243000, 236000]
    assert ladder.opening.base.exact == Decimal("250800")
    assert ladder.opening.base.source.rule == "raise"


def test_a_raise_in_percent_in_money() -> None:
    plain = tables.situation({"currency": "GBP"}, GUIDES)
    told = replace(plain, terms=Terms(raised=Stated(Decimal(3), "3% raise", 3)))
    note = next(note for note in advise_raise(told, pay(50000), TODAY).notes if note.code == "sum_raise")
    assert [figure.money.amount for figure in note.figures] == [1500, 51500]
    assert all(isinstance(figure.source, Computed) for figure in note.figures)


@pytest.mark.parametrize("base", [None, 42000])
def test_by_grade_a_raise_is_a_step(base: int | None) -> None:
    graded = replace(tables.situation({"currency": "GBP"}, GUIDES), by_grade=True)
    advice = advise_raise(graded, pay(base) if base else None, TODAY)
    assert advice.ladder is None
    assert [note.code for note in advice.notes] == ["by_grade"]
