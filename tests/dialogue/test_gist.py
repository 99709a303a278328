"""A talk that has grown too long loses what told nothing: everything told is still known, however long ago."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any

import pytest
from tests.talks import Talk, talks

from parley.dialogue.gist import NEWEST, TELLING, gist
from parley.dialogue.model import DialogueState
from parley.dialogue.state import replayed

ASIDES = (
    "thanks",
    "what levers do I have?",
    "make it shorter",
    "hi",
    "where does that come from?",
    "what if they say no?",
)
REMEMBERED = (
    "subject", "offers", "competing", "asked", "wished", "current_pay", "walk_away", "walk_away_on", "preference_pct",
    "priority", "deadline", "experience", "details", "quoted", "rate",
)  # fmt: skip


def facts(state: DialogueState) -> dict[str, Any]:
    return {name: untimed(getattr(state, name)) for name in REMEMBERED}


def untimed(value: Any) -> Any:
    """Without the turns, which are others in a shorter talk."""
    if is_dataclass(value):
        return {field.name: untimed(getattr(value, field.name)) for field in fields(value) if field.name != "turn"}
    return [untimed(each) for each in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("talk", talks("coach", "dialogue"), ids=str)
def test_whatever_was_told_before_long_small_talk_is_still_known(talk: Talk, library: Any) -> None:
    """The talk, then twice as much small talk as stays; its gist is short and amounts to the same facts."""
    long = (*talk.said, *ASIDES * 4)
    whole = replayed(long, library)
    kept = gist(long, whole.told)
    assert len(kept) <= min(NEWEST + TELLING, 2 * NEWEST + len(talk.said)) < len(long)
    assert facts(replayed(kept, library)) == facts(whole)


def test_the_newest_alone_would_have_lost_it(library: Any) -> None:
    long = ("W&B London, they offered £130k base", *(ASIDES * 15))
    assert facts(replayed(long[-NEWEST:], library)) != facts(replayed(long, library))


def test_starting_over_lets_all_before_it_go(library: Any) -> None:
    long = ("W&B London, they offered £130k base", "start over. Scale AI, New York", *ASIDES)
    assert replayed(long, library).told[0] == 2


def test_a_talk_that_tells_something_in_every_message_is_kept_in_part(library: Any) -> None:
    long = tuple(chain(["W&B London"], (f"they offered £{100 + number}k base" for number in range(89))))
    kept = gist(long, replayed(long, library).told)
    assert kept == long[-NEWEST - TELLING :]
