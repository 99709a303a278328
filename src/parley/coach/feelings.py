"""Who is asked nothing and shown no table: the upset and the urgent, by what they tell and how (data/feelings.yaml).

>>> from parley.dialogue.model import DialogueState
>>> is_pressed(DialogueState(message="she calls in 10 min!!")), is_pressed(DialogueState(message="what do I ask?"))
(True, False)
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.dialogue.model import DialogueState


def is_pressed(state: DialogueState) -> bool:
    """Whether the message is upset or urgent."""
    text = state.message.replace("’", "'")
    return any(set(events) & set(state.events) or pattern.search(text) for events, pattern in _rows())


@cache
def _rows() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (tuple(row["events"]), re.compile("|".join(f"(?:{text})" for text in row["cues"]), re.IGNORECASE))
        for row in load("feelings").values()
    )
