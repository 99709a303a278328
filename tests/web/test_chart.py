"""The picture of the pay band: what it draws, what it says in words, and that nothing in it can be markup."""

import pytest

from parley.coach import Coach, Reply
from parley.web.chart import draw_band, rows_of
from parley.web.ink import ink_for

OFFER = "W&B London devops: they offered £130k base, £95k equity over 4 years, 5% bonus. what do I counter?"
SECOND = "they came back with £140k base, £110k equity over 4 years"


def rows(reply: Reply):
    return rows_of(reply.advice, reply.state.offers)


def test_base_equity_and_total_are_drawn_with_offer_the_guides_ask_and_the_ask(coach: Coach) -> None:
    assert [row.sentence for row in rows(coach.reply([OFFER]))] == [
        "Base a year: range £125K to £163K, their offer £130K, the guide's own ask £159K, your ask £156K",
        "Equity, whole grant: range £90K to £165K, their offer £95K, the guide's own ask £161K, your ask £143K",
        "Total a year, as published: range £158K to £220K, their offer £160.3K, your ask £199.6K",
    ]


def test_official_pay_is_a_lane_of_its_own_that_says_where_and_what_its_ends_are(coach: Coach) -> None:
    (lane,) = rows(coach.reply(["Mercy Hospital in Dallas offered me 79k as a registered nurse"]))
    assert lane.sentence == (
        "Official pay a year, Registered Nurses, 10th to 90th percentile, Dallas-Fort Worth-Arlington, TX: "
        "range $73.4K to $129.7K, median $101.4K, their offer $79K, your ask $95K"
    )


def test_an_earlier_round_is_drawn_beside_the_newer_offer(coach: Coach) -> None:
    base = rows(coach.reply([OFFER, SECOND]))[0]
    assert [(mark.kind, mark.name) for mark in base.marks][:2] == [("earlier", "Round 1"), ("offer", "Their offer")]


def test_where_the_ask_is_the_guides_own_it_is_drawn_once(coach: Coach) -> None:
    base = rows(coach.reply(["what should I counter at W&B London?"]))[0]
    assert [mark.kind for mark in base.marks] == ["ask"]


def test_every_mark_lies_inside_the_picture(coach: Coach) -> None:
    for row in rows(coach.reply([OFFER, SECOND])):
        for amount in (row.low.exact, row.high.exact, *(mark.money.amount for mark in row.marks)):
            assert 0 < row.percent(amount) < 100


@pytest.mark.parametrize("messages", [[OFFER], [OFFER, SECOND]])
def test_amounts_lie_in_their_order(coach: Coach, messages: list[str]) -> None:
    for row in rows(coach.reply(messages)):
        marks = sorted(row.marks, key=lambda mark: mark.money.amount)
        places = [row.percent(mark.money.amount) for mark in marks]
        assert places == sorted(places)


def test_the_picture_is_one_line_and_its_words_are_no_markup(coach: Coach) -> None:
    reply = coach.reply([OFFER])
    drawn = draw_band(reply.advice, "W&B <b>London</b>", ink_for(1, reply.figures, None))
    assert "\n" not in drawn
    assert "<b>" not in drawn


def test_an_offer_in_another_currency_is_not_drawn(coach: Coach) -> None:
    base = rows(coach.reply(["W&B London: they offered $130k base. what do I counter?"]))[0]
    assert "offer" not in [mark.kind for mark in base.marks]
