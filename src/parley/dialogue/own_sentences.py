"""The page's own sentences (data/case.yaml): a fact changed there says whose its numbers are, and is read so.

>>> own_sentence("My walk-away is 190k a year"), own_sentence("my walk-away is far")
('line', None)
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from parley.data import load
from parley.reading.record import Understood

OWNERS = {"offer": "offer", "competing": "rival", "walk_away": "line", "pay": "mine_now"}
"""Whose the numbers of a fact's sentence are, by the fact's slot."""


@cache
def _sentences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in load("case") if row["slot"] in OWNERS]
    told = [(row["slot"], row[key]) for row in rows for key in ("says", "first") if key in row]
    return tuple((OWNERS[slot], re.compile(re.escape(says).replace(r"\{\}", r".*\d.*"))) for slot, says in told)


def own_sentence(text: str) -> str | None:
    """Whose the numbers are, where the text is a sentence that the page writes; None for anything else."""
    return next((owner for owner, pattern in _sentences() if pattern.fullmatch(text)), None)


@cache
def _taken_back() -> dict[str, str]:
    return {row["takes_back"]: row["slot"] for row in load("case") if "takes_back" in row}


def takes_back(text: str) -> str | None:
    """The fact that the page's own sentence takes back; None for anything else.

    >>> takes_back("Forget my walk-away"), takes_back("forget it")
    ('walk_away', None)
    """
    return _taken_back().get(text.strip())


def as_written(read: Understood) -> Understood:
    """The reading, its numbers belonging to whom the page's sentence says."""
    owner = own_sentence(read.text)
    if owner is None:
        return read
    return replace(read, numbers=tuple(replace(number, whose=owner) for number in read.numbers))
