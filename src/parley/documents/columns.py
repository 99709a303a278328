"""Offers side by side in a table: each column that is headed by a name is a document of its own.

>>> rows = "\\tCorvane\\tBlue Mesa\\nBase salary\\t$94,000\\t$101,500"
>>> [(column.name, column.document) for column in columns_of(rows)]
[('Corvane', 0), ('Blue Mesa', 1)]
>>> columns_of("Component\\tMonthly\\tAnnual\\nBase\\t5,000\\t60,000")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from parley.data import load
from parley.documents.model import Claim
from parley.reading.layout import layout

_CELL = re.compile(r"[^|\t\n]+")


@dataclass(frozen=True, slots=True)
class LetterColumn:
    """A column's head, where it stands, and which document of the message it is."""

    name: str
    start: int
    end: int
    document: int


@lru_cache(maxsize=64)
def columns_of(text: str) -> tuple[LetterColumn, ...]:
    """The columns of the first table that holds offers against each other; none where its heads name no companies."""
    lines = layout(text)
    for first in dict.fromkeys(at for at in lines.tables if at >= 0):
        cells = list(_cells(lines.lines[first], lines.starts[first]))
        named = [cell for cell in cells if not re.match(load("letter")["plain_columns"], cell[0], re.IGNORECASE)]
        rows = lines.tables.count(first)
        if len(named) > 1 and len(named) >= len(cells) - 1 and rows > 1 and "," not in lines.lines[first]:
            return tuple(LetterColumn(*cell, document) for document, cell in enumerate(named))
    return ()


def _cells(line: str, start: int) -> Iterator[tuple[str, int, int]]:
    for match in _CELL.finditer(line):
        words = match[0].strip()
        if words:
            at = start + match.start() + match[0].index(words)
            yield words, at, at + len(words)


def by_column(claims: Iterable[Claim], text: str) -> list[Claim]:
    """The claims, each of the document that its column is: counted from the right, as a first head may be empty."""
    columns = columns_of(text)
    return [_in_column(claim, text, columns) for claim in claims] if columns else list(claims)


def _in_column(claim: Claim, text: str, columns: tuple[LetterColumn, ...]) -> Claim:
    start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.start)
    row = [cell for cell, first, _ in _cells(text[start : end if end >= 0 else len(text)], start)]
    at = len([first for _, first, _ in _cells(text[start : claim.end], start)]) - 1
    document = at - (len(row) - len(columns))
    return replace(claim, document=document) if 0 <= document < len(columns) and len(row) > len(columns) else claim
