"""A message and what came before it as the arrays that the reader's network takes. The same for training and reading.

In: a `Writing`, the earlier messages and the coach's question. Out: an `Encoded`: word pieces of the context and of the
message, three features a piece, and for each candidate number its pieces and the words around it.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.data import load
from parley.models.weights import tokenizer, weights_folder
from parley.reading.english import common
from parley.reading.number import Number
from parley.reading.numbers import numbers
from parley.reading.writing import Writing, written

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
CLS, SEP, PAD, LINE, TAB, TURN, ASKED = 101, 102, 0, 1, 2, 3, 4
"""Pieces of the vocabulary: its own, and spare ones for a line break, a tab, the next message, the coach's question."""
CONTEXT, PIECES = 112, 368
"""Word pieces kept of what came before, and of the message in one window."""
SHARED = 96
"""Pieces that two windows of a long message share."""
BEFORE = 5
"""Earlier messages looked at."""
NUMBER_KINDS = 40
CASES = 5
WORD_KINDS = 8
BUCKETS = 1 << 14
SETTING = 20
"""Facts of where a number stands: see `_setting`."""
AROUND = 40
"""Hashed words and pairs of words around a number."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]|\n")


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window: `ids`, `kinds` (0 context, 1 message), `number_kind`, `case` and `word_kind` a piece; `first` and `last`
    piece, `setting` and `around` a candidate; `spans` of the pieces in the message (-1 outside it); the candidates themselves."""

    ids: Ints
    kinds: Ints
    number_kind: Ints
    case: Ints
    word_kind: Ints
    spans: Ints
    setting: Floats
    first: Ints
    last: Ints
    around: Ints
    candidates: tuple[Number, ...]


@cache
def _tokenizer() -> Any:
    return tokenizer(weights_folder() / "tokenizer.json")


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
    known = frozenset(_size(number) for earlier in before[-BEFORE:] for number in numbers(written(earlier).text[:2000]))
    if len(pieces) <= PIECES:
        return (_window(message.text, context, pieces, found, known),)
    windows = []
    for at in range(0, max(len(pieces) - SHARED, 1), PIECES - SHARED):
        part = pieces[at : at + PIECES]
        start, end = part[0][1], part[-1][2]
        inside = tuple(n for n in found if start <= n.start and n.end <= end)
        windows.append(_window(message.text, context, part, inside, known))
    return tuple(windows)


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
    kinds = _number_kinds(pieces, numbers(text))
    return [
        (piece, kind, _case(text[a:b]), _word_kind(text, a, b))
        for (piece, a, b), kind in zip(pieces, kinds, strict=True)
    ]


def _window(
    text: str,
    context: list[tuple[int, int, int, int]],
    pieces: Sequence[Piece],
    found: tuple[Number, ...],
    known: frozenset[float],
) -> Encoded:
    ahead = [(CLS, 0, 0, 0), *context, (SEP, 0, 0, 0)]
    kinds = _number_kinds(pieces, found)
    rows = [
        *ahead,
        *(
            (piece, kind, _case(text[a:b]), _word_kind(text, a, b))
            for (piece, a, b), kind in zip(pieces, kinds, strict=True)
        ),
        (SEP, 0, 0, 0),
    ]
    shift = len(ahead)
    spans = [(-1, -1)] * shift + [(a, b) for _, a, b in pieces] + [(-1, -1)]
    kept = [(number, *_places(pieces, number)) for number in found]
    kept = [one for one in kept if one[1] >= 0]
    columns = np.array(rows, dtype=np.int64).T
    return Encoded(
        ids=columns[0],
        kinds=np.array([0] * shift + [1] * (len(pieces) + 1), dtype=np.int64),
        number_kind=columns[1],
        case=columns[2],
        word_kind=columns[3],
        spans=np.array(spans, dtype=np.int64),
        setting=np.array(_settings(text, [number for number, _, _ in kept], known), dtype=np.float32).reshape(
            -1, SETTING
        ),
        first=np.array([first + shift for _, first, _ in kept], dtype=np.int64),
        last=np.array([last + shift for _, _, last in kept], dtype=np.int64),
        around=np.array([_around(text, number) for number, _, _ in kept], dtype=np.int64).reshape(-1, AROUND),
        candidates=tuple(number for number, _, _ in kept),
    )


def _places(pieces: Sequence[Piece], number: Number) -> tuple[int, int]:
    """The first and last piece of a number, -1 where it has none."""
    inside = [index for index, (_, a, b) in enumerate(pieces) if a < number.end and number.start < b]
    return (inside[0], inside[-1]) if inside else (-1, -1)


def _number_kinds(pieces: Sequence[Piece], found: Sequence[Number]) -> list[int]:
    kinds = [0] * len(pieces)
    at = 0
    for index, (_, a, b) in enumerate(pieces):
        while at < len(found) and found[at].end <= a:
            at += 1
        if at < len(found) and found[at].start < b and a < found[at].end:
            kinds[index] = number_kind(found[at])
    return kinds


def number_kind(number: Number) -> int:
    """What a number looks like, as one of `NUMBER_KINDS`: percent, or its size in thirds of a power of ten, by its marks.

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
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
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


def _size(number: Number) -> float:
    """A number below a thousand and the same in thousands are one size."""
    return number.low / 1000 if number.low >= 1000 and not number.percent else number.low


_ENDS = re.compile(r"[.!?;\n](?=\s|$)|\n")
_SUPPOSED = re.compile(r"\b(?:if|would|could|unless|when|once|should|suppose|say)\b", re.IGNORECASE)


def _settings(text: str, found: Sequence[Number], known: frozenset[float]) -> list[list[float]]:
    """For each number: its size, marks, place among the others, ratio to the one before, and what its sentence is."""
    sizes = [_size(number) for number in found]
    return [_setting(text, number, at, sizes, known) for at, number in enumerate(found)]


def _setting(text: str, number: Number, at: int, sizes: Sequence[float], known: frozenset[float]) -> list[float]:
    start = max(
        (match.end() for match in _ENDS.finditer(text, max(number.start - 160, 0), number.start)),
        default=max(number.start - 160, 0),
    )
    stop = _ENDS.search(text, number.end)
    sentence = text[start : stop.end() if stop else len(text)]
    ahead = text[start : number.start]
    quoted = text.count('"', 0, number.start) % 2 == 1
    bracket = ahead.rfind("(") > ahead.rfind(")")
    ratio = sizes[at] / sizes[at - 1] if at and sizes[at - 1] > 0 else 0.0
    steps = [0.0 < ratio < 0.5, 0.5 <= ratio < 0.97, 0.97 <= ratio <= 1.03, 1.03 < ratio <= 1.5, ratio > 1.5]
    alike = [size for other, size in enumerate(sizes) if other != at and 0.5 <= size / max(sizes[at], 1e-9) <= 2]
    return [
        math.log10(max(number.low, 0.01)) / 6, float(number.high is not None), float(number.percent), float(number.scaled),
        float(number.signed), min(at, 8) / 8, min(len(sizes), 12) / 12, *map(float, steps), float(sizes[at] in known),
        float(quoted), float(bracket), float(sentence.rstrip().endswith("?")), float(bool(_SUPPOSED.search(ahead))),
        float(bool(alike) and sizes[at] >= max(alike)), float(bool(alike) and sizes[at] <= min(alike)), min(len(alike), 5) / 5,
    ]  # fmt: skip


def _around(text: str, number: Number) -> list[int]:
    """Hashes of the words before and behind a number, alone, in pairs and with their distance; of its line's first words."""
    ahead = [word.casefold() for word in _WORD.findall(text[max(number.start - 90, 0) : number.start])][-7:]
    behind = [word.casefold() for word in _WORD.findall(text[number.end : number.end + 90])][:7]
    line = text.rfind("\n", 0, number.start) + 1
    opening = [word.casefold() for word in _WORD.findall(text[line : min(line + 40, number.start)])][:3]
    said: list[str] = [f"<{distance}{word}" for distance, word in enumerate(reversed(ahead[-4:]))]
    said += [f">{distance}{word}" for distance, word in enumerate(behind[:4])]
    said += [f"<{word}" for word in ahead] + [f">{word}" for word in behind]
    said += [f"<{a}_{b}" for a, b in zip(ahead[-4:], ahead[-3:], strict=False)]
    said += [f">{a}_{b}" for a, b in zip(behind[:4], behind[1:4], strict=False)]
    said += [f"|{word}" for word in opening] + [f"#{number_kind(number)}", f"={number.text.casefold()[-3:]}"]
    hashes = [1 + zlib.crc32(word.encode()) % (BUCKETS - 1) for word in said[:AROUND]]
    return hashes + [0] * (AROUND - len(hashes))
