"""After an ask, what they liked about the user: the coach's best question, whose answer fills a script's reason.

In: the state after a message; a message that may answer the question. Out: an `Ask`; the answer.
"""

from __future__ import annotations

from parley.dialogue.model import Ask, DialogueState
from parley.dialogue.pushbacks import pushback_said
from parley.dialogue.told import Heard
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import fold

SLOT = "liked"
ASKING = ("counter", "competing", "script")
"""Intents that are answered with an ask."""
CLOSED = ("accepted", "withdrawn", "declined")
"""Stages with nothing left to ask for."""
PLAIN = ("chat", "counter", "levers", "judge", "decide", "fix")
"""Wants that such an answer may be read to have; another is a wish of its own."""
UNTOLD = "They didn't say"
"""The quick reply that leaves the reason a blank."""
LONGEST = 120
"""Characters of an answer that are kept."""


def ask_liked(state: DialogueState) -> Ask | None:
    """What they liked, where there is an offer to answer and no reason told yet."""
    told = dict(state.details).get(SLOT) or state.experience
    if told or not state.offers or state.intent not in ASKING or state.stage in CLOSED:
        return None
    return Ask(SLOT, "What did they like about you?", (UNTOLD,))


def liked_in(heard: Heard) -> str:
    """What the message tells of it in answer to that question; empty where it answers none, or tells something else."""
    asked, reading = heard.before.last_ask, heard.reading
    if asked is None or asked.slot != SLOT or "?" in reading.own or reading.want not in PLAIN:
        return ""
    told = reading.parts or reading.understood.told or pushback_said(reading.own) or not says(SLOT, fold(reading.own))
    return "" if told else " ".join(reading.own.split())[:LONGEST]
