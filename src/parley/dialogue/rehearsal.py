"""A rehearsal, rebuilt from the messages like everything else: which line the recruiter is at, and what was answered.

While one is on, a message is an answer to the recruiter and nothing else: no amount in it becomes an offer.

>>> ends_practice("ok stop"), ends_practice("we should stop at 90")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from parley.data import load
from parley.dialogue.model import DialogueState, Rehearsal
from parley.dialogue.pushbacks import pushback_said
from parley.dialogue.words.text import fold


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{text})" for text in load("practice")[name]))


def _says(name: str, text: str) -> bool:
    return _pattern(name).search(fold(text).replace("’", "'")) is not None


def ends_practice(text: str) -> bool:
    """Whether the message ends a rehearsal."""
    return _says("ends", text)


def asks_help(text: str) -> bool:
    """Whether the message asks what to answer instead of answering.

    >>> asks_help("what should I say?"), asks_help("I'd be looking for 156")
    (True, False)
    """
    return _says("helps", text)


def started(state: DialogueState) -> Rehearsal:
    """A rehearsal for what is known; it opens with the line that the message names, if it names one."""
    keys = [key for key, row in load("practice")["lines"].items() if _holds(row.get("needs", ()), state)]
    named = pushback_said(state.message)
    first = [key for key in keys if key == named]
    return Rehearsal(lines=(*first, *(key for key in keys if key not in first)))


def _holds(needs: Sequence[str], state: DialogueState) -> bool:
    facts = {"offer": bool(state.offers), "no_offer": not state.offers, "rival": bool(state.competing)}
    return all(facts[need] for need in needs)


def answered(state: DialogueState, message: str) -> DialogueState:
    """The state after one more message of a rehearsal that is on: an answer, or its end."""
    rehearsal = state.rehearsal or Rehearsal()
    if ends_practice(message):
        rehearsal = replace(rehearsal, over=True)
    else:
        said = (*rehearsal.said, message)
        rehearsal = replace(rehearsal, said=said, over=len(said) >= len(rehearsal.lines))
    return replace(
        state,
        turn=state.turn + 1,
        message=message,
        intent="script",
        last_ask=None,
        rehearsal=rehearsal,
        notes=(),
        understood=(),
        read=None,
        left_out=(),
        cleared=False,
        language=None,
        bluff=False,
        compared=(),
    )
