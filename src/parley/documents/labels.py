"""What a letter's own words say of a number: the label that belongs to it (data/letter.yaml).

>>> line = "base $196,500, equity $190,000 over 4 years, sign-on $15,000, 15% discretionary"
>>> [label_of(line, at, at + 8, "money").part for at in (5, 22, 53)]
['base', 'equity', 'signing']
>>> label_of(line, 62, 65, "percent").part
'bonus'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from parley.data import load
from parley.money import MARKS

EXPLICIT, FARTHEST, BEHIND = 9, 34, 4
"""The cost up to which a label is beyond doubt, and from which on it is none; "per share" stands right behind."""
CLOSED = 8
"""What a bracket that closes between a label and its number adds."""
_SUM = re.compile(rf"[{MARKS}]\s?\d|\d[\d.,']{{2,}}\d|\d\s?(?:k|%|lpa|lakhs?)(?!\w)", re.IGNORECASE)
"""A number that has words of its own: none behind it name the number before it."""
_JOINS = re.compile(r"\b(?:and|plus|with|or|und|et|y|but|then|while)\b|[+&]")
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b(?![.,]\d))\d[\d.,']*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Label:
    """Words that name a part, at `text[start:end]`; `cost` is how far they are from the number, 0 right beside it."""

    part: str
    words: str
    start: int
    end: int
    cost: int = 0

    @property
    def explicit(self) -> bool:
        """Whether the words overrule any other reading."""
        return self.cost <= EXPLICIT


@cache
def _patterns() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    rows = load("letter")["labels"].items()
    return tuple(
        (part, frozenset(row["takes"]), re.compile(rf"(?<!\w)(?:{'|'.join(row['words'])})(?!\w)", re.IGNORECASE))
        for part, row in rows
    )


@cache
def _free() -> frozenset[str]:
    return frozenset(load("letter")["free"].split())


@lru_cache(maxsize=2048)
def labels_in(text: str, kind: str) -> tuple[Label, ...]:
    """The labels of a text that a number of the kind can be about, in order; of two that overlap the longer."""
    found = [
        Label(part, match[0], match.start(), match.end())
        for part, takes, pattern in _patterns()
        if kind in takes
        for match in pattern.finditer(text)
        if match[0]
    ]
    kept: list[Label] = []
    for label in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(label.start < other.end and other.start < label.end for other in kept):
            kept.append(label)
    return tuple(sorted(kept, key=lambda one: one.start))


def label_of(text: str, start: int, end: int, kind: str) -> Label | None:
    """The label of the number at `text[start:end]`; None where no words are near enough."""
    priced = sorted(_priced(text, start, end, labels_in(text, kind)), key=lambda one: one.cost)
    return priced[0] if priced and priced[0].cost <= FARTHEST else None


def _priced(text: str, start: int, end: int, labels: Sequence[Label]) -> Iterator[Label]:
    for label in labels:
        if label.end <= start:
            between = [other for other in labels if label.end <= other.start and other.end <= start]
            cost = _gap(text[label.end : start], before=True) + 4 * len(between)
        elif label.start >= end:
            if _SUM.search(text, end, label.start):
                continue
            between = [other for other in labels if end <= other.start and other.end <= label.start]
            cost = 2 + _gap(text[end : label.start], before=False) + 6 * len(between)
        else:
            cost = 0
        per = label.words[:4].casefold() == "per " and label.words.casefold() != "per diem"
        if per and (label.start < end or cost > BEHIND):
            continue
        yield Label(label.part, label.words, label.start, label.end, cost)


def _gap(gap: str, *, before: bool) -> int:
    """How far apart the words between a label and its number put them."""
    words = [word.casefold() for word in _WORD.findall(gap)]
    far = sum(2 for word in words if word not in _free())
    joins = len(_JOINS.findall(gap))
    numbers = len(_NUMBER.findall(gap))
    commas = gap.count(",") + gap.count("/") + gap.count("(") * (not before)
    colon = ":" in gap and not before
    closed = max(gap.count(")") - gap.count("("), 0) if before else 0
    return (
        far
        + 9 * joins
        + (14 if before else 18) * numbers
        + (4 if before else 9) * commas
        + 20 * colon
        + CLOSED * closed
    )
