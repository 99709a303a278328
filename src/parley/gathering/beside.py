"""Which of several ranges in a sentence a place or a level belongs to: the words before it, or those behind.

>>> from parley.guides.places import find_places
>>> def places(words: str) -> tuple[str, ...]:
...     return tuple(place.text for place in find_places(words))
>>> beside("£50k-60k in Leeds and £55k-66k in Bath", [(0, 8), (22, 30)], places)
[('Leeds',), ('Bath',)]
>>> beside("Leeds: £50k-60k, Bath: £55k-66k", [(7, 15), (23, 31)], places)
[('Leeds',), ('Bath',)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

CLAUSE = re.compile(r"[;.]\s|,\s(?![A-Z]{2}\b)|\b(?:and|or)\b")
"""Where what stands behind a range ends: not before a state (Austin, TX)."""
JOINS = re.compile(r"\b(?:in|for|at|within)\s|\(")
"""What joins a word to the range before it."""

Find = Callable[[str], tuple[str, ...]]
Span = tuple[int, int]


def beside(sentence: str, ranges: Sequence[Span], find: Find) -> list[tuple[str, ...]]:
    """What `find` finds for each of the `ranges` (start, end) of a sentence.

    Behind them where each has something there, or none has anything before the first; else before them.
    """
    ends = [0, *(end for _, end in ranges)]
    starts = [*(start for start, _ in ranges), len(sentence)]
    gaps = [sentence[end:start] for end, start in zip(ends, starts, strict=True)]
    behind = [find(_joined(gap)) for gap in gaps[1:]]
    before = [find(gap) for gap in gaps[:-1]]
    return behind if all(behind) or (any(behind) and not before[0]) else before


def _joined(gap: str) -> str:
    """The words behind a range that are joined to it; "" where none are."""
    head = CLAUSE.split(gap)[0]
    return head if JOINS.search(head) else ""
