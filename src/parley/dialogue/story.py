"""What else a message tells: the deadline, the employer's answer, what matters most, what the user has done."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from parley.data import load
from parley.dialogue.cues import cue, says
from parley.dialogue.model import DialogueState
from parley.dialogue.text import fold, sentences

ARGUING = ("levers", "script", "counter")
"""Intents for which it matters what the user has done."""


def with_story(state: DialogueState, before: DialogueState, text: str) -> DialogueState:
    """The state with deadline, pushback, priority and experience as the message tells them."""
    asked = before.last_ask.slot if before.last_ask else ""
    dated = asked == "deadline" or state.intent == "deadline"
    return replace(
        state,
        deadline=(_deadline(text) if dated else None) or state.deadline,
        pushback=pushback_of(text) if state.intent == "pushback" else state.pushback,
        priority=_priority(text, asked=asked == "priority") or state.priority,
        experience=(*state.experience, *(_experience(text) if state.intent in ARGUING else ())),
    )


def _deadline(text: str) -> str | None:
    found = cue("anywhere", "deadline").search(text)
    return found[0] if found else None


@cache
def _pushbacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile("|".join(texts))) for key, texts in load("pushbacks").items())


def pushback_of(text: str) -> str | None:
    """The employer's answer that the message reports, by its key in data/pushbacks.yaml.

    >>> pushback_of("they said it's the top of their band"), pushback_of("hello")
    ('top_of_band', None)
    """
    plain = fold(text).replace("’", "'")
    return next((key for key, pattern in _pushbacks() if pattern.search(plain)), None)


def _priority(text: str, *, asked: bool) -> str | None:
    if not (asked or says("preference", text)):
        return None
    return next((name for name in load("cues")["priorities"] if cue("priorities", name).search(text)), None)


def _experience(text: str) -> tuple[str, ...]:
    """The sentences in which the user tells what they have done; questions and pay are none."""
    said = (text[start:end].strip() for start, end in sentences(text))
    return tuple(sentence for sentence in said if says("done", sentence) and not _is_other(sentence))


def _is_other(sentence: str) -> bool:
    return sentence.endswith("?") or says("pay_figure", sentence)
