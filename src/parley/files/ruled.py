"""The rows of a table by the lines that are drawn around them: edges on a page -> the boxes between them.

Without it a cell of several lines beside one that stands in its middle would come out as rows that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parley.files.printed import RowBox

SAME = 2.5
"""Points that two edges of one table may differ by."""
TALLEST = 260.0
"""Points of a row at most; what is taller is a frame around a page."""
ROWS = 2
"""Rows of a table at least: two drawn lines alone may part a letter's head from its text."""
Edge = tuple[float, float, float]
"""How high a drawn line stands, and its left and right ends."""


def bands(edges: Iterable[Edge]) -> list[RowBox]:
    """The rows between the edges of tables.

    >>> [round(box.top - box.bottom) for box in bands([(700, 50, 300), (680, 50, 300), (640, 50, 300), (99, 50, 580)])]
    [20, 40]
    """
    return [box for table in _tables(_joined(edges)) for box in _rows(table)]


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on one height as one: a table's cells draw their own."""
    joined: list[Edge] = []
    for high, left, right in sorted(edges, reverse=True):
        if joined and joined[-1][0] - high < SAME:
            before = joined[-1]
            joined[-1] = (before[0], min(before[1], left), max(before[2], right))
        else:
            joined.append((high, left, right))
    return joined


def _tables(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Edges from top to bottom that begin and end alike."""
    table: list[Edge] = []
    for edge in edges:
        if table and (abs(edge[1] - table[-1][1]) > SAME or abs(edge[2] - table[-1][2]) > SAME):
            yield table
            table = []
        table.append(edge)
    if table:
        yield table


def _rows(table: Sequence[Edge]) -> Iterator[RowBox]:
    if len(table) > ROWS:
        for above, below in pairwise(table):
            if above[0] - below[0] < TALLEST:
                yield RowBox(above[1], below[0], above[2], above[0])
