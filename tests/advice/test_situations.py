"""Situations in YAML: the worked examples of docs/advice.md and the corners around them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parley.advice.counter import advise
from parley.advice.model import Advice
from parley.money import half_up

from . import tables
from .seed_guides import GUIDES

TODAY = date(2026, 11, 22)
RUNGS = ("opening", "target", "acceptable", "floor", "walk_away")
ROWS = [*tables.rows("situations"), *tables.rows("told")]
"""With a guide, and from what the user told alone."""


def figure(advice: Advice, path: str):
    rung, part = path.split()
    return getattr(getattr(advice.ladder, rung), part)


@pytest.fixture(params=ROWS, ids=[row["name"] for row in ROWS])
def row(request):
    return request.param


def test_situation(row) -> None:
    advice = advise(tables.situation(row, GUIDES), TODAY)
    expect = row["expect"]
    if "ladder" in expect:
        assert advice.ladder is expect["ladder"]
    for rung in RUNGS:
        for part, amount in expect.get(rung, {}).items():
            found = figure(advice, f"{rung} {part}")
            assert (found.money.amount if found else None) == amount, (rung, part, found)
    check_exact(advice, expect)
    check_places(advice, expect)
    check_own(advice, expect)
    if "verdict" in expect:
        assert (advice.verdict.kind if advice.verdict else None) == expect["verdict"]
    for code, amounts in expect.get("sums", {}).items():
        found = next(note for note in advice.notes if note.code == code)
        assert [figure.money.amount for figure in found.figures] == amounts
    codes = [note.code for note in advice.notes]
    for code in expect.get("notes", ()):
        assert codes.count(code) >= expect["notes"].count(code), (code, codes)
    assert not set(expect.get("absent", ())) & set(codes)


def check_exact(advice: Advice, expect) -> None:
    for path, amount in expect.get("exact", {}).items():
        assert figure(advice, path).exact == Decimal(amount), path
    for path, amount in expect.get("at_least", {}).items():
        assert figure(advice, path).money.amount >= amount, path
    if "offer_total" in expect:
        assert advice.offer.total.exact == Decimal(expect["offer_total"])
    if "held" in expect:
        assert list(advice.ladder.opening.held) == expect["held"]
    if expect.get("same_rungs"):
        parts = {tuple(f.money for f in (rung.base, rung.equity, rung.signing) if f) for rung in advice.ladder.rungs()
                 if rung.name in ("opening", "target", "acceptable")}  # fmt: skip
        assert len(parts) == 1


def check_own(advice: Advice, expect) -> None:
    if "rests_on" in expect:
        assert advice.rests_on == expect["rests_on"]
    if "fallback" in expect:
        assert (advice.fallback.money.amount if advice.fallback else None) == expect["fallback"]
    for told, one in zip(expect.get("judged", ()), advice.judged, strict=False):
        assert one.verdict == told["verdict"]
        assert one.carried == told["carried"]
        for name in ("over_offer", "position"):
            if name in told:
                assert half_up(getattr(one, name), Decimal("0.001")) == Decimal(told[name]), name
    assert len(advice.judged) == len(expect.get("judged", advice.judged))


def check_places(advice: Advice, expect) -> None:
    found = {f"{p.of} {p.component}": half_up(p.fraction, Decimal("0.01")) for p in advice.positions}
    for path, fraction in expect.get("places", {}).items():
        assert found[path] == Decimal(fraction), path


def test_two_packages_are_worth_the_same() -> None:
    row = next(row for row in ROWS if row["name"].startswith("below acceptable a later round"))
    advice = advise(tables.situation(row, GUIDES), TODAY)
    note = next(note for note in advice.notes if note.code == "two_packages")
    assert [int(figure.money.amount) for figure in note.figures] == [147000, 100000, 141000, 127000, 179350]
