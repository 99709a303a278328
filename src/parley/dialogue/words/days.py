"""A day as a message names it, so that a sentence can go on with it."""

from __future__ import annotations

import re

_LEADING = re.compile(r"^(?:by|before|until|till|on|at)\s+", re.IGNORECASE)
_SPAN = re.compile(r"^(?:within|in)\s+(?:the\s+)?(?:next\s+)?|^(?=\d+ (?:hours|days)$)", re.IGNORECASE)
_NAMED_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)


def day_said(words: str) -> str:
    """A deadline so that it reads on behind "an answer by".

    >>> day_said("by friday"), day_said("on the 5th of may"), day_said("within 48 hours"), day_said("This week")
    ('Friday', 'the 5th of May', '48 hours from now', 'the end of this week')
    >>> day_said("by TOMORROW 5pm")
    'tomorrow 5pm'
    """
    day = _LEADING.sub("", words.strip().rstrip(".!?"))
    if _SPAN.search(day) and not re.search(r"\bweek$|day$|month$", day):
        day = f"{_SPAN.sub('', day)} from now"
    if day.lower().startswith(("this ", "next ", "no ", "end of", "tomorrow", "today")):
        first, space, rest = day.partition(" ")
        day = f"{first.lower()}{space}{rest}"
    if day in ("this week", "this month"):
        day = f"the end of {day}"
    return _NAMED_DAY.sub(lambda match: match[0].capitalize(), day)
