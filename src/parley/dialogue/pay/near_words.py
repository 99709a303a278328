"""The words right beside a number that tell what it is (data/beside.yaml)."""

from __future__ import annotations

import re
from functools import cache

from parley.data import load

REACH = 14
"""Letters beside a number in which its part is named."""


def named_beside(text: str, start: int, end: int) -> str:
    """The part that the word right behind a number names, else the one right before it; "" for none.

    >>> named_beside("90k base", 0, 3), named_beside("salary: 90k", 8, 11), named_beside("90k and no more stock", 0, 3)
    ('base', 'base', '')
    """
    behind, before = text[end : end + REACH], text[max(0, start - REACH) : start]
    named = next((part for part, pattern in _words() if pattern.match(behind)), "")
    return named or ("base" if near_pattern("base_before").search(before) else "")


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(text, re.IGNORECASE)) for part, text in load("beside")["behind"].items())


@cache
def near_pattern(name: str) -> re.Pattern[str]:
    """A row of the table."""
    return re.compile(load("beside")[name], re.IGNORECASE | re.MULTILINE)
