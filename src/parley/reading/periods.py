"""For how long an amount is paid, and over how many years a grant comes: as said, as like salaries are, as it can be.

In: a text, its numbers and the network's scores of their periods. Out: a period of labels.PERIODS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from parley.data import load
from parley.reading.labels import PERIODS
from parley.reading.number import Number

Scores = NDArray[np.float32]
LIKE = 2.5
"""Salaries of one message within this factor of each other are for one period."""
MOST_AN_HOUR, MOST_A_DAY = 5_000, 1_000_000
"""More than anybody's pay for an hour or a day, in any currency but a few."""


@cache
def _periods() -> re.Pattern[str]:
    rows = load("numerals")["periods"]
    either = "|".join(f"(?P<{period}>{'|'.join(words)})" for period, words in rows.items())
    return re.compile(rf"\s?(?:/|per |a |an |each |every |por |al |pro |im )\s?(?:{either})\b", re.IGNORECASE)


def said_period(text: str, number: Number) -> str | None:
    """The period that stands right behind a number in so many words: "24k a year", "$75/hr"."""
    found = _periods().match(text, number.end)
    return found.lastgroup if found and not number.percent else None


def shared(text: str, numbers: Sequence[Number], sizes: Sequence[float], per: Scores) -> Scores:
    """The scores with one mind about salaries of like size: who is offered 8,200 a month is not asking 9,000 a year.

    `sizes` is what each number is worth if it is a salary, else 0.
    """
    told = [_told(text, number, scores) for number, scores in zip(numbers, per[: len(numbers)], strict=True)]
    mixed = per.copy()
    for at, size in enumerate(sizes):
        if size:
            like = [told[other] for other, its in enumerate(sizes) if size / LIKE <= its <= size * LIKE]
            mixed[at] = np.exp(np.mean(np.log(np.array(like) + 1e-4), axis=0))
    return mixed


def _told(text: str, number: Number, scores: Scores) -> Scores:
    """The scores, all on one period where it is said in so many words."""
    said = said_period(text, number)
    return np.array([period == said for period in PERIODS], np.float32) if said else scores


def likeliest(value: float, currency: str | None, scores: Scores) -> str:
    """The likeliest period that the amount can be pay for."""
    month = load("numerals")["most_a_month"].get(currency, value)
    most = {"hour": MOST_AN_HOUR, "day": MOST_A_DAY, "month": month}
    return next(PERIODS[at] for at in np.argsort(-scores) if value <= most.get(PERIODS[at], value))


_OVER = re.compile(
    r"^(?:\s?[a-z]{2,9}){0,3}?\s?(?:\(|/|over|across|for|vest\w*(?:\sover)?|,)?\s?(?:the\s)?"
    r"(?P<n>\d|three|four|five|two)\s?-?\s?(?:years?|yrs?|y\b)|^\s?/\s?(?P<m>[2-6])(?![\d.])",
    re.IGNORECASE,
)
_WORDS = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}


def years_of_grant(text: str, number: Number, part: str) -> float | None:
    """Over how many years a grant is said to come: "200k/4", "95k equity over 4 years"."""
    if part not in ("equity", "shares", "share_pct"):
        return None
    found = _OVER.search(text[number.end : number.end + 40])
    said = (found["n"] or found["m"]) if found else None
    return None if said is None else _WORDS.get(said.casefold()) or float(said)
