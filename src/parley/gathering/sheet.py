"""The rows of a workbook's first sheet, one at a time: for files of hundreds of thousands of rows, in little memory.

Only the cells of the columns asked for are decoded, and shared texts are looked up in an index on disk-like bytes, so a
file of 600,000 rows needs no more than its texts. What a row lacks is "".
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from parley.errors import UsageError

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
CHUNK, LONGEST = 1 << 20, 1 << 24
"""Bytes read at a time, and of the longest row."""
CELL = re.compile(rb'<c r="([A-Z]+)\d+"((?:\s[^>]*?)?)(?:/>|>(.*?)</c>)', re.DOTALL)
VALUE = re.compile(rb"<v[^>]*>(.*?)</v>", re.DOTALL)
INLINE = re.compile(rb"<t[^>]*>(.*?)</t>", re.DOTALL)
PART = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)


def chunks(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    """A part of a workbook, piece by piece; UsageError where it is damaged or locked."""
    try:
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (zlib.error, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise UsageError(f"{path}: {name} is damaged or locked ({error}); download it again") from None


class Sheet:
    """A workbook's first sheet. Opening reads the shared texts and the first row."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
            names = set(self._zip.namelist())
        except (OSError, zipfile.BadZipFile) as error:
            raise UsageError(f"{path}: is no workbook of Excel (.xlsx): {error}") from None
        if SHEET not in names:
            raise UsageError(f"{path}: has no first sheet; save it as .xlsx again")
        self._texts = Texts(self._zip, path, TEXTS in names)

    def rows(self) -> Iterator[tuple[int, bytes]]:
        """Each row's number and its bytes."""
        rest, number = b"", 0
        for chunk in chunks(self._zip, SHEET, self._path):
            *whole, rest = (rest + chunk).split(b"</row>")
            for row in whole:
                number += 1
                yield number, row[row.rfind(b"<row") :]
            if len(rest) > LONGEST:
                raise UsageError(f"{self._path}: row {number + 1} has no end; save it as .xlsx again")

    def header(self) -> dict[str, bytes]:
        """The names of the first row, each with its column's letters."""
        first = next(self.rows(), (0, b""))[1]
        return {self._text(kind, inside).strip().upper(): column for column, kind, inside in CELL.findall(first)}

    def cells(self, row: bytes, columns: Sequence[bytes]) -> list[str]:
        """The texts of some columns of a row."""
        return [self._cell(row, column) for column in columns]

    def _cell(self, row: bytes, column: bytes) -> str:
        at = row.find(b'<c r="' + column + b"1")
        for digit in b"23456789":
            at = at if at >= 0 else row.find(b'<c r="' + column + bytes([digit]))
        found = CELL.match(row, at) if at >= 0 else None
        return self._text(found[2], found[3] or b"") if found else ""

    def _text(self, kind: bytes, inside: bytes) -> str:
        if b'"inlineStr"' in kind:
            return unescape(b"".join(INLINE.findall(inside)).decode("utf-8", "replace"))
        value = VALUE.search(inside or b"")
        if value is None:
            return ""
        return self._texts[int(value[1])] if b't="s"' in kind else unescape(value[1].decode("utf-8", "replace"))


class Texts:
    """The shared texts of a workbook: kept as one run of bytes with where each begins."""

    def __init__(self, archive: zipfile.ZipFile, path: Path, there: bool) -> None:
        self._bytes, self._starts = bytearray(), [0]
        rest = b""
        if not there:
            return
        for chunk in chunks(archive, TEXTS, path):
            rest += chunk
            end = rest.rfind(b"</si>") + len(b"</si>")
            if end >= len(b"</si>"):
                self._take(rest[:end])
                rest = rest[end:]
            elif len(rest) > LONGEST:
                raise UsageError(f"{path}: its shared texts have no end; save it as .xlsx again")

    def _take(self, part: bytes) -> None:
        for inside in PART.findall(part):
            self._bytes += b"".join(INLINE.findall(inside))
            self._starts.append(len(self._bytes))

    def __getitem__(self, at: int) -> str:
        if at + 1 >= len(self._starts):
            return ""
        return unescape(self._bytes[self._starts[at] : self._starts[at + 1]].decode("utf-8", "replace"))
