"""The picture of the pay band: what it draws, what it says in words, and that nothing in it can be markup."""

import re

import pytest

from parley.coach import Coach
from parley.web.chart import draw, rows_of

OFFER = "W&B London devops: they offered £130k base, £95k equity over 4 years, 5% bonus. what do I counter?"


@pytest.fixture
def advice(coach: Coach):
    return coach.reply([OFFER]).advice


def test_base_equity_and_total_are_drawn_with_offer_and_ask(advice) -> None:
    assert [row.sentence for row in rows_of(advice)] == [
        "Base a year: range £125K to £163K, offer £130K, ask £156K",
        "Equity, whole grant: range £90K to £165K, offer £95K, ask £143K",
        "Total a year, as published: range £158K to £220K, offer £160.3K, ask £199.6K",
    ]


def test_every_mark_lies_inside_the_picture(advice) -> None:
    for row in rows_of(advice):
        for figure in filter(None, (row.low, row.high, row.offer, row.ask)):
            assert 0 < row.x(figure.exact) < 360


def test_low_to_high_runs_left_to_right(advice) -> None:
    for row in rows_of(advice):
        assert row.x(row.low.exact) < row.x(row.offer.exact) < row.x(row.ask.exact) < row.x(row.high.exact)


def test_the_picture_is_one_line_with_a_text_equivalent(advice) -> None:
    drawn = draw(advice, "W&B <b>London</b>")
    assert "\n" not in drawn
    assert "<b>" not in drawn
    assert re.search(r'aria-label="[^"]*offer £130K', drawn)
