"""Amounts in words, as people dictate them: "eighty five k", "ninety-two thousand pounds", "one seventy five base".

In: a message. Out: `Spoken` numbers with their places; the words around them say what they are.

>>> [(str(number.value), number.text) for number in spoken("eighty five k, a hundred and twenty thousand")]
[('85000', 'eighty five k'), ('120000', 'a hundred and twenty thousand')]
>>> [str(number.value) for number in spoken("one seventy five base, two years, one hundred people, twenty k")]
['175000', '20000']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parley.data import load

ONES = {word: number for number, word in enumerate(load("number_words")["ones"])}
TENS = {word: number * 10 for number, word in enumerate(load("number_words")["tens"], 2)}
SCALES: dict[str, int] = load("number_words")["scales"]
_SMALL = "|".join((*TENS, *sorted(ONES, key=len, reverse=True)))
_HUNDREDS = rf"(?:(?:{'|'.join(ONES)}|a)[\s-]hundred(?:[\s-]and)?|(?:one|two|three)(?=[\s-](?:{'|'.join(TENS)})\b))"
_PATTERN = re.compile(
    rf"\b(?:{_HUNDREDS}[\s-])?(?:{_SMALL})(?:[\s-](?:{_SMALL}))?[\s-](?P<scale>{'|'.join(SCALES)})\b"
    rf"|\b(?:a|one|two|three)[\s-]hundred[\s-](?P<round>k|grand|thousand)\b"
    rf"|\b(?:one|two|three)[\s-](?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES)}))?(?=\s(?:base|salary|basic)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: its value in whole units, and its place."""

    value: Decimal
    text: str
    start: int
    end: int


def spoken(text: str) -> Iterator[Spoken]:
    """Every amount in words, in order; a number without its scale only right before "base" or "salary"."""
    for match in _PATTERN.finditer(text):
        words = re.split(r"[\s-]+", match[0].lower())
        scale = SCALES.get(words[-1])
        value = _value(words[:-1] if scale else words) * (scale or 1000)
        yield Spoken(Decimal(value), match[0], match.start(), match.end())


def _value(words: Sequence[str]) -> int:
    """`one hundred and twenty`, `one seventy five`: the first digit before tens is hundreds."""
    total = 0
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in ONES and behind in TENS:
            total += ONES[word] * 100
        else:
            total += TENS.get(word, ONES.get(word, 0))
    return total
