"""What was found wrong on the page and is no matter of looks: each fault a row, its talk and its last answer."""

import html
import re

import pytest

from parley.blocks import plain_text
from parley.coach import Coach
from parley.web.examples import examples_for
from parley.web.orders import Kept
from parley.web.shelf import search_shelf
from parley.web.view import screen

OFFER = "W&B London offered me £130k base, £95k equity over 4 years, 5% bonus. what should I counter?"
SCALE = (
    "what should I counter at Scale AI San Francisco?", "they offered $185k base and $200k equity over 4 years",
    "This week", "Yes, another offer",
)  # fmt: skip
WORRIED = (
    "I'm a senior devops engineer and W&B in London offered me £130k base and £95k equity over 4 years, "
    "I'm worried they'll pull it if I ask. what should I say?"
)
PRACTISE = "Let's practise: you play the recruiter"


def text(coach: Coach, *talk: str) -> str:
    """The words of the page, as they are read."""
    return html.unescape(shown(coach, *talk)).replace(" .", ".")


def shown(coach: Coach, *talk: str) -> str:
    """The words of the newest answer, and what stands beside it."""
    return " ".join(re.sub(r"<[^>]+>", " ", screen(coach, Kept(talk, len(talk))).feed).split())


@pytest.mark.parametrize(
    "asked", ["what if they say no?", "should I negotiate at all?", "what is the risk?", "I'm afraid to ask"]
)
def test_a_known_questions_answer_is_on_the_page(coach: Coach, asked: str) -> None:
    """It was taken for the closing question, which stands beside the box, and left out."""
    reply = coach.reply([asked])
    assert reply.question
    assert all(plain_text(part.spans) in text(coach, asked) for part in reply.blocks[0].parts[:1])


@pytest.mark.parametrize(
    ("talk", "has", "never"),
    [
        pytest.param((*SCALE, "why 205?"), "$185K base", "revised offer|[Rr]ound 2", id="a figure asked about"),
        pytest.param((OFFER, "I already said yes on the phone"), "too late", "opening base", id="a yes already"),
        pytest.param(("hi", "They say this is their best offer"), "fixed", "can help with", id="best offer, first"),
        pytest.param(("They want my answer by Friday",), "a few days", "can help with", id="a deadline, first"),
        pytest.param((OFFER.partition(" offered")[0] + "?", "Not yet"), "", "for offering me", id="no offer yet"),
        pytest.param((WORRIED, "The job is in New York"), "$205K", "Stay calm", id="a place by the panel"),
        pytest.param(
            ("Google offered me 95k in Munich as a software engineer, is that good?",),
            "€95K base", "Which company", id="no guide, another currency",
        ),
        pytest.param(
            (OFFER, PRACTISE, "I need more money because my rent went up"),
            "Your number is missing", "you named your number", id="praise for what was not there",
        ),
        pytest.param((OFFER, "what about new york instead?"), "$205K", "place it", id="another place, the offer stays"),
    ],
)  # fmt: skip
def test_a_fault_that_was_found_is_gone(coach: Coach, talk: tuple[str, ...], has: str, never: str) -> None:
    words = shown(coach, *talk)
    assert has in words
    assert not re.search(never, words)


def test_no_example_of_the_empty_page_asks_for_a_level(coach: Coach, levelled: Coach) -> None:
    for each in (coach, levelled):
        for example in examples_for(each.library):
            assert not (ask := each.reply([example]).ask) or ask.slot != "level", example


def test_guides_are_found_past_a_slip_of_the_pen_and_past_a_place_that_none_has(coach: Coach) -> None:
    slip, elsewhere = (search_shelf(coach.library, words, 0) for words in ("scael", "scale berlin"))
    assert (slip["found"], slip["meant"]) == (1, "scale")
    assert (elsewhere["found"], elsewhere["without"]) == (1, "berlin")
