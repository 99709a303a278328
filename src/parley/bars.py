"""A picture of amounts as lines of text that anyone can read, and that a print draws: one bar a line.

A line is a name, then pieces apart by semicolons; a piece lies on the bar where it says so, in per cent of its length:
from and to for a stretch, one number for a mark. In: bars. Out: lines, and back.

>>> line = "Base a year: £125K to £163K, at 8-92%; their offer £130K, at 19%"
>>> read_bar(line)
Bar(name='Base a year', pieces=(Piece(text='£125K to £163K', start=8, end=92), \
Piece(text='their offer £130K', start=19, end=None)))
>>> write_bar(read_bar(line)) == line
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = "bars"
"""What the fence around the lines is called."""
PLACED = re.compile(r"(?P<text>.+), at (?P<start>\d{1,3})(?:-(?P<end>\d{1,3}))?%")
NAMED = re.compile(r"(?P<name>.+?): (?P<pieces>.+)")
DIGIT = re.compile(r"\d")
UNSAFE = re.compile(r"[`\n]|[:;](?=\s)")
"""What would end a name, a piece, a line or the fence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words; `start` and `end` say where they lie, in per cent: both for a stretch, `start` for a mark, else none."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a picture."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The line without its places, and without stretches that are told by their colour."""
        return "; ".join(piece.text for piece in self.pieces if piece.end is None or DIGIT.search(piece.text))


def write_bar(bar: Bar) -> str:
    """The bar as a line of text.

    >>> write_bar(Bar("a; b: c", (Piece("d"), Piece("base", 0, 60))))
    'a, b, c: d; base, at 0-60%'
    """
    return f"{_safe(bar.name)}: {'; '.join(map(_written, bar.pieces))}"


def _written(piece: Piece) -> str:
    if piece.start is None:
        return _safe(piece.text)
    return f"{_safe(piece.text)}, at {piece.start}{'' if piece.end is None else f'-{piece.end}'}%"


def _safe(text: str) -> str:
    return UNSAFE.sub(",", text)


def read_bar(line: str) -> Bar | None:
    """The line as a bar; None where it is none.

    >>> read_bar("no bar")
    """
    found = NAMED.fullmatch(line.strip())
    return Bar(found["name"], tuple(map(_piece, found["pieces"].split("; ")))) if found else None


def _piece(text: str) -> Piece:
    found = PLACED.fullmatch(text)
    if not found:
        return Piece(text)
    return Piece(found["text"], _within(found["start"]), _within(found["end"]) if found["end"] else None)


def _within(percent: str) -> int:
    return min(int(percent), 100)


def fenced(bars: tuple[Bar, ...]) -> str:
    """Bars as a fence of a page's text; empty where there is none."""
    lines = "\n".join(map(write_bar, bars))
    return f"```{FENCE}\n{lines}\n```" if bars else ""
