"""Whether what stands at a few places of a message is a company's name, and what it is to the talk.

In: the places of one name, each with the network's probabilities of no name and of every relation. Out: a `ReadName`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.reading.english import common
from parley.reading.labels import RELATIONS
from parley.reading.record import ReadName
from parley.reading.writing import Writing

NAME_FROM, WORD_FROM = 0.8, 0.9
"""Probability from which something is a name; from which a common word in small letters is ("an offer from snowflake").
"""
MARKS = " '\",:;"
"""What a name does not begin or end with."""
Mention = tuple[int, int, NDArray[np.float32]]


def judged_name(message: Writing, mentions: Sequence[Mention]) -> ReadName | None:
    """The name by all its places together, None where it is none; it stands at the first."""
    mean = np.mean([scores for _, _, scores in mentions], axis=0)
    start, end = _bare(message.text, *mentions[0][:2])
    if 1 - mean[0] < (WORD_FROM if _is_word(message.text[start:end]) else NAME_FROM):
        return None
    best = 1 + int(mean[1:].argmax())
    first, last = message.span(start, end)
    return ReadName(first, last, message.said(start, end), RELATIONS[best - 1], float(mean[best]))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the marks of a possessive or quotation around it: "AirAsia'" is AirAsia."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip(MARKS)), end - len(said) + len(said.rstrip(MARKS))


def _is_word(said: str) -> bool:
    """Whether it is written as words of the language are: all small, each a common one."""
    return said.islower() and all(map(common, re.findall(r"[a-z']+", said)))
