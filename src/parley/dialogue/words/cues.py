"""Turns of phrase from data/cues.yaml: what stands before a name, behind it, or anywhere in a message.

>>> stands_before("held", "I have an offer from "), stands_behind("measures", "'s level")
(True, True)
>>> says("versus", "SF vs London")
True
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load


@cache
def cue(group: str, name: str) -> re.Pattern[str]:
    """The pattern of one list of the table; those of `before` reach to the end of the text, of `after` start it."""
    joined = "|".join(f"(?:{text})" for text in load("cues")[group][name])
    shape = {"before": rf"(?:{joined})$", "after": rf"\A(?:{joined})"}.get(group, joined)
    return re.compile(shape, re.IGNORECASE)


def stands_before(name: str, ahead: str) -> bool:
    """Whether the text before a name ends in such a phrase."""
    return cue("before", name).search(ahead[-90:]) is not None


def stands_behind(name: str, behind: str) -> bool:
    """Whether the text behind a name starts with such a phrase."""
    return cue("after", name).match(behind) is not None


def says(name: str, text: str) -> bool:
    """Whether the text holds such a phrase anywhere."""
    return cue("anywhere", name).search(text) is not None
