"""Join what meaning and words say of the same passages into one score.

A cosine and a BM25 score do not compare, but over passages as short and as alike as levers both keep their scale from
one question to the next, so a fixed weight serves. It was chosen on half of the development guides (docs/retrieval.md);
there it puts the right lever first more often than places alone do (reciprocal rank fusion), and says how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from parley.retrieval.nearest import Rows, Scores

WORDS = 0.1
"""What one point of BM25 adds to a cosine."""


def fused(cosines: NDArray[np.float32], bm25: NDArray[np.float32]) -> NDArray[np.float32]:
    """One score for each passage from its cosine (-1 to 1) and its BM25 score (0 and more).

    >>> fused(np.array([0.5, 0.4], np.float32), np.array([0, 3], np.float32)).tolist()
    [0.5, 0.7000000476837158]
    """
    return np.asarray(cosines + WORDS * bm25, dtype=np.float32)


def either(one: Rows, other: Rows) -> Rows:
    """The rows of both rankings, each once, in the order of the index."""
    return np.union1d(one, other)


def best_first(rows: Rows, scores: Scores | Iterable[float]) -> list[tuple[int, float]]:
    """Rows and scores, best first, ties by row.

    >>> best_first(np.array([9, 3, 7]), [0.5, 0.5, 0.6])
    [(7, 0.6), (3, 0.5), (9, 0.5)]
    """
    found = zip(rows.tolist(), map(float, scores), strict=True)
    return sorted(found, key=lambda item: (-item[1], item[0]))
