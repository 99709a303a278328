"""For how long a sum is pay, and how often it is paid out: two things that letters tell in the same words.

>>> text = "gross annual salary of EUR 79,800, payable in twelve equal monthly instalments"
>>> period_beside(text, 27, 33, "gross annual salary"), paid_of(text)
('year', 'monthly')
>>> period_beside("$7,625.00 per semi-monthly pay period", 0, 9, ""), period_beside("£66,000, paid monthly", 0, 7, "")
('half', '')
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.money import MARKS


@cache
def _behind() -> re.Pattern[str]:
    table = load("letter")
    joined = "|".join(
        f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})" for name, words in table["periods"].items()
    )
    return re.compile(rf"{table['between']}{{0,3}}\s?\(?{table['joins']}(?:{joined})(?!\w)", re.IGNORECASE)


@cache
def _either(name: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    joined = "|".join(f"(?P<{period}>{words})" for period, words in load("letter")[name].items())
    return re.compile(rf"{before}(?:{joined}){behind}", re.IGNORECASE)


def _alone() -> re.Pattern[str]:
    return _either(
        "alone", rf"{load('letter')['between']}{{0,3}}\s?\(?", rf"(?!\w)(?!\W*(?:[A-Z]{{3}}\s?)?[{MARKS}]?\d)"
    )


def period_beside(text: str, start: int, end: int, label: str) -> str:
    """The period right behind the number or right ahead of it, else in its label; "" where none tells."""
    behind = _behind().match(text, end) or _alone().match(text, end)
    if behind and behind.lastgroup:
        return behind.lastgroup
    ahead = _either("alone", r"(?<!paid )(?<!payable )\b", r"[ :]{1,2}$").search(text, max(start - 14, 0), start)
    if ahead and ahead.lastgroup and ahead.lastgroup != "year":
        return ahead.lastgroup
    named = _either("in_label").search(label)
    return named.lastgroup or "" if named else ""


@cache
def _paid() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("letter")["paid"].items()
    return tuple((name, re.compile("|".join(words), re.IGNORECASE)) for name, words in rows)


def paid_of(text: str) -> str:
    """How often pay comes, by the words beside "paid"; "" where they do not tell."""
    if not re.search(load("letter")["paying"], text, re.IGNORECASE):
        return ""
    return next((name for name, pattern in _paid() if pattern.search(text)), "")
