"""Files of an artefact on disk: checksums that notice damage, and writing beside and renaming."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHUNK = 1 << 22


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


def write_json(path: Path, content: Any) -> None:
    """Write `content` as JSON in one step: a reader sees the old file or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(path)


@contextmanager
def written_beside(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which takes the place of `folder` when the block ends well and vanishes otherwise."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        yield beside
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
