"""For how long an amount is: a month, a year, or a grant over several years (data/periods.yaml).

In: the words behind an amount. Out: `Terms`.

>>> terms_after(" equity over 4 years"), terms_after("k a year in stock"), terms_after(" equity/4")
(Terms(years=4, period=None), Terms(years=None, period='year'), Terms(years=4, period=None))
>>> terms_after("/mês CLT").period, terms_after(" brut par an").period, terms_after(" x 12 months").period
('month', 'year', 'month')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.words.text import fold

NEAR = 32
"""How far behind an amount its period may stand, in characters."""
WORD_YEARS = {"three": 3, "four": 4, "five": 5}
_YEARS = re.compile(
    r"\b(?:over|across|for|in|vest\w* over|spread over)\s+(?:the\s+)?(?P<a>\d)(?:\s*-?(?:years?|yrs?|y)\b)?"
    r"|/\s?(?P<b>\d)(?!\d)\s?(?:years?|yrs?|y)?\b|\b(?P<c>\d)[ -]?(?:years?|yrs?)\b(?! of|[ -]cliff)"
    r"|\b(?P<d>four|three|five)[ -]years?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands behind an amount about time: `years` of a grant, or its `period` (year, month or hour)."""

    years: int | None = None
    period: str | None = None


@cache
def _periods() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(texts))) for name, texts in load("periods").items())


def terms_after(text: str) -> Terms:
    """What the words behind an amount say about time; see the module for examples."""
    years = _YEARS.search(text)
    if years:
        word = next(group for group in years.groups() if group)
        return Terms(years=WORD_YEARS.get(word.lower()) or int(word))
    near = fold(text[:NEAR])
    return Terms(period=next((name for name, pattern in _periods() if pattern.search(near)), None))
