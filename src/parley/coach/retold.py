"""The person's own clauses, as a letter takes them up: what they were told, what the paper says, when, what they want.

In: the messages of a talk, and what in them is private. Out: a slot's words by its name (data/retold.yaml).

>>> retold(("They promised me a company car. The contract says no car.",))["they_said"]
'you promised me a company car'
>>> retold(("the contract came today: 150 kr and 30%!!!",))["paper"]
'150 kr and 30%'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.money import MARKS
from parley.scripts.lint import sayable
from parley.templates import upper_first

LONGEST = 160
PIECES = ("WHEN", "IN", "END", "THEY")
THEIRS = ("they_said", "paper", "named_number")
"""Slots with words of the employer's own, in which nothing is private."""
TO_THE_READER = (
    (r"\bthey('d|'ll|'ve|’d|’ll|’ve| will| would| can| could| are| were| have)\b", r"you\1"),
    (r"\b(?:he|she)('d|'ll|’d|’ll| will| would| can| could)\b", r"you\1"),
    (r"\bthey\b", "you"),
    (r"\btheir\b", "your"),
)
"""What they are called in a clause about them, and how the same clause calls them to their face."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern of a slot with its `said`, how it is put into words, and whether it is turned to the reader."""

    pattern: re.Pattern[str]
    words: str
    turned: bool
    day: bool
    first: bool


def retold(messages: Sequence[str], private: Collection[str] = ()) -> Mapping[str, str]:
    """Each slot's words; empty where nothing was told. A clause with one of the `private` amounts is left out."""
    texts = [message.replace("’", "'") for message in reversed(messages)]
    told = ((slot, rows, () if slot in THEIRS else private) for slot, rows in _book())
    return {slot: next((said for text in texts if (said := _said(rows, text, kept))), "") for slot, rows, kept in told}


def _said(rows: Sequence[Row], text: str, private: Collection[str]) -> str:
    found = ((row, match["said"]) for row in rows if (match := row.pattern.search(text)))
    return next((words for row, said in found if (words := _worded(row, said, private))), "")


def _worded(row: Row, said: str, private: Collection[str]) -> str:
    """The clause as a letter has it; empty where it may not be said."""
    clause = re.sub(r"\bi\b", "I", " ".join(re.sub(r"[*_`|<>\[\]{}]", " ", said).split())).strip(" .,:;-!?")
    if not clause or len(clause) > LONGEST or not sayable(clause) or any(amount in clause for amount in private):
        return ""
    if row.turned:
        for theirs, readers in TO_THE_READER:
            clause = re.sub(theirs, readers, clause, flags=re.IGNORECASE)
    if row.first:
        clause = upper_first(clause)
    return row.words.format(said=_as_day(clause) if row.day else clause)


def _as_day(said: str) -> str:
    """A day as a sentence has it.

    >>> _as_day("14 may"), _as_day("last thursday"), _as_day("9 days ago"), _as_day("Monday")
    ('on 14 May', 'last Thursday', '9 days ago', 'on Monday')
    """
    named = _DAYS.sub(lambda found: found[0].capitalize(), said)
    return f"on {named}" if _BARE.match(named) else named


_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_BARE = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z]|[A-Z][a-z]+(?:day| \d)")


@cache
def _book() -> tuple[tuple[str, tuple[Row, ...]], ...]:
    table = load("retold")
    pieces = {"MARK": f"[{MARKS}]", **{name: str(table[name]) for name in PIECES}}
    return tuple((slot, tuple(_row(row, pieces) for row in rows)) for slot, rows in table["slots"].items())


def _row(row: Mapping[str, object], pieces: Mapping[str, str]) -> Row:
    pattern = str(row["pattern"])
    for name, piece in pieces.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    return Row(compiled, str(row.get("as", "{said}")), *(bool(row.get(flag)) for flag in ("turned", "day", "first")))
