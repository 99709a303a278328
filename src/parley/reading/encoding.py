"""A message and what came before it as the arrays that the reader's network takes. The same for training and reading.

In: a `Writing`, the earlier messages and the coach's question. Out: `Encoded` windows: word pieces of the context and
of the
message, with three features a piece. What is asked of single numbers and names is in `items.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.data import load
from parley.models.weights import shipped_tokenizer
from parley.reading.english import LONGEST, common
from parley.reading.number import Number
from parley.reading.numbers import numbers
from parley.reading.writing import Writing, written

Ints = NDArray[np.int64]
CLS, SEP, LINE, TAB, TURN, ASKED = 101, 102, 1, 2, 3, 4
"""Pieces of the vocabulary: its own, and spare ones for a line break, a tab, the next message, the coach's question."""
CONTEXT, PIECES = 112, 368
"""Word pieces kept of what came before, and of the message in one window."""
WINDOWS = 14
"""Windows of a message that are read, some 4,000 pieces: a contract of ten pages, whatever its length in a second."""
LEAST_WINDOWS, LETTERS_A_WINDOW = 4, 1000
"""Windows that any message may have, and letters for each further one: English needs one in 1,300; nothing but marks, a
piece each, has no claim to all fourteen."""
SHARED = 56
"""Pieces that two windows of a long message share."""
BEFORE = 5
"""Earlier messages looked at."""
NUMBER_KINDS = 40
CASES = 5
WORD_KINDS = 8


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window of a message: a number a piece in each of `ids`, `kinds` (0 context, 1 message), `number_kind`,
    `case` and
    `word_kind`; `spans` is where the pieces stand in `text` (-1 for what is not of the message). `candidates` are its
    numbers,
    `known` the sizes of the numbers told before."""

    ids: Ints
    kinds: Ints
    number_kind: Ints
    case: Ints
    word_kind: Ints
    spans: Ints
    text: str
    candidates: tuple[Number, ...]
    known: frozenset[float]


@cache
def _tokenizer() -> Any:
    return shipped_tokenizer()


Piece = tuple[int, int, int]
"""The piece's number in the vocabulary, where it starts and ends in its text."""


@lru_cache(maxsize=512)
def _pieces(text: str) -> tuple[Piece, ...]:
    """The word pieces of a text, with its line breaks and tabs as pieces of their own."""
    encoded = _tokenizer().encode(text, add_special_tokens=False)
    found: list[Piece] = []
    past = 0
    for piece, (start, end) in zip(encoded.ids, encoded.offsets, strict=True):
        gap = text[past:start]
        if "\n" in gap or "\t" in gap:
            found += [(LINE if char == "\n" else TAB, past, past) for char in gap if char in "\n\t"][:2]
        found.append((piece, start, end))
        past = end
    return tuple(found)


def encoded(message: Writing, before: Sequence[str] = (), coach: str | None = None) -> tuple[Encoded, ...]:
    """The windows of a message; nearly always one. Each sees the same context."""
    context = _context(before, coach)
    pieces, found = _pieces(message.text), numbers(message.text)
    known = frozenset(
        size_of(number) for earlier in before[-BEFORE:] for number in numbers(written(earlier).text[:2000])
    )
    if len(pieces) <= PIECES:
        return (_window(message.text, context, pieces, found, known),)
    cuts = []
    for at in range(0, max(len(pieces) - SHARED, 1), PIECES - SHARED):
        start, end = pieces[at][1], pieces[min(at + PIECES, len(pieces)) - 1][2]
        first = bisect_left(found, start, key=lambda number: number.start)
        cuts.append((at, tuple(number for number in found[first : first + PIECES] if number.end <= end)))
    return tuple(
        _window(message.text, context, pieces[at : at + PIECES], inside, known)
        for at, inside in _worth_reading(cuts, len(message.original))
    )


Cut = tuple[int, tuple[Number, ...]]
"""Where a window starts among the pieces, and the numbers in it."""


def _worth_reading(cuts: Sequence[Cut], letters: int) -> list[Cut]:
    """Of too many windows the first, the last, and those with the most numbers that carry a mark, in order."""
    most = min(WINDOWS, LEAST_WINDOWS + letters // LETTERS_A_WINDOW)
    if len(cuts) <= most:
        return list(cuts)

    def marked(at: int) -> int:
        return sum(number.signed or number.scaled or number.percent for number in cuts[at][1])

    middle = sorted(range(1, len(cuts) - 1), key=marked, reverse=True)[: most - 2]
    return [cuts[at] for at in sorted({0, len(cuts) - 1, *middle})]


def _context(before: Sequence[str], coach: str | None) -> list[tuple[int, int, int, int]]:
    """Pieces of what came before, with their features; the oldest are cut off."""
    rows: list[tuple[int, int, int, int]] = []
    for earlier in before[-BEFORE:]:
        rows += [*_features(written(earlier).text[:2000]), (TURN, 0, 0, 0)]
    if coach:
        rows += [(ASKED, 0, 0, 0), *_features(written(coach).text[-600:])]
    return rows[-CONTEXT:]


def _features(text: str) -> list[tuple[int, int, int, int]]:
    pieces = _pieces(text)
    return _featured(text, pieces, numbers(text), _is_shouted(text))


def _featured(
    text: str, pieces: Sequence[Piece], found: Sequence[Number], shouted: bool
) -> list[tuple[int, int, int, int]]:
    kinds = _number_kinds(pieces, found)
    return [
        (piece, kind, _case(text[a:b].lower() if shouted else text[a:b]), _word_kind(text, a, b))
        for (piece, a, b), kind in zip(pieces, kinds, strict=True)
    ]


@lru_cache(maxsize=64)
def _is_shouted(text: str) -> bool:
    """Whether nearly all of a text is in capitals, so that they tell no name from another word."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _window(
    text: str,
    context: list[tuple[int, int, int, int]],
    pieces: Sequence[Piece],
    found: tuple[Number, ...],
    known: frozenset[float],
) -> Encoded:
    ahead = [(CLS, 0, 0, 0), *context, (SEP, 0, 0, 0)]
    rows = [*ahead, *_featured(text, pieces, found, _is_shouted(text)), (SEP, 0, 0, 0)]
    shift = len(ahead)
    spans = [(-1, -1)] * shift + [(a, b) for _, a, b in pieces] + [(-1, -1)]
    columns = np.array(rows, dtype=np.int64).T
    return Encoded(
        ids=columns[0],
        kinds=np.array([0] * shift + [1] * (len(pieces) + 1), dtype=np.int64),
        number_kind=columns[1],
        case=columns[2],
        word_kind=columns[3],
        spans=np.array(spans, dtype=np.int64),
        text=text,
        candidates=found,
        known=known,
    )


def _number_kinds(pieces: Sequence[Piece], found: Sequence[Number]) -> list[int]:
    kinds = [0] * len(pieces)
    at = 0
    for index, (_, a, b) in enumerate(pieces):
        while at < len(found) and found[at].end <= a:
            at += 1
        if at < len(found) and found[at].start < b and a < found[at].end:
            kinds[index] = number_kind(found[at])
    return kinds


def size_of(number: Number) -> float:
    """A number below a thousand and the same in thousands are one size."""
    return number.low / 1000 if number.low >= 1000 and not number.percent else number.low


def number_kind(number: Number) -> int:
    """What a number looks like, as one of `NUMBER_KINDS`: percent, or its size in thirds of a power of ten, by its
    marks.

    1 to 3: percentages; 4 to 18 bare, 19 to 29 signed, 30 to 39 scaled.
    """
    value = number.low
    if number.percent:
        return 1 if value < 3 else 2 if value < 30 else 3
    size = math.log10(value) if value >= 1 else -1.0
    if number.scaled:
        return 30 + min(max(int((size - 3) * 2), 0), 9)
    if number.signed:
        return 19 + min(max(int(size * 1.5) + 1, 0), 10)
    return 4 + min(max(int(size * 2.5) + 1, 0), 14)


def _case(word: str) -> int:
    """0 no letters, 1 small, 2 capital, 3 all capitals, 4 mixed."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 0
    if all(char.islower() for char in letters):
        return 1
    if word[:1].isupper() and all(char.islower() for char in letters[1:]):
        return 2
    return 3 if all(char.isupper() for char in letters) else 4


def _word_kind(text: str, start: int, end: int) -> int:
    """0 no word; 1 a common one; 2 none that is known; 3 a place; 4 a given name; 5 of a role; 6 of a company."""
    first, last = max(start - LONGEST, 0), min(end + LONGEST, len(text))
    while start > first and text[start - 1].isalpha():
        start -= 1
    while end < last and text[end].isalpha():
        end += 1
    word = text[start:end].casefold()
    return _kind_of(word) if word[:1].isalpha() else 0


@lru_cache(maxsize=20000)
def _kind_of(word: str) -> int:
    for kind, words in enumerate(_lists(), 3):
        if word in words:
            return kind
    return 1 if common(word) else 2


@cache
def _lists() -> tuple[frozenset[str], ...]:
    """Single words of places, people, roles and companies; those that are common words as well tell nothing."""
    places = load("regions")
    named = [row.get("name", "") for row in places["countries"].values()]
    spelt = [spelling for row in places["countries"].values() for spelling in row.get("also", ())]
    towns = [
        *places.get("places", {}),
        *(s for row in places.get("places", {}).values() for s in (row or {}).get("also", ())),
    ]
    people = load("given_names")["given"].split()
    roles = [word for row in load("roles")["roles"].values() for also in row["also"] for word in also.split()]
    firms = [word for name, also in load("companies")["nicknames"].items() for word in (name, *also) if " " not in word]
    groups = ([*named, *spelt, *towns], people, roles, firms)
    return tuple(frozenset(str(word).casefold() for word in group if " " not in str(word)) for group in groups)
