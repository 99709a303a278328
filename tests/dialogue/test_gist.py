"""A talk that has grown too long loses what told nothing: everything told is still known, however long ago."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from parley.dialogue.gist import NEWEST, TELLING, gist
from parley.dialogue.model import DialogueState
from parley.dialogue.state import replayed

TESTS = Path(__file__).parents[1]
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


def talks() -> list[Any]:
    """Every talk of the tests: what the user says in it."""
    return [
        pytest.param(
            tuple(turn.get("say") or turn.get("user") for turn in talk["turns"]), id=f"{path.stem}: {talk['name']}"
        )
        for path in sorted(TESTS.glob("*/dialogues/*.yaml"))
        for talk in conversations(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]


def conversations(read: Any) -> Any:
    return read.get("conversations", [read]) if isinstance(read, dict) else read


def facts(state: DialogueState) -> dict[str, Any]:
    return {name: untimed(getattr(state, name)) for name in REMEMBERED}


def untimed(value: Any) -> Any:
    """Without the turns, which are others in a shorter talk."""
    if is_dataclass(value):
        return {field.name: untimed(getattr(value, field.name)) for field in fields(value) if field.name != "turn"}
    return [untimed(each) for each in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("said", talks())
def test_whatever_was_told_ninety_messages_ago_is_still_known(said: tuple[str, ...], library: Any) -> None:
    """The talk, then small talk to the ninetieth message; its gist is short and amounts to the same facts."""
    long = (*said, *(ASIDES * 15)[: 90 - len(said)])
    whole = replayed(long, library)
    kept = gist(long, whole.told)
    assert len(kept) <= min(NEWEST + TELLING, 2 * NEWEST + len(said))
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
