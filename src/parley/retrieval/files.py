"""Files of an artefact on disk: checksums that notice damage, writing beside and renaming, one writer at a time.

What takes another's place is forced to disk before it does, and its folder after: a power cut leaves the one or the
other, whole.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

CHUNK = 1 << 22
SEAL, LOCK = "checksum", "build.lock"

log = logging.getLogger(__name__)


def checksum(path: Path) -> str:
    """Size and CRC-32 of a file, `"1024-9bd366ae"`: against damage, not against malice."""
    size = crc = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return f"{size}-{crc:08x}"


def checksums(folder: Path) -> dict[str, str]:
    """The checksum of every file under `folder`, by its path there."""
    return {path.relative_to(folder).as_posix(): checksum(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def damaged(folder: Path, expected: Mapping[str, str]) -> str | None:
    """The first file of `expected` that is missing or differs from its checksum; None when all are whole."""
    for name, value in expected.items():
        path = folder / name
        if not path.is_file() or checksum(path) != value:
            return name
    return None


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write `content` as JSON under a checksum, in one step: a reader sees the old file or the new one, never half."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    sealed = json.dumps({SEAL: _seal(content), **content}, ensure_ascii=False, indent=1, sort_keys=True)
    beside.write_text(sealed + "\n", encoding="utf-8")
    _to_disk(beside)
    beside.replace(path)
    _to_disk(path.parent)


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote; ValueError when a byte of it has changed, OSError when it cannot be read."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.pop(SEAL, None) != _seal(content):
        raise ValueError(f"{path}: damaged")
    return content


def _seal(content: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(content, sort_keys=True).encode()):08x}"


@contextmanager
def written_beside(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of `folder` when the block ends well and vanishes otherwise."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        yield beside
        for path in (*beside.rglob("*"), beside):
            _to_disk(path)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
        _to_disk(folder.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put_away(folder: Path) -> None:
    """Delete a folder, first under a name that the next writer clears away, should this one be killed half-way."""
    gone = folder.with_name(f".{folder.name}.{os.getpid()}")
    with suppress(OSError):  # where a reader holds it (Windows) it stays until the next time
        shutil.rmtree(folder.rename(gone))


def _to_disk(path: Path) -> None:
    """Force a file, or the names in a folder, to disk. OSError where the disk takes no more."""
    if os.name != "posix":  # elsewhere no folder can be opened, and files are flushed by what opened them for writing
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold `folder` for writing; a second process waits here, with a line in the log, until the first ends or dies."""
    from filelock import FileLock, Timeout  # here, because only a build needs it

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        log.warning("%s: another process is building here; waiting for it", folder)
        lock.acquire()
    try:
        _remove_leftovers(folder)
        yield
    finally:
        lock.release()


def _remove_leftovers(folder: Path) -> None:
    """Delete what a writer that was killed left half-written: names that begin with a dot and end with its number."""
    for path in folder.glob(".*.*"):
        if path.suffix[1:].isdecimal():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
