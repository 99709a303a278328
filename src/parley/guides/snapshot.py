"""Parsed guides kept on disk, so that a file that has not changed is neither parsed nor read again.

    line 1   the mark of the code and the data files that made it, and the checksum of line 2
    line 2   the catalogue, JSON: when the files were looked at, and a row for each (see `Reading`)
    line 3 … each file's reading, as `encoding.encode` writes it

Opening reads the catalogue and maps the rest, so a reading costs something only when it is asked for. A damaged or
foreign file is no fault: it is read as empty and written anew; a damaged reading is parsed again from its file.
"""

from __future__ import annotations

import hashlib
import json
import logging
import mmap
import os
import zlib
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from parley.folders import cache_folder, mark_of
from parley.guides.encoding import Result, decode

log = logging.getLogger(__name__)
DATA = tuple(f"{name}.yaml" for name in ("claims", "currencies", "headings", "regions", "strategy", "vesting"))
"""The data files by which guides are read."""
TICK = 1_000_000_000
"""A file written less than a second (in nanoseconds) before it was looked at may be written again unnoticed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known to be the same without reading it: size in bytes, the times of the file system, inode."""

    size: int
    written: int
    changed: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The stamp of a file now; None where there is none."""
        try:
            now = path.stat()
        except (OSError, RuntimeError):
            return None
        return cls(now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a guide is about: all that is known of it without opening it. The fields are those of `Guide`."""

    path: str
    digest: str
    company: str
    company_display: str
    role: str
    role_display: str
    last_updated: date | None
    next_review_due: date | None


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file as it was read: its path, the SHA-256 of its bytes (empty: not to be opened), stamp, entry and content.

    `entry` is None for a file that is no guide. `crc` is the checksum of `content`, which `encoding.encode` wrote.
    """

    path: str
    digest: str
    stamp: Stamp | None
    entry: Entry | None
    crc: int
    content: bytes | memoryview = field(repr=False)

    def result(self) -> Result | None:
        """The guide and its Issues; None if the content is damaged."""
        line = bytes(self.content)
        if zlib.crc32(line) != self.crc:
            return None
        try:
            return decode(line)
        except (TypeError, ValueError, IndexError, ArithmeticError, RecursionError):
            return None


@dataclass(slots=True)
class GuideSnapshot:
    """The readings by path. `looked` is when (nanoseconds since 1970) the files were looked at."""

    looked: int = 0
    found: dict[str, FileReading] = field(default_factory=dict)

    def untouched(self, path: str, stamp: Stamp | None) -> FileReading | None:
        """The reading of a file that has the stamp it had then, without opening it."""
        known = self.found.get(path)
        if known is None or stamp is None or known.stamp != stamp:
            return None
        return known if max(stamp.written, stamp.changed) < self.looked - TICK else None

    def same(self, path: str, digest: str) -> FileReading | None:
        """The reading of a file whose bytes are those of then."""
        known = self.found.get(path)
        return known if known and known.digest == digest else None


def cache_file(folder: Path) -> Path:
    """Where the snapshot of a folder is kept when nobody says otherwise: the user's cache, a file for each folder."""
    return cache_folder() / f"guides-{mark_of(folder)}.snapshot"


def load_snapshot(path: Path) -> GuideSnapshot:
    """The snapshot in a file; empty where there is none, or none that this version of Parley wrote."""
    try:
        with path.open("rb") as file:
            mark, catalogue = file.readline(), file.readline()
            if mark != _mark(catalogue):
                return GuideSnapshot()
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            return _opened(json.loads(catalogue), whole[len(mark) + len(catalogue) :])
    except (OSError, ValueError, TypeError, RecursionError):
        return GuideSnapshot()


def _opened(catalogue: Any, readings: memoryview) -> GuideSnapshot:
    looked, rows = catalogue
    found, start = {}, 0
    for path, digest, stamp, about, crc, length in rows:
        entry = Entry(path, digest, *about[:-2], *map(_date, about[-2:])) if about else None
        found[path] = FileReading(path, digest, Stamp(*stamp), entry, crc, readings[start : start + length])
        start += length + 1
    return GuideSnapshot(looked, found)


def save_snapshot(path: Path, snapshot: GuideSnapshot) -> None:
    """Write beside and rename, so that a reader never sees half a file; a folder that cannot be written is no fault."""
    readings = [reading for reading in snapshot.found.values() if reading.digest and reading.stamp]
    catalogue = json.dumps([snapshot.looked, list(map(_row, readings))], separators=(",", ":")).encode() + b"\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}")  # a name that the next build of an index clears away
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.writelines([_mark(catalogue), catalogue])
            for reading in readings:
                file.writelines([reading.content, b"\n"])
        beside.replace(path)
    except OSError as error:
        log.warning("the parsed guides are not kept: %s", error)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@lru_cache(maxsize=1024)
def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _row(reading: FileReading) -> list[Any]:
    about = [str(value or "") for value in astuple(reading.entry)[2:]] if reading.entry else None
    stamp = astuple(reading.stamp) if reading.stamp else None
    return [reading.path, reading.digest, stamp, about, reading.crc, len(reading.content)]


def _mark(catalogue: bytes) -> bytes:
    return f"{reader_mark()} {zlib.crc32(catalogue):08x}\n".encode()


@cache
def reader_mark() -> str:
    """A mark of the code and the data that read guides: another version makes another snapshot."""
    digest = hashlib.sha256()
    for room, endings in (("parley.guides", (".py",)), ("parley.data", DATA), ("parley", ("money.py",))):
        for file in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(endings):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
