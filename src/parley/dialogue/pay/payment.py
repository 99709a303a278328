"""How pay is paid out: in how many months, a signing bonus in two years, a bonus sure or not (data/grants.yaml).

>>> months_of("€5k a month with a 13th month"), months_of("€5k a month, x14"), months_of("due on the 13th of May")
(13, 14, None)
>>> months_of("5,600 a month, no 13th")
>>> is_sure("guaranteed bonus"), is_sure("target bonus"), is_sure("bonus")
(True, False, None)
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.dialogue.words.text import fold

_DENIED = re.compile(r"\b(?:no|without(?: an?)?|not? an?) (?:13|14|thirteenth|fourteenth)\w*")
_EXTRA = {"13": 13, "14": 14, "thirteenth": 13, "fourteenth": 14}
YEAR = 12
"""Monthly payments a year where nothing is told of a 13th."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("grants")[name], re.IGNORECASE)


@cache
def _months() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((count, re.compile("|".join(texts))) for count, texts in load("grants")["months"].items())


def months_of(text: str) -> int | None:
    """How many monthly payments a year the words tell; None where they tell none."""
    plain = _DENIED.sub(" ", fold(text))
    return next((count for count, pattern in _months() if pattern.search(plain)), None)


def extra_months_of(text: str) -> int | None:
    """Beside yearly pay: the 13 or 14 payments that the words tell of; a bare "13th" may be a date.

    >>> extra_months_of("130k base and a 13th month"), extra_months_of("no 13th month"), extra_months_of("by the 13th")
    (13, None, None)
    """
    found = _pattern("extra_months").search(fold(text))
    return _EXTRA[found["count"]] if found else None


def is_sure(words: str) -> bool | None:
    """Whether a bonus is guaranteed (True), a target (False), or nothing is told of it."""
    if _pattern("unsure").search(words):
        return False
    return True if _pattern("sure").search(words) else None
