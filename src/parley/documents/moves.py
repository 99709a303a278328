"""A figure that moved: "increases from NOK 742,000 to NOK 767,200", "sign-on 20k -> 25k".

In: a clause and where a figure stands in it. The old one is of another time, the new one what the old one's words name.

>>> text = "your salary increases from 742,000 to 767,200"
>>> is_old(text, 27, 34), text[slice(*old_of(text, 38) or (0, 0))]
(True, '742,000')
"""

from __future__ import annotations

import re
from functools import cache

from parley.documents.tables import pattern

_NUMBER = r"\d[\d.,']*\s?(?:k|%|lpa|l)?"
_ARROW = r"\s?(?:-+>|→|=>|➔|⟶)\s?"
_TO = r"[^.;\d]{0,28}?\s(?:up |on |over )?to\s"
_MARK = r"[^\w\d.;]{0,3}(?:[A-Za-z]{1,3}\W{0,2})?"


@cache
def _ahead() -> re.Pattern[str]:
    """What stands in front of the new figure."""
    return re.compile(rf"(?:\bfrom\s[^.;\d]{{0,24}}(?P<old>{_NUMBER}){_TO}|(?P<one>{_NUMBER}){_ARROW}){_MARK}$", re.I)


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind the old one."""
    return re.compile(rf"(?P<arrow>{_ARROW}{_MARK}\d)|{_TO}{_MARK}\d", re.IGNORECASE)


def is_old(text: str, start: int, end: int) -> bool:
    """Whether the figure at `text[start:end]` moved to another."""
    found = _behind().match(text, end)
    if found is None:
        return False
    told = re.search(r"\bfrom\s[^.;\d]{0,24}$", text[:start], re.IGNORECASE)
    return bool(found["arrow"]) or bool(told and _moves(text))


def old_of(text: str, start: int) -> tuple[int, int] | None:
    """Where the figure stands that moved to the one at `start`; None where none did."""
    found = _ahead().search(text, max(start - 90, 0), start)
    if found is None:
        return None
    name = "one" if found["one"] else "old"
    return found.span(name) if name == "one" or _moves(text) else None


def _moves(text: str) -> bool:
    return pattern("moves").search(text) is not None
