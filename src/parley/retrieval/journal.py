"""Vectors as they are made, on disk at once, so that a build that was stopped goes on where it was.

One file of equal records, a text's key, its vector and a checksum of both, only ever appended to. A record cut short by
a crash is at the end and is dropped when the file is read; one with a wrong byte is dropped wherever it stands. The
file belongs to one embedder, named in its first line.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from parley.retrieval.columns import KEY_BYTES
from parley.retrieval.embedders import Embedder, Vectors

FILE = "embedding.journal"
CHECK_BYTES = 4


class Journal:
    """The vectors of an unfinished build; `known` are those it already holds, by text key."""

    def __init__(self, index_dir: Path, embedder: Embedder) -> None:
        self._path = index_dir / FILE
        self._head = f"{embedder.name} {embedder.revision} {embedder.dimension}\n".encode()
        self._dimension = embedder.dimension
        self.known = self._read()

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Append a batch and hand it to the operating system."""
        self.known.update(zip(keys, vectors, strict=True))
        records = (key + vector.tobytes() for key, vector in zip(keys, vectors, strict=True))
        with self._path.open("ab") as file:
            file.write(b"".join(record + _check(record) for record in records))

    def remove(self) -> None:
        """Forget the journal: the index that it was for is written."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[bytes, Vectors]:
        content = self._path.read_bytes() if self._path.exists() else b""
        if not content.startswith(self._head):
            self._path.write_bytes(self._head)
            return {}
        size = KEY_BYTES + 4 * self._dimension + CHECK_BYTES
        torn = (len(content) - len(self._head)) % size
        if torn:  # cut short by a crash: what comes next must start at a record
            os.truncate(self._path, len(content) - torn)
        records = (content[at : at + size] for at in range(len(self._head), len(content) - torn, size))
        return dict(self._whole(records))

    def _whole(self, records: Iterator[bytes]) -> Iterator[tuple[bytes, Vectors]]:
        for record in records:
            if _check(record[:-CHECK_BYTES]) == record[-CHECK_BYTES:]:
                yield record[:KEY_BYTES], np.frombuffer(record, np.float32, self._dimension, KEY_BYTES)


def _check(record: bytes) -> bytes:
    return zlib.crc32(record).to_bytes(CHECK_BYTES, "little")
