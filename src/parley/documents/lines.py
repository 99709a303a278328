"""The lines of a message with their places: in what is read, and in the original.

>>> from parley.reading.writing import written
>>> [(line.number, line.depth, line.text) for line in lines_of(written("hi\\n\\n> base 90k\\n>> base 85k"))]
[(1, 0, 'hi'), (3, 1, 'base 90k'), (4, 2, 'base 85k')]
"""

from __future__ import annotations

import re

from parley.documents.model import Line
from parley.reading.writing import Writing

_QUOTING = re.compile(r"[ \t]*((?:>[ \t]?)*)")


_SEPARATOR = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
CELLS = 3
"""Commas from which on a line without spaces behind them is a row."""


def is_row(text: str) -> bool:
    """Whether commas part the line into cells; those inside "1,650" do not.

    >>> is_row("Brex,Software Engineer,178000,10"), is_row("€82,000 and €2,800 and 1,650 and 1,200")
    (True, False)
    """
    if ", " in text or "|" in text or "\t" in text:
        return False
    return len(_SEPARATOR.findall(text)) >= CELLS


def lines_of(message: Writing) -> tuple[Line, ...]:
    """Every line that says something, in order."""
    found: list[Line] = []
    at = 0
    for text in message.text.split("\n"):
        if text.strip():
            found.append(_line(message, at, text))
        at += len(text) + 1
    return tuple(found)


def _line(message: Writing, at: int, text: str) -> Line:
    place = message.places[at]
    begins = message.original.rfind("\n", 0, place) + 1
    quoting = _QUOTING.match(message.original, begins)
    depth = quoting[1].count(">") if quoting else 0
    return Line(message.original.count("\n", 0, place) + 1, at, at + len(text), text, depth)


def line_blocks(message: Writing, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], ...]:
    """The lines in paragraphs: an empty line, or another depth of quoting, parts them."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        apart = last is None or "\n\n" in message.text[last.end : line.start] or last.depth != line.depth
        if apart:
            found.append([])
        found[-1].append(line)
    return tuple(map(tuple, found))
