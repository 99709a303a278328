"""Join rankings of the same rows into one: reciprocal rank fusion (Cormack, Clarke and Buettcher 2009)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

K = 60
"""The paper's constant: the larger, the less the first places outweigh the next."""


def reciprocal_rank(rankings: Iterable[Sequence[int]], k: int = K) -> list[tuple[int, float]]:
    """Rows with the sum of 1/(k + place) over the `rankings`, best first, ties by row.

    >>> [row for row, _ in reciprocal_rank([[7, 3, 9], [3, 9]])]
    [3, 9, 7]
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, row in enumerate(ranking, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (k + place)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
