"""What to answer to an offer is the first ask, until something was asked or they have answered."""

from __future__ import annotations

import pytest

from parley.dialogue.model import DialogueState
from parley.dialogue.state import update

LETTER = """Dear Anna,

We are delighted to offer you the position of Warehouse Manager at Halden Logistics in Bristol. Your starting
salary will be £41,500 per annum, paid monthly in arrears.

Kind regards
Tom"""
FIRST = [
    ["they offered 52k at Acme Foods in Leeds. what do I answer?"],
    ["what should I reply? they want me to start on Jan 5 and pay 24/hr"],
    ["Brightwell sent the offer, 61k base", "and how do i respond to that mail"],
    [f"Can you look at this and tell me what to answer?\n\n{LETTER}"],
]
LATER = [
    ["they offered 52k at Acme Foods, I asked for 58k and they said that is the top of the band. what do I answer?"],
    ["Acme offered 52k", "they ask whether I have other offers, what do I reply"],
    ["Acme offered 52k", "I told them 60", "they came back and said the budget is fixed. what do I write back?"],
]


def intent_after(talk: list[str], library) -> str:
    state = DialogueState()
    for message in talk:
        state = update(state, message, library)
    return state.intent


@pytest.mark.parametrize("talk", FIRST, ids=lambda talk: talk[-1][:30])
def test_nothing_was_asked_yet(talk, library) -> None:
    assert intent_after(talk, library) == "counter"


@pytest.mark.parametrize("talk", LATER, ids=lambda talk: talk[-1][:30])
def test_they_have_answered_or_asked(talk, library) -> None:
    assert intent_after(talk, library) == "pushback"
