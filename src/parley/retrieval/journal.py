"""Vectors as they are made, on disk at once, so that a build that was stopped goes on where it was.

One file of equal records, a text's key and its vector, only ever appended to. A record cut short by a crash is at the
end and is dropped when the file is read; the file belongs to one embedder, named in its first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from parley.retrieval.embedders import Embedder, Vectors
from parley.retrieval.store import KEY_BYTES

FILE = "embedding.journal"


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
        with self._path.open("ab") as file:
            file.write(b"".join(key + vector.tobytes() for key, vector in zip(keys, vectors, strict=True)))

    def remove(self) -> None:
        """Forget the journal: the index that it was for is written."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[bytes, Vectors]:
        content = self._path.read_bytes() if self._path.exists() else b""
        if not content.startswith(self._head):
            self._path.write_bytes(self._head)
            return {}
        size = KEY_BYTES + 4 * self._dimension
        body = content[len(self._head) :]
        whole = len(body) - len(body) % size
        if whole < len(body):  # cut short by a crash: what comes next must start at a record
            self._path.write_bytes(content[: len(self._head) + whole])
        return {
            body[at : at + KEY_BYTES]: np.frombuffer(body, np.float32, self._dimension, at + KEY_BYTES)
            for at in range(0, whole, size)
        }
