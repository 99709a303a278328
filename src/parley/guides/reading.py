"""Many files at once: what the snapshot knows is taken from it, the rest is parsed, on several cores if many."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

from parley.guides.encoding import encode
from parley.guides.front_matter import UnreadableError
from parley.guides.model import Guide, Issue
from parley.guides.read import read_bytes, read_data
from parley.guides.snapshot import Entry, FileReading, GuideSnapshot, Stamp
from parley.render import one_line

Progress = Callable[[int, int], None]
File = tuple[int, str, bytes, Stamp | None]
"""A file still to be parsed: its position, its path in the folder, its bytes, its stamp before it was opened."""
MANY = 150
"""From so many files to parse on, starting more processes is worth it."""
CHUNK = 25


def read_all(paths: Sequence[Path], folder: Path, known: GuideSnapshot, progress: Progress | None) -> list[FileReading]:
    """What every file holds, in the order of `paths`. Files that `known` has are the same objects as there."""
    found: dict[int, FileReading] = {}
    to_parse: list[File] = []
    for at, path in enumerate(paths):
        name = path.relative_to(folder).as_posix()
        stamp = Stamp.of(path)
        if same := known.untouched(name, stamp):
            found[at] = same
            continue
        try:
            data = read_bytes(path, name)
        except UnreadableError as fault:
            found[at] = _left_out(one_line(name), fault)
            continue
        if same := known.same(name, _digest(data)):
            found[at] = replace(same, stamp=stamp)
        else:
            to_parse.append((at, name, data, stamp))
    _report(progress, len(found), len(paths))
    for at, parsed in _parsed(to_parse):
        found[at] = parsed
        _report(progress, len(found), len(paths))
    return [found[at] for at in range(len(paths))]


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _parsed(files: Sequence[File]) -> Iterator[tuple[int, FileReading]]:
    if len(files) < MANY or not _may_fork():
        yield from ((file[0], _parse(file)) for file in files)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        yield from zip((file[0] for file in files), pool.map(_parse, files, chunksize=CHUNK), strict=True)


def _may_fork() -> bool:
    """True where a copy of this process is safe and helps: Linux, several cores, no other thread to hold a lock."""
    alone = threading.active_count() == 1 and "torch" not in sys.modules
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and alone


def _parse(file: File) -> FileReading:
    """What a file holds, encoded: bytes travel between processes much faster than records."""
    _, name, data, stamp = file
    result = read_data(name, data)
    return replace(_reading(name, _digest(data), stamp, encode(result)), entry=_entry(result[0]))


def _left_out(name: str, fault: UnreadableError) -> FileReading:
    return _reading(name, "", None, encode((None, (Issue(fault.code, name, fault.line, fault.reason),))))


def _reading(name: str, digest: str, stamp: Stamp | None, content: bytes) -> FileReading:
    return FileReading(name, digest, stamp, None, zlib.crc32(content), content)


def _entry(guide: Guide | None) -> Entry | None:
    if guide is None:
        return None
    return Entry(*(getattr(guide, field.name) for field in fields(Entry)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
