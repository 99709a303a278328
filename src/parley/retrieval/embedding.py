"""Vectors for texts: from the old index, from the journal of a build that was stopped, else from the embedder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.errors import BuildStopped
from parley.retrieval.columns import text_key
from parley.retrieval.dense import Halves
from parley.retrieval.embedders import Embedder
from parley.retrieval.journal import Journal
from parley.retrieval.snapshot import Snapshot

BATCH = 64  # texts embedded between two writes of the journal: about half a second's work
Progress = Callable[[int, int], None]
"""Called with (texts embedded, texts to embed), first with 0; never called when there is nothing to embed."""
Known = dict[bytes, NDArray[np.generic]]


class TextVectors:
    """Where the vectors of a build come from; `old` is an index of the same embedder, if there is one."""

    def __init__(self, index_dir: Path, embedder: Embedder, old: Snapshot | None, progress: Progress | None) -> None:
        self._embedder, self._old = embedder, old
        self._progress = progress or (lambda done, total: None)
        self._journal = Journal(index_dir, embedder)

    def of(self, texts: Sequence[str]) -> Halves:
        """A vector a text, in half precision; equal texts are embedded once, texts of the old index not at all."""
        keys = [text_key(text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        known = self._kept(wanted) | self._journal.known
        self._embed({key: text for key, text in wanted.items() if key not in known})
        known |= self._journal.known
        return np.array([known[key] for key in keys], dtype=np.float16).reshape(len(texts), self._embedder.dimension)

    def written(self) -> None:
        """The index is on disk: nothing is left to resume."""
        self._journal.remove()

    def _kept(self, wanted: dict[bytes, str]) -> Known:
        if not self._old or not wanted:
            return {}
        rows = {key: row for row, key in enumerate(self._old.passages.keys()) if key in wanted}
        return {key: self._old.dense.halves[row] for key, row in rows.items()}

    def _embed(self, missing: dict[bytes, str]) -> None:
        """Embed in batches of similar length, shortest first, and keep each batch in the journal at once."""
        ordered = sorted(missing.items(), key=lambda item: (len(item[1]), item[0]))
        if ordered:
            self._progress(0, len(ordered))
        done = 0
        try:
            for batch in _batches(ordered):
                keys, texts = zip(*batch, strict=True)
                self._journal.add(keys, self._embedder.embed(texts))
                done += len(batch)
                self._progress(done, len(ordered))
        except KeyboardInterrupt:
            raise BuildStopped(f"stopped at {done:,} of {len(ordered):,} passages; run again to go on") from None


def _batches(items: Sequence[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
