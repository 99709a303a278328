"""Numbers whose reason a message asks the coach for: "why 156?", "how did you get to 143k?". Nobody tells them.

In: the text of a later message; a part read in it. Out: the spans of such questions; the part, as nobody's.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.pay.parts import Part
from parley.dialogue.words.cues import cue
from parley.dialogue.words.text import within

QUESTIONED = "questioned"
"""Whose such a number is."""
TOLD = ("theirs", "wished", "asked", "supposed", "asks_me")
"""Owners that a number alone may be read to have."""


def questioned_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where such questions stand, each up to its number.

    >>> questioned_in("why £156k?"), questioned_in("why not 180?"), questioned_in("how did you get 143k?")
    (((0, 6),), (), ((0, 17),))
    """
    return tuple(match.span() for match in cue("anywhere", "asks_after").finditer(text))


def not_told(part: Part, questions: tuple[tuple[int, int], ...]) -> Part:
    """The part, as nobody's where it stands in such a question."""
    return replace(part, whose=QUESTIONED) if part.whose in TOLD and within(part.start, questions) else part
