"""Plain text, Markdown and CSV: bytes in whatever alphabet, out as they stand; a table's columns with tabs between."""

from __future__ import annotations

import codecs
import csv as tables
from io import StringIO

from parley.files.model import LARGEST

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
"""What a text may begin with, and how it is written then; the longer mark before the shorter."""
BETWEEN = "\t;,|"
"""What may stand between the columns of a table."""


def as_it_stands(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The text as it stands."""
    return decoded(data), 0, ()


def csv(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The rows of a table, the columns with a tab between."""
    tables.field_size_limit(LARGEST)
    text = decoded(data)
    rows = tables.reader(StringIO(text, newline=""), delimiter=_between(text))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") for row in rows), 0, ()


def _between(text: str) -> str:
    """What the first rows have most of, each as many times.

    >>> _between("Base;95.000,00\\nBonus;10,5")
    ';'
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {mark: min((line.count(mark) for line in lines), default=0) for mark in BETWEEN}
    best = max(BETWEEN, key=lambda mark: counts[mark])
    return best if counts[best] else max(BETWEEN, key=text[:4000].count)


def decoded(data: bytes, told: str = "") -> str:
    """Bytes as text: as their mark or `told` says, as UTF-8, else as Windows wrote it in Western Europe."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _lines(data.decode(name, "replace").removeprefix("\ufeff"))
    for name in (told, "utf-8"):
        try:
            return _lines(data.decode(name or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            continue
    return _lines(data.decode("cp1252", "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
