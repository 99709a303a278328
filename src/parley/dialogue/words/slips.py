"""Names by the letters they have, so that a misspelt one is compared with the few it may be and not with all.

An edit (a letter put in, left out, changed; two neighbours swapped) makes at most two letters come or go. So names that
differ in more letters than the edits allow need no closer look, and none that is near enough is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LETTERS_AN_EDIT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Names in an order, with the set of letters and the length of each as numbers."""

    names: tuple[str, ...]
    letters: NDArray[np.uint64]
    lengths: NDArray[np.int64]

    def near(self, key: str, likeness: float) -> list[str]:
        """The names that may be as like `key` as that (1 - edits / letters of the longer), in order, and few others.

        >>> spellings(("hubspot", "workday", "spotify")).near("spotfy", 0.71)
        ['spotify']
        """
        edits = np.floor((1 - likeness) * np.maximum(self.lengths, len(key)) + 1e-9)
        told_apart = np.bitwise_count(self.letters ^ _letters(key))
        kept = (told_apart <= LETTERS_AN_EDIT * edits) & (np.abs(self.lengths - len(key)) <= edits)
        return [self.names[at] for at in np.flatnonzero(kept)]


def spellings(names: Sequence[str]) -> Spellings:
    """The names, ready to be asked."""
    letters = np.array([_letters(name) for name in names], dtype=np.uint64)
    return Spellings(tuple(names), letters, np.array([len(name) for name in names], dtype=np.int64))


def _letters(name: str) -> np.uint64:
    """Which letters a name has, a bit for each, and another for those it has twice; letters may share their bits."""
    counts = Counter(ord(letter) & 31 for letter in name)
    return np.uint64(sum(1 << letter | (count > 1) << letter + 32 for letter, count in counts.items()))
