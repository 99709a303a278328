"""A year's pay by the month, and by the hour where one was told: which amounts have it, and what their cards say."""

import re

import pytest

from parley.coach import Coach
from parley.web.orders import Kept
from parley.web.periods import by_period
from parley.web.view import screen

OFFER = "W&B London offered me £130k base, £95k equity over 4 years, 5% bonus. what should I counter?"
HOURLY = "A care home in Leeds offered me £14.50 an hour as a care assistant, 37.5 hours a week. What should I ask for?"
THIRTEEN = "Acme Robotics in Vienna offered me €4,000 a month, 14 times a year, as a nurse. What should I ask for?"


def test_a_years_pay_has_its_month_and_a_grant_or_a_signing_bonus_has_none(coach: Coach) -> None:
    found = by_period(coach.reply([OFFER]))
    assert [part.words for part in found["£156,000"]] == ["£13,000 a month"]
    assert found["£156K"][0].sum == "£156,000 / 12 = £13,000 a month"
    assert not {"£95K", "£143K", "£19K"} & set(found), "a whole grant or one payment is no year's pay"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(HOURLY, ["£2,681 a month", "£16.50 an hour"], id="by the hour"),
        pytest.param(THIRTEEN, ["€4,600 a month"], id="fourteen payments a year"),
    ],
)
def test_the_period_that_was_told_counts(coach: Coach, said: str, words: list[str]) -> None:
    reply = coach.reply([said])
    ask = reply.advice.ladder.opening.base.money if reply.advice and reply.advice.ladder else None
    found = by_period(reply)
    assert [part.words for part in found[f"{said[said.index('£' if '£' in said else '€')]}{ask.amount:,.0f}"]] == words


def test_an_amount_that_is_a_years_pay_and_a_grant_alike_has_none(coach: Coach) -> None:
    reply = coach.reply(["W&B London offered me £130k base and £130k equity over 4 years. what should I counter?"])
    assert "£130K" not in by_period(reply)


def test_the_page_carries_it_beside_the_amount_and_in_its_card(coach: Coach) -> None:
    feed = screen(coach, Kept((OFFER,), 1)).feed
    assert re.search(r'class="figure" data-source="[^"]*" data-month="£13,000 a month">£156K<', feed)
    assert '<p class="per month">£156,000 / 12 = £13,000 a month</p>' in feed
