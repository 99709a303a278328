"""Lines as they come out of a marked-up document, shared by Word and HTML: paragraphs, list items, tables by row.

A row of a table is one line with a tab between its cells; a table that only lays out a page is its cells' lines.
"""

from __future__ import annotations

import re

SHORT = 3
"""Lines that a cell of a real table has at most; more is a page that a table lays out."""


class Rows:
    """Takes a document's parts in their order; `text` is what they make."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._tables: list[list[list[str]]] = []  # of each open row its cells, of each cell its lines

    def line(self, text: str, *, apart: bool = False) -> None:
        """One line, or several; `apart` from the next by an empty one, as paragraphs are."""
        found = [line.rstrip() for line in text.split("\n")]
        if self._tables and self._tables[-1]:
            self._tables[-1][-1] += [line.strip() for line in found if line.strip()]
            return
        self._lines += found
        if apart and any(found):
            self.gap()

    def gap(self) -> None:
        """An empty line, outside tables."""
        if not self._tables:
            self._lines.append("")

    def open_row(self) -> None:
        """A row of a table begins."""
        self._tables.append([])

    def open_cell(self) -> None:
        """A cell of it begins; the one before has ended."""
        if self._tables:
            self._tables[-1].append([])

    def close_row(self) -> None:
        """The row ends: one line, or the cells' own lines where it is none of a real table."""
        if not self._tables:
            return
        cells = self._tables.pop()
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and all(len(cell) <= SHORT for cell in filled):
            self.line("\t".join(" ".join(cell).replace("\t", " ") for cell in cells).strip("\t"))
            return
        for cell in filled:
            self.line("\n".join(cell))

    def text(self) -> str:
        """All of it, with two line breaks at most between two lines."""
        while self._tables:
            self.close_row()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")
