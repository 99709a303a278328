"""Many files at once: what the snapshot knows is taken from it, the rest is parsed, on several cores if many."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from parley.guides.front_matter import UnreadableError
from parley.guides.model import Issue
from parley.guides.read import read_bytes, read_data
from parley.guides.snapshot import Result, Snapshot, decode, encode

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """A file's path in the folder, the digest of its bytes (empty when it could not be opened), and what it holds.

    `encoded` is the reading as the snapshot keeps it.
    """

    name: str
    digest: str
    result: Result
    encoded: bytes = b""


File = tuple[int, str, bytes]
"""A file still to be parsed: its position, its path in the folder, its bytes."""
MANY = 150
"""From so many files to parse on, starting more processes is worth it."""
CHUNK = 25


def read_all(paths: Sequence[Path], folder: Path, known: Snapshot, progress: Progress | None) -> list[Found]:
    """What every file holds, in the order of `paths`."""
    found: dict[int, Found] = {}
    to_parse: list[File] = []
    for at, path in enumerate(paths):
        name = path.relative_to(folder).as_posix()
        try:
            data = read_bytes(path)
        except UnreadableError as fault:
            found[at] = Found(name, "", (None, (Issue(fault.code, name, fault.line, fault.reason),)))
            continue
        digest = hashlib.sha256(data).hexdigest()
        same = known.get(name, digest)
        if same:
            found[at] = Found(name, digest, same, known.found[name][1])
        else:
            to_parse.append((at, name, data))
    _report(progress, len(found), len(paths))
    for at, parsed in _parsed(to_parse):
        found[at] = parsed
        _report(progress, len(found), len(paths))
    return [found[at] for at in range(len(paths))]


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _parsed(files: Sequence[File]) -> Iterator[tuple[int, Found]]:
    if len(files) < MANY or not _may_fork():
        yield from ((file[0], _found(file, _parse(file))) for file in files)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        for file, encoded in zip(files, pool.map(_parse, files, chunksize=CHUNK), strict=True):
            yield file[0], _found(file, encoded)


def _may_fork() -> bool:
    """True where a copy of this process is safe and helps: Linux, several cores, no other thread to hold a lock."""
    alone = threading.active_count() == 1 and "torch" not in sys.modules
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and alone


def _parse(file: File) -> bytes:
    """What a file holds, encoded: bytes travel between processes much faster than records."""
    return encode(read_data(file[1], file[2]))


def _found(file: File, encoded: bytes) -> Found:
    return Found(file[1], hashlib.sha256(file[2]).hexdigest(), decode(encoded), encoded)
