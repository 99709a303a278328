"""No answer is empty: whatever is told and however it is said, there is a headline, and more than an announcement."""

from __future__ import annotations

import re
from itertools import product

import pytest
from tests.talks import talks

from parley.coach import Coach
from parley.dialogue.wants import want_book
from parley.guides.library import Library

from .hand import answered, offer, state

FEELINGS = ("I'm devastated and I can't do this. ", "she rings in 25 minutes!! ", "")
STAGES = ("", "screening", "spoken_offer", "answered:no", "accepted", "withdrawn", "raise")
TOLD = ((), ("accepted",), ("rival", "accepted"), ("asked_them",))
BLANK = re.compile(r"(?m:^\*\*[ \t]*\*\*)|^One thing first\.\W*$")


def said(text: str) -> bool:
    return bool(re.search(r"\w", text)) and not BLANK.search(text)


@pytest.mark.parametrize("want", want_book())
def test_something_is_said_in_every_state(want: str, library: Library) -> None:
    intent = want_book()[want].intent or "smalltalk"
    empty = {}
    for feeling, stage, told, offers in product(FEELINGS, STAGES, TOLD, ((), (offer(52000),))):
        asked = state(f"{feeling}what now", intent, want=want, stage=stage, events=told, offers=offers)
        reply = answered(asked, library)
        if not said(reply.text):
            empty[feeling, stage, told, bool(offers)] = (reply.action, reply.text)
    assert empty == {}


@pytest.mark.parametrize("feeling", FEELINGS[:2])
def test_something_is_said_after_every_talk(feeling: str, coach: Coach) -> None:
    for talk in talks("coach"):
        reply = coach.reply([*talk.said[:-1], feeling + talk.said[-1]])
        assert said(reply.text), (str(talk), reply.text)
