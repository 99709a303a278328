"""The tables of general advice and of local custom: complete, plain, and without a figure."""

import re

import pytest

from parley.coach import Coach
from parley.coach.moves import country_of
from parley.data import load
from parley.dialogue.kinds import kinds_that
from parley.money import find_amounts

KINDS = {name: row for name, row in load("kinds").items() if "plan" in row}
MOVES, NORMS = KINDS | load("moves"), load("norms")
PLACES = {code: row for code, row in NORMS.items() if code not in ("members", "read")}
TOPICS = {topic for row in MOVES.values() for topic in row.get("norms", ())} | {"offer"}


def test_every_pushback_and_every_single_topic_has_advice_and_a_plan() -> None:
    keys = {f"pushback_{key}" for key in load("pushbacks")} | kinds_that("without_figures") | kinds_that("own_employer")
    assert not sorted(key for key in keys if not MOVES.get(key, {}).get("plan"))


@pytest.mark.parametrize("kind", sorted(MOVES))
def test_advice_names_no_amount_and_guarantees_nothing(kind: str) -> None:
    words = f"{MOVES[kind].get('lead', '')} {MOVES[kind].get('plan', '')}"
    assert not list(find_amounts(words))
    assert not re.search(r"\b(always works|guaranteed to|no risk|never happens)\b", words)


@pytest.mark.parametrize("code", sorted(PLACES))
def test_customs_are_hedgeable_lines_on_topics_that_are_shown(code: str) -> None:
    row = PLACES[code]
    for topic, line in row.items():
        assert topic == "place" or topic in TOPICS, topic
        assert topic == "place" or line.endswith("."), line
        assert not list(find_amounts(line)), line


def test_customs_are_shown_for_the_place_of_the_job_only(coach: Coach) -> None:
    offers = {"GB": "W&B London, offered £130k base", "US": "Scale NY, offered $180k base"}
    for code, message in offers.items():
        reply = coach.reply([message])
        assert country_of(reply.band) == code
        shown = [name for name, row in PLACES.items() if f"In {row['place']}:" in reply.text]
        assert shown == [code]
