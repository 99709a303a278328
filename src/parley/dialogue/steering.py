"""Turns of phrase that steer the talk itself, whatever is wanted of the coach: starting over, everything on one
page."""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.dialogue.words.text import fold


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in load("steering")[name])


def starts_over(text: str) -> bool:
    """Whether the message clears everything.

    >>> starts_over("start over"), starts_over("ok, let's start over with Box"), starts_over("I start in May")
    (True, True, False)
    """
    return any(pattern.search(fold(text)) for pattern in _patterns("start_over"))


def wants_one_page(text: str) -> bool:
    """Whether the message asks for everything on one page.

    >>> wants_one_page("give me everything on one page"), wants_one_page("what's the range?")
    (True, False)
    """
    return any(pattern.search(fold(text)) for pattern in _patterns("one_page"))
