"""The page's own sentences (data/case.yaml) and the coach's own quick replies: they are read as they are meant.

A fact changed on the page says whose its numbers are; a quick reply to a question of facts reports no event.

>>> own_sentence("My walk-away is 190k a year"), own_sentence("my walk-away is far")
('line', None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from parley.data import load
from parley.dialogue.answers import is_option
from parley.dialogue.model import Ask
from parley.documents.corrected import is_of_card
from parley.reading.record import Understood

OWNERS = {"offer": "offer", "competing": "rival", "walk_away": "line", "pay": "mine_now"}
"""Whose the numbers of a fact's sentence are, by the fact's slot."""


@cache
def _sentences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in load("case") if row["slot"] in OWNERS]
    told = [(row["slot"], row[key]) for row in rows for key in ("says", "first") if key in row]
    return tuple((OWNERS[slot], re.compile(re.escape(says).replace(r"\{\}", r".*\d.*"))) for slot, says in told)


@cache
def _steps() -> Mapping[str, Mapping[str, Any]]:
    """The suggestions whose reading is settled, by their words."""
    return {row["say"]: row for row in load("next_steps") if "want" in row}


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


FACTS = ("deadline", "priority", "equity_terms", "liked", "level")
"""Slots whose quick replies are a fact and nothing else."""


def as_written(read: Understood, ask: Ask | None = None) -> Understood:
    """The reading, its numbers belonging to whom the page's sentence says; of a quick reply to `ask` the fact alone."""
    if is_of_card(read.text):
        return replace(read, numbers=(), names=(), deadline=None, wants=(("fix", 1.0),), told=())
    if ask is not None and ask.slot in FACTS and is_option(read.text, ask):
        return replace(read, wants=(("chat", 1.0),), told=())
    if step := _steps().get(read.text):
        told = tuple((event, 1.0) for event in step.get("told", ()))
        return replace(read, wants=((step["want"], 1.0),), told=told)
    owner = own_sentence(read.text)
    if owner is None:
        return read
    return replace(read, numbers=tuple(replace(number, whose=owner) for number in read.numbers))
