"""Join what meaning and words say of the same passages into one order, best first.

By place (reciprocal rank fusion, Cormack, Clarke and Buettcher 2009): scores of two kinds do not compare, places do.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

K = 60
"""The paper's constant: the larger, the less the first places outweigh the next."""


def ranking(rows: NDArray[np.int64], scores: NDArray[np.float32]) -> dict[int, float]:
    """Rows and their scores, in the order given."""
    return {int(row): float(score) for row, score in zip(rows, scores, strict=True)}


def reciprocal_rank(rankings: Iterable[Iterable[int]], k: int = K) -> list[tuple[int, float]]:
    """Rows with the sum of 1/(k + place) over the `rankings`, best first, ties by row.

    >>> [row for row, _ in reciprocal_rank([[7, 3, 9], [3, 9]])]
    [3, 9, 7]
    """
    scores: dict[int, float] = {}
    for order in rankings:
        for place, row in enumerate(order, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (k + place)
    return best_first(scores.items())


def best_first(scores: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Rows and scores, best first, ties by row."""
    return sorted(scores, key=lambda item: (-item[1], item[0]))
