"""The lines of a message with their places: in what is read, and in the original.

>>> from parley.reading.writing import written
>>> [(line.number, line.depth, line.text) for line in lines_of(written("hi\\n\\n> base 90k\\n>> base 85k"))]
[(1, 0, 'hi'), (3, 1, 'base 90k'), (4, 2, 'base 85k')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.documents.model import Line
from parley.reading.writing import Writing

_QUOTING = re.compile(r"[ \t]*((?:>[ \t]?)*)")


_SEPARATOR = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")
_GAP = re.compile(r"(?<=[^\s.!?:;,]) (?=\S)")
WIDE = 3
"""Spaces that set a column apart."""
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


def in_cells(message: Writing) -> Writing:
    """The message with a tab where spaces set a column apart; every character keeps its place.

    >>> from parley.reading.writing import written
    >>> in_cells(written("Basic      70,833     8,50,000\\nHRA        35,417     4,25,000")).text.split("\\n")[0]
    'Basic\\t70,833\\t8,50,000'
    """
    gaps = {at: len(gap) for at, gap in _gaps(message)}
    wide = [at for at, width in gaps.items() if width >= WIDE]
    if len(wide) < 2:
        return message
    found = list(message.text)
    rows = {message.original.count("\n", 0, message.places[at]) for at in wide}
    for at in _joined(message):
        row = message.original.count("\n", 0, message.places[at])
        if row in rows or row + 1 in rows:
            found[at] = "\n"
    for at in wide:
        found[at] = "\t"
    return replace(message, text="".join(found))


def _joined(message: Writing) -> Iterator[int]:
    """The spaces of the text that were a line's end in the original: rows of a table are no lines that were wrapped."""
    return (at for at, char in enumerate(message.text) if char == " " and message.original[message.places[at]] == "\n")


def _gaps(message: Writing) -> Iterator[tuple[int, str]]:
    """The single spaces of the text that were several in the original, none behind a mark that ends a sentence."""
    for match in _GAP.finditer(message.text):
        at = match.start()
        gap = message.original[message.places[at] : message.places[at + 1]]
        if len(gap) > 1 and not gap.strip(" \u00a0"):
            yield at, gap


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


def counted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a document, its first one the first: what the person wrote above it does not count."""
    above = lines[0].number - 1 if lines else 0
    return tuple(replace(line, number=line.number - above) for line in lines) if above else tuple(lines)


def line_at(lines: Sequence[Line], place: int) -> int:
    """The number of the line that the place is in."""
    return next((line.number for line in reversed(lines) if line.start <= place), 1)
