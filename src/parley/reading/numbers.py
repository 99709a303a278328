"""Every number of a text that might be pay, in every notation that people use: spans with their parse, no meaning yet.

In: a text as written at the door (`parley.reading.writing`). Out: `Number`s in order, each with the rule that found it.
What a number is (pay or not, which part, whose) is not decided here: "L4", "5 years" and "2026" are numbers too.

>>> [(n.text, n.low, n.high, n.currency) for n in numbers("£130k base, 12 lpa, 38-44k")]
[('£130k', 130000.0, None, 'GBP'), ('12 lpa', 1200000.0, None, None), ('38-44k', 38000.0, 44000.0, None)]
>>> [(n.text, n.low, n.percent) for n in numbers("one eighty five base, ten per cent, 4.200 € brutto")]
[('one eighty five', 185.0, False), ('ten per cent', 10.0, True), ('4.200 €', 4200.0, False)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parley.reading.digits import in_digits
from parley.reading.number import Number
from parley.reading.spoken import in_words


@lru_cache(maxsize=64)
def numbers(text: str) -> tuple[Number, ...]:
    """Every number of `text` in order, ranges joined; see `Number`. Linear in the length of the text."""
    found = sorted([*in_digits(text), *in_words(text)], key=lambda number: number.start)
    apart: list[Number] = []
    for number in found:
        if not apart or number.start >= apart[-1].end:
            apart.append(number)
    return tuple(_joined(text, apart))


_BRIDGE = re.compile(
    r"[ ]?(?:-|–|—|~|to|bis|or|à|do)\s?|\s(?:to|and|or|up to|max)\s|(?:k|K)?\s?(?:-|–|—)\s?", re.IGNORECASE
)
_MOVED = re.compile(
    r"(?<!goes )(?<!ranges )(?<!range )(?<!is )(?<!runs )\bfrom[ ]$"
    r"|\b(?:went|bump\w*|rais\w+|rose|increas\w+|upp\w+|lift\w*|jump\w*|drop\w*|cut|reduc\w+|chang\w+|push\w*|budged?|improv\w+|nudg\w+|crept)"
    r"\b[^.:\n]{0,24}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|btw|entre|zwischen)\s(?:\w+\s)?$", re.IGNORECASE)


def _joined(text: str, found: list[Number]) -> Iterator[Number]:
    """Ranges made of two numbers: "38-44k", "$145,000 – $210,000", "between 90 and 95"; "from 85 to 92" is two."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        joined = _range(text, one, other) if other else None
        yield joined or one
        at += 2 if joined else 1


def _range(text: str, one: Number, other: Number) -> Number | None:
    if one.high is not None or other.high is not None or not _is_bridge(text, one, other):
        return None
    low, high = _scaled_alike(one, other)
    if low >= high or (high > 6 * low and low < 1000):
        return None
    return Number(
        one.start, other.end, text[one.start : other.end], low, high, one.currency or other.currency,
        one.shared or other.shared, percent=one.percent or other.percent, scaled=one.scaled or other.scaled,
        signed=one.signed or other.signed, rule="range",
    )  # fmt: skip


def _is_bridge(text: str, one: Number, other: Number) -> bool:
    """Whether what stands between two numbers makes a range of them."""
    gap = text[one.end : other.start]
    unlike = (one.percent and other.signed and not other.percent) or (other.percent and one.scaled)
    if len(gap) > 8 or "\n" in gap or unlike or not _BRIDGE.fullmatch(gap):
        return False
    word = gap.strip().casefold()
    ahead = text[max(one.start - 40, 0) : one.start]
    if word in ("and", "to") and _BETWEEN.search(ahead):
        return True
    if word == "or":
        return one.low < other.low <= 1.1 * one.low
    return word != "and" and not (word == "to" and _MOVED.search(ahead))


def _scaled_alike(one: Number, other: Number) -> tuple[float, float]:
    """Both ends in the same scale: "38-44k", "3-4.000", "90k-95"."""
    low, high = one.low, other.low
    if other.scaled and not one.scaled and not other.percent and low < high:
        low *= 1000.0 if 1000 <= high < 1e6 and low < 1000 else _scale_of(other)
    elif other.rule == "grouped" and low * 1000 < high and low < 1000 and not one.signed:
        low *= 1000
    elif one.scaled and not other.scaled and high < low:
        high *= _scale_of(one)
    return low, high


def _scale_of(number: Number) -> float:
    return next((scale for scale in (1e7, 1e6, 1e5, 1e4, 1e3) if number.low >= scale), 1.0)
