"""Tables of a document: the head of a number's column, and offers side by side, each column a document of its own.

>>> rows = "\\tCorvane\\tBlue Mesa\\nBase salary\\t$94,000\\t$101,500"
>>> [(column.name, column.document) for column in columns_of(rows)]
[('Corvane', 0), ('Blue Mesa', 1)]
>>> columns_of("Component\\tMonthly\\tAnnual\\nBase\\t5,000\\t60,000")
()
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from parley.data import load
from parley.documents.model import Claim
from parley.money import MARKS
from parley.reading.layout import layout
from parley.reading.writing import Writing

WIDTH = 6
"""Characters of a sum, set out to the right."""
OFFERS = 3
"""Columns from which a table holds offers against each other: two, and what its rows are about."""
_CELL = re.compile(r"[^|\t\n]+")
_SUM = re.compile(rf"[{MARKS}]\s?\d|\d[\d.,']{{3,}}\d")
_NO_HEADS = re.compile(rf":(?!\s*(?:\t|\||$))|{_SUM.pattern}")
"""What stands in a row that heads no columns: a label with its value, a sum."""


@dataclass(frozen=True, slots=True)
class LetterColumn:
    """A column's head, where it stands, and which document of the message it is."""

    name: str
    start: int
    end: int
    document: int


Cells = tuple[tuple[str, int, int], ...]


def column_head(message: Writing, place: int) -> str:
    """The head of the column that the place is in, "" for none: by its cell's number, or, where a row leaves cells out,
    by what stands above it.

    >>> from parley.reading.writing import written
    >>> said = written("Component\\tMonthly\\tAnnual\\nBasic\\t5,000\\t60,000")
    >>> column_head(said, 40)
    'Annual'
    """
    lines = layout(message.text)
    first = lines.tables[bisect_right(lines.starts, place) - 1]
    heads = _heads(message.text, first)
    if not heads or heads[-1][2] >= place:
        return lines.column(place) if first >= 0 and not _SUM.search(lines.lines[first]) else ""
    start = message.text.rfind("\n", 0, place) + 1
    end = message.text.find("\n", place)
    row = _cells(message.text[start : end if end >= 0 else len(message.text)], start)
    row = tuple(cell for cell in row if not cell[0].startswith("(") or cell[1] <= place < cell[2])
    at = sum(first <= place for _, first, _ in row) - 1
    if len(row) in (len(heads), len(heads) + 1) and (len(row) > len(heads) or not _is_cornerless(message.text, first)):
        at -= len(row) - len(heads)
        return heads[at][0] if 0 <= at < len(heads) else ""
    return _above(message, place, heads)


@lru_cache(maxsize=64)
def _is_cornerless(text: str, first: int) -> bool:
    """Whether the table's rows have a cell more than its heads: what a row is about has no head."""
    lines = layout(text)
    rows = (_cells(lines.lines[at], 0) for at, table in enumerate(lines.tables) if table == first)
    return max(map(len, rows)) > len(_heads(text, first))


def _above(message: Writing, place: int, heads: Cells) -> str:
    """The head over the place in the original's own columns; "" where its rows are not set out with spaces."""
    if "\t" in message.original or "|" in message.original:
        return ""
    at, last = _indent(message, place), _indent(message, place + WIDTH)
    ends = ((_indent(message, head[1]), _indent(message, head[2] - 1)) for head in heads)
    far = [max(head - last, at - end, 0) for head, end in ends]
    return heads[far.index(min(far))][0]


def _indent(message: Writing, at: int) -> int:
    """How far to the right a character stands in its line of the original."""
    place = message.places[at]
    return place - message.original.rfind("\n", 0, place)


@lru_cache(maxsize=64)
def _heads(text: str, first: int) -> Cells:
    """The cells of the row that heads the table beginning on line `first`: the last before its sums that is about as
    wide as the widest; none where sums stand in it, or labels with their values."""
    lines = layout(text)
    table = [at for at, one in enumerate(lines.tables) if one == first and first >= 0]
    summed = next((at for at in table if _SUM.search(lines.lines[at])), -1)
    widest = max((len(_cells(lines.lines[at], 0)) for at in table), default=0)
    for at in reversed([at for at in table if at < summed]):
        cells = _cells(lines.lines[at], lines.starts[at])
        if len(cells) >= max(widest - 1, 2) and not _NO_HEADS.search(lines.lines[at]):
            return cells
    return ()


@lru_cache(maxsize=64)
def columns_of(text: str) -> tuple[LetterColumn, ...]:
    """The columns of the first table that holds offers against each other; none where its heads name no companies."""
    lines = layout(text)
    for first in dict.fromkeys(at for at in lines.tables if at >= 0):
        cells = _heads(text, first)
        if len(cells) < OFFERS and not _is_cornerless(text, first):
            continue
        named = [cell for cell in cells if not re.match(load("letter")["plain_columns"], cell[0], re.IGNORECASE)]
        rows = lines.tables.count(first)
        head = text[cells[0][1] : cells[-1][2]] if cells else ""
        if len(named) > 1 and len(named) >= len(cells) - 1 and rows > 1 and "," not in head:
            return tuple(LetterColumn(*cell, document) for document, cell in enumerate(named))
    return ()


def _cells(line: str, start: int) -> Cells:
    found: list[tuple[str, int, int]] = []
    for match in _CELL.finditer(line):
        words = match[0].strip()
        if words:
            at = start + match.start() + match[0].index(words)
            found.append((words, at, at + len(words)))
    return tuple(found)


def by_column(claims: Iterable[Claim], text: str) -> list[Claim]:
    """The claims, each of the document that its column is: counted from the right, as a first head may be empty."""
    columns = columns_of(text)
    return [_in_column(claim, text, columns) for claim in claims] if columns else list(claims)


def _in_column(claim: Claim, text: str, columns: tuple[LetterColumn, ...]) -> Claim:
    start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.start)
    row = _cells(text[start : end if end >= 0 else len(text)], start)
    at = len(_cells(text[start : claim.end], start)) - 1
    document = at - (len(row) - len(columns))
    return replace(claim, document=document) if 0 <= document < len(columns) and len(row) > len(columns) else claim
