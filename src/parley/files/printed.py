"""Words with their places on a page -> lines as a person reads them.

Words on one height are a line; a wide gap is a column, and becomes a tab; lines that were broken only because the next
word did not fit are one line again; what goes on under a table's cell belongs to the cell, and what stands between two
drawn lines of a table (`ruled.py`) is one row of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

COLUMN = 1.0
"""Heights of a line that are a gap between columns; between words there is a quarter of one."""
GUTTER = 0.6
"""The same where all lines of a row are looked at together."""
NEXT = 1.75
"""Heights from one line to the next in a paragraph, at most."""
CLOSE = 1.4
"""The same in a cell of a table, whose rows stand farther apart."""
WIDE = 0.6
"""Of the page's text: a line so long can be one that was broken."""
LISTED = re.compile(r"(?:[-*–—+•·▪●o]|\(?\w{1,3}[.)])(?:\s|$)")
LEADERS = re.compile(r"\s*(?:\.{4,}|…{2,}|_{4,}|(?:\. ){4,})\s*")


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word and its box, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall its line is."""
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        """How high it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class RowBox:
    """Where a table's row stands on the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, word: PrintedWord) -> bool:
        """Whether a word stands in it."""
        return self.bottom < word.middle < self.top and self.left - 3 < word.left and word.right < self.right + 3


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line: its cells (one where it is no row of a table), each with its left edge, and its box."""

    cells: tuple[str, ...]
    lefts: tuple[float, ...]
    right: float
    middle: float
    height: float
    first: float
    """How wide its first word is."""
    ruled: bool = False
    """Whether it is a table's row by drawn lines: all of it, and nothing more."""


def printed_lines(words: Sequence[PrintedWord], bands: Sequence[RowBox] = ()) -> list[str]:
    """The lines of a page, with an empty one where there is a gap; `bands` are the rows of its drawn tables.

    >>> row = PrintedWord("Base", 50, 100, 80, 112), PrintedWord("£95,000", 300, 100, 350, 112)
    >>> printed_lines([*row, PrintedWord("Dear", 50, 140, 75, 152)])
    ['Dear', '', 'Base\\t£95,000']
    """
    ruled, others = _in_bands(words, bands)
    lines = sorted(chain((_line(row) for row in _rows(others)), ruled), key=lambda line: -line.middle)
    return list(_written(_whole(lines), lines))


def _in_bands(words: Sequence[PrintedWord], bands: Sequence[RowBox]) -> tuple[list[PrintedLine], list[PrintedWord]]:
    """The rows of the drawn tables, and the words outside them."""
    found: list[PrintedLine] = []
    others = list(words)
    for band in bands:
        inside = [word for word in others if band.holds(word)]
        columns = list(_columns(inside))
        if len(columns) > 1:
            cells = tuple(
                " ".join(chain.from_iterable(_line(row).cells for row in _rows(column))) for column in columns
            )
            lefts = tuple(column[0].left for column in columns)
            height = max(word.height for word in inside)
            found.append(PrintedLine(cells, lefts, band.right, (band.top + band.bottom) / 2, height, 0.0, ruled=True))
            others = [word for word in others if not band.holds(word)]
    return found, others


def _columns(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Words that stand over each other, from left to right."""
    column: list[PrintedWord] = []
    right = 0.0
    for word in sorted(words, key=lambda each: each.left):
        if column and word.left - right > GUTTER * word.height:
            yield column
            column = []
        right = max(right, word.right) if column else word.right
        column.append(word)
    if column:
        yield column


def _rows(words: Sequence[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Words on one height, the highest first, each row from left to right."""
    row: list[PrintedWord] = []
    for word in sorted(words, key=lambda word: -word.middle):
        if row and row[0].middle - word.middle > 0.5 * min(row[0].height, word.height):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _line(row: Sequence[PrintedWord]) -> PrintedLine:
    height = max(word.height for word in row)
    cells: list[list[str]] = []
    lefts: list[float] = []
    right = float("-inf")
    for word in row:
        if not cells or word.left - right > COLUMN * height:
            cells.append([])
            lefts.append(word.left)
        elif word.left - right < 0.12 * height and cells[-1]:  # one word that the page puts down in pieces
            cells[-1][-1] += word.text
            right = max(right, word.right)
            continue
        cells[-1].append(word.text)
        right = max(right, word.right)
    first = row[0]
    return PrintedLine(tuple(map(" ".join, cells)), tuple(lefts), right, first.middle, height, first.right - first.left)


def _whole(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines that belong together as one; each keeps the height of its last, so that gaps are seen."""
    left = min((line.lefts[0] for line in lines), default=0.0)
    edge = max((line.right for line in lines if len(line.cells) == 1), default=0.0)
    whole: list[PrintedLine] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before and _is_near(before, line, CLOSE) and _under_cell(before, line):
            cells = (*before.cells[:-1], f"{before.cells[-1]} {line.cells[0]}")
            whole[-1] = replace(before, cells=cells, middle=line.middle)
        elif before and _is_near(before, line) and _was_broken(before, line, left, edge):
            glue = "" if before.cells[0].endswith("-") and before.cells[0][-2:-1].isalpha() else " "
            whole[-1] = replace(line, cells=(f"{before.cells[0]}{glue}{line.cells[0]}",), lefts=before.lefts)
        else:
            whole.append(line)
    return whole


def _is_near(before: PrintedLine, line: PrintedLine, most: float = NEXT) -> bool:
    if before.ruled or line.ruled:
        return False
    return before.middle - line.middle < most * max(before.height, line.height) and (
        0.8 < before.height / line.height < 1.25
    )


def _under_cell(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line is the rest of the last cell above it."""
    return len(before.cells) > 1 and len(line.cells) == 1 and abs(before.lefts[-1] - line.lefts[0]) < 4


def _was_broken(before: PrintedLine, line: PrintedLine, left: float, edge: float) -> bool:
    """Whether the next line's first word would not have fitted behind a long line."""
    if len(before.cells) > 1 or len(line.cells) > 1 or LISTED.match(line.cells[0]):
        return False
    fits = before.right + line.first + 0.2 * line.height < edge
    is_long = before.right - left > WIDE * (edge - left)
    return is_long and not fits and line.lefts[0] > before.lefts[0] - 2 * line.height


def _written(whole: Sequence[PrintedLine], lines: Sequence[PrintedLine]) -> Iterator[str]:
    """The lines as text; `lines` are those of the page, whose distances tell what a gap is."""
    heights = {line.middle: index for index, line in enumerate(lines)}
    for index, line in enumerate(whole):
        if index:
            above = whole[index - 1]
            first = lines[heights[above.middle] + 1]  # the first of the lines that this one is made of
            apart = above.middle - first.middle > NEXT * max(above.height, first.height)
            if apart and not (above.ruled and line.ruled):
                yield ""
        yield LEADERS.sub("\t", "\t".join(line.cells)).strip()
