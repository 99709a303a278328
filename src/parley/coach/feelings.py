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
    text, told = _ends(state.message.replace("’", "'")), frozenset(state.events)
    return any((events & told and not unless & told) or pattern.search(text) for events, unless, pattern in _rows())


def _ends(text: str) -> str:
    """The beginning and the end of a long message: what is pasted between them is nobody's feeling."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} … {text[-TAIL:]}"


HEAD, TAIL = 160, 240
"""Letters at the beginning and the end of a message that are read for how it is said."""


@cache
def _rows() -> tuple[tuple[frozenset[str], frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (frozenset(row["events"]), frozenset(row["unless"]), _pattern(row["cues"])) for row in load("feelings").values()
    )


def _pattern(cues: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{text})" for text in cues), re.IGNORECASE)
