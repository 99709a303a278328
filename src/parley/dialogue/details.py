"""Small facts for a script's blanks: a start date, a notice period, a name (data/details.yaml).

>>> details_of("I have 3 months' notice and want to start on 1 march. The recruiter is Maria Lopez.")
(('start', '1 March'), ('notice', '3 months'), ('name', 'Maria Lopez'))
>>> details_of("they want me to start soon"), details_of("write to Google")
((), ())
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from parley.data import load
from parley.dialogue.words.days import day_said

Details = tuple[tuple[str, str], ...]
"""Keys of data/details.yaml with what the user said, each key once."""


DAYS = ("start", "until", "answer_by")
OWN = ("own_name", "notice", "pattern")
"""What stays true at another company."""


@lru_cache(maxsize=64)
def details_of(text: str) -> Details:
    """What a message tells of them."""
    plain = text.replace("’", "'")
    found = ((key, _said(key, plain)) for key in load("details")["details"])
    return tuple((key, said) for key, said in found if said)


def with_details(before: Details, text: str) -> Details:
    """The details with those of one more message; what is told later counts."""
    return tuple({**dict(before), **dict(details_of(text))}.items())


def _said(key: str, text: str) -> str | None:
    for pattern, words in _patterns(key):
        if found := pattern.search(text):
            said = day_said(found["said"]) if key in DAYS else found["said"]
            return words.format(said=said)
    return None


@cache
def _patterns(key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = load("details")
    rows = table["details"][key]
    return tuple((_compiled(row["pattern"], table), row.get("as", "{said}")) for row in rows)


def _compiled(pattern: str, table: dict[str, str]) -> re.Pattern[str]:
    whole = pattern.replace("{DAY}", table["DAY"]).replace("{NAME}", table["NAME"])
    return re.compile(whole, re.IGNORECASE)
