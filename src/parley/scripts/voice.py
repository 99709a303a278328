"""How a finished text sounds: words behind a greeting, spans of years, and no contractions in a formal letter.

>>> formal("I'd like to talk. It isn't urgent, and I'll wait."), years_span(1), years_span(4)
('I would like to talk. It is not urgent, and I will wait.', 'one year', 'four years')
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    """A small number as a letter writes it.

    >>> number_word(4), number_word(12)
    ('four', '12')
    """
    return WORDS[number] if number < len(WORDS) else str(number)


def years_span(years: int) -> str:
    """A number of years, one of them in the singular."""
    return f"{number_word(years)} year{'' if years == 1 else 's'}"


def run_on(text: str) -> str:
    """A text that goes on behind a greeting and its comma.

    >>> run_on("Thanks again."), run_on("I hear you."), run_on("I'd like to talk.")
    ('thanks again.', 'I hear you.', "I'd like to talk.")
    """
    return text if re.match(r"I\b|\[", text) else text[:1].lower() + text[1:]


def formal(text: str) -> str:
    """The text with every contraction written out (data/contractions.yaml); what stands in a blank stays."""
    parts = re.split(r"(\[[^\[\]\n]*\])", text)
    return "".join(part if part.startswith("[") else _written_out(part) for part in parts)


def _written_out(text: str) -> str:
    return _contraction().sub(lambda found: _full(found[0]), text)


def _full(word: str) -> str:
    words = str(load("contractions")[word.lower()])
    return words[:1].upper() + words[1:] if word[0].isupper() else words


@cache
def _contraction() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('contractions')))})\b", re.IGNORECASE)
