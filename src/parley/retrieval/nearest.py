"""What search by meaning asks of a store of vectors. FAISS is one (`dense`), Qdrant another (`qdrant`)."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from parley.retrieval.embedders import Vectors

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


class DenseStore(Protocol):
    """The vectors of an index's passages, by row."""

    def __len__(self) -> int:
        """How many passages."""
        ...

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows nearest to `vector`, `[dimension]`, best first, ties by row; only among `rows` when given."""
        ...


def best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` rows of highest score, best first, ties by row."""
    if len(rows) > k:
        kept = scores >= np.partition(scores, -k)[-k]
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
