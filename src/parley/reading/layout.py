"""How a message is laid out: what heading a place stands under, and what column of a table it is in.

In: a text as written at the door. Out: a `Layout`, asked by place.

>>> said = layout("Current:\\nbase 150k\\n\\nOffer (Acme)\\nbase 190k")
>>> said.heading(14), said.heading(40)
('Current:', 'Offer (Acme)')
>>> layout("| | Acme | Bolt |\\n| base | 190k | 210k |").column(35)
'Bolt'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 48
"""Characters of a line that can be a heading."""
FAR = 12
"""Lines that a heading reaches down."""
_CSV = re.compile(r"[^,\n]*(?:,(?! )[^,\n]*){2,}")
_NO_HEADING = re.compile(r"\d|[.!?]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text: where each starts, its heading's line (-1 for none), and the first line of its table."""

    lines: tuple[str, ...]
    starts: tuple[int, ...]
    headings: tuple[int, ...]
    tables: tuple[int, ...]

    def _line(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def heading(self, place: int) -> str:
        """The heading that the place stands under; "" for none."""
        at = self.headings[self._line(place)]
        return self.lines[at] if at >= 0 else ""

    def line(self, place: int) -> str:
        """The line that the place is in."""
        return self.lines[self._line(place)]

    def above(self, place: int) -> Iterator[str]:
        """The heading that the place stands under, then those that stand right above it."""
        at = self.headings[self._line(place)]
        while at >= 0 and self.lines[at].strip() and not _NO_HEADING.search(self.lines[at].strip()):
            yield self.lines[at]
            at -= 1

    def column(self, place: int) -> str:
        """The head of the column that the place is in; "" outside a table and in its first line."""
        line = self._line(place)
        first = self.tables[line]
        if first < 0 or first == line:
            return ""
        cells = _cells(self.lines[first])
        cornerless = len(_cells(self.lines[line])) == len(cells) + 1
        at = len(_cells(self.lines[line][: place - self.starts[line]])) - 1 - cornerless
        return cells[at].strip() if 0 <= at < len(cells) else ""


@lru_cache(maxsize=64)
def layout(text: str) -> Layout:
    """The layout of a text; linear in its length."""
    lines = text.split("\n")
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return Layout(tuple(lines), tuple(starts), tuple(_headings(lines)), tuple(_tables(lines)))


def _headings(lines: list[str]) -> list[int]:
    found: list[int] = []
    heading = -1
    for at in range(len(lines)):
        if _is_heading(lines, at):
            heading = at
            found.append(-1)
            continue
        if heading >= 0 and at - heading > FAR:
            heading = -1
        found.append(heading)
    return found


def _is_heading(lines: list[str], at: int) -> bool:
    """A short line without a number or a full stop, above a line that has one."""
    line = lines[at].strip()
    below = next((other for other in lines[at + 1 : at + 3] if other.strip()), "")
    if not line or len(line) > LONGEST or not re.search(r"\d", below):
        return False
    if line.endswith(":"):
        return True
    return not _NO_HEADING.search(line) and len(line.split()) <= 5 and "\t" not in line and "|" not in line


def _cells(line: str) -> list[str]:
    if "|" in line:
        return line.removeprefix("|").split("|")
    return line.split("\t") if "\t" in line else line.split(",")


def _tables(lines: list[str]) -> list[int]:
    found: list[int] = []
    first = -1
    for at, line in enumerate(lines):
        inside = line.count("|") >= 2 or line.count("\t") >= 1 or _CSV.fullmatch(line) is not None
        if not inside:
            first = -1
        elif first < 0:
            first = at
        found.append(first)
    return found
