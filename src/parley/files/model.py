"""What is read of a file, and how large one may be."""

from __future__ import annotations

from dataclasses import dataclass

from parley.errors import ParleyError

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
"""Bytes of a file."""
PAGES = 40
"""Pages of a PDF."""
LONGEST = 40_000
"""Characters of a text: as many as a message may have (`reading/writing.py`), for the text becomes one."""
NEW_PAGE = "\f"
"""Stands before the first line of every page but the first, as in any plain text; no reading takes it for a word."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of the file called `name`: its lines in their order, the cells of a table's row with a tab between.

    `kind` is what its first bytes showed it to be ("pdf"); `pages` is 0 where it has none. `left_out` are the names of
    what was attached to it and not read.
    """

    name: str
    kind: str
    text: str
    pages: int = 0
    left_out: tuple[str, ...] = ()


class Unread(ParleyError):
    """A reader gives up: `why` is a row of `refused` in data/files.yaml, `count` the number that it names."""

    def __init__(self, why: str, count: int = 0) -> None:
        super().__init__(why)
        self.why, self.count = why, count
