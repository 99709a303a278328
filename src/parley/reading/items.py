"""What the network is asked about one by one: the numbers of a window, then its names.

In: an `Encoded` window and where its names stand. Out: `Items`: for each its first and last piece, the words around
it (hashed)
and facts of where it stands. The same for training and reading.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley.reading.encoding import Encoded, Ints, number_kind, size_of
from parley.reading.layout import layout
from parley.reading.number import Number

Floats = NDArray[np.float32]
Span = tuple[int, int]
BUCKETS = 1 << 14
SETTING = 20
"""Facts of where a number stands: see `_setting`; all zero for a name."""
AROUND = 48
"""Hashed words and pairs of words around an item, of its heading and of the head of its column."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]|\n")


@dataclass(frozen=True, slots=True)
class ItemTable:
    """`sort` is 0 for a number, 1 for a name; `kind` the number's look (`number_kind`), 0 for a name."""

    first: Ints
    last: Ints
    sort: Ints
    kind: Ints
    around: Ints
    setting: Floats
    spans: tuple[Span, ...]


def items_of(window: Encoded, names: Sequence[Span]) -> ItemTable:
    """The items of a window: all its numbers in order, then `names`."""
    numbers = window.candidates
    spans = [*((number.start, number.end) for number in numbers), *names]
    places = [_places(window, span) for span in spans]
    settings = [*_settings(window.text, numbers, window.known), *([0.0] * SETTING for _ in names)]
    marks = [
        *((f"#{number_kind(number)}", f"={number.text.casefold()[-3:]}") for number in numbers),
        *(("#name",) for _ in names),
    ]
    around = [_around(window.text, span, mark) for span, mark in zip(spans, marks, strict=True)]
    return ItemTable(
        first=np.array([first for first, _ in places], dtype=np.int64),
        last=np.array([last for _, last in places], dtype=np.int64),
        sort=np.array([0] * len(numbers) + [1] * len(names), dtype=np.int64),
        kind=np.array([*map(number_kind, numbers), *(0 for _ in names)], dtype=np.int64),
        around=np.array(around, dtype=np.int64).reshape(-1, AROUND),
        setting=np.array(settings, dtype=np.float32).reshape(-1, SETTING),
        spans=tuple(spans),
    )


def _places(window: Encoded, span: Span) -> tuple[int, int]:
    """The first and last piece of a span."""
    starts, ends = window.spans[:, 0], window.spans[:, 1]
    inside = np.flatnonzero((starts < span[1]) & (ends > span[0]) & (starts >= 0))
    return (int(inside[0]), int(inside[-1])) if len(inside) else (0, 0)


_ENDS = re.compile(r"[.!?;\n](?=\s|$)|\n")
_SUPPOSED = re.compile(r"\b(?:if|would|could|unless|when|once|should|suppose|say)\b", re.IGNORECASE)


def _settings(text: str, found: Sequence[Number], known: frozenset[float]) -> list[list[float]]:
    """For each number: its size, marks, place among the others, ratio to the one before, and what its sentence is."""
    sizes = [size_of(number) for number in found]
    return [_setting(text, number, at, sizes, known) for at, number in enumerate(found)]


def _setting(text: str, number: Number, at: int, sizes: Sequence[float], known: frozenset[float]) -> list[float]:
    start = max(
        (match.end() for match in _ENDS.finditer(text, max(number.start - 160, 0), number.start)),
        default=max(number.start - 160, 0),
    )
    stop = _ENDS.search(text, number.end, number.end + 200)
    sentence = text[start : stop.end() if stop else number.end + 200]
    ahead = text[start : number.start]
    quoted = text.count('"', 0, number.start) % 2 == 1
    bracket = ahead.rfind("(") > ahead.rfind(")")
    ratio = sizes[at] / sizes[at - 1] if at and sizes[at - 1] > 0 else 0.0
    steps = [0.0 < ratio < 0.5, 0.5 <= ratio < 0.97, 0.97 <= ratio <= 1.03, 1.03 < ratio <= 1.5, ratio > 1.5]
    alike = [size for other, size in enumerate(sizes) if other != at and 0.5 <= size / max(sizes[at], 1e-9) <= 2]
    return [
        math.log10(max(number.low, 0.01)) / 6, float(number.high is not None), float(number.percent),
        float(number.scaled),
        float(number.signed), min(at, 8) / 8, min(len(sizes), 12) / 12, *map(float, steps), float(sizes[at] in known),
        float(quoted), float(bracket), float(sentence.rstrip().endswith("?")), float(bool(_SUPPOSED.search(ahead))),
        float(bool(alike) and sizes[at] >= max(alike)), float(bool(alike) and sizes[at] <= min(alike)),
        min(len(alike), 5) / 5,
    ]  # fmt: skip


def _around(text: str, span: Span, marks: Sequence[str]) -> list[int]:
    """Hashes of the words before and behind, alone, in pairs and with their distance; of line, heading and column."""
    start, end = span
    ahead = [word.casefold() for word in _WORD.findall(text[max(start - 90, 0) : start])][-7:]
    behind = [word.casefold() for word in _WORD.findall(text[end : end + 90])][:7]
    line = text.rfind("\n", 0, start) + 1
    opening = [word.casefold() for word in _WORD.findall(text[line : min(line + 40, start)])][:3]
    laid = layout(text)
    heading = [word.casefold() for word in _WORD.findall(laid.heading(start))][:4]
    column = [word.casefold() for word in _WORD.findall(laid.column(start))][:3]
    said: list[str] = [*marks, *(f"<{distance}{word}" for distance, word in enumerate(reversed(ahead[-4:])))]
    said += [f">{distance}{word}" for distance, word in enumerate(behind[:4])]
    said += [f"^{word}" for word in heading] + [f"@{word}" for word in column] + [f"|{word}" for word in opening]
    said += [f"<{word}" for word in ahead] + [f">{word}" for word in behind]
    said += [f"<{a}_{b}" for a, b in pairwise(ahead[-4:])]
    said += [f">{a}_{b}" for a, b in pairwise(behind[:4])]
    hashes = [1 + zlib.crc32(word.encode()) % (BUCKETS - 1) for word in said[:AROUND]]
    return hashes + [0] * (AROUND - len(hashes))
