"""Titles by their meaning: the nearest occupations to words that no name and no alias fits.

The vectors of all titles ship with the table, in fewer numbers than the encoder gives (a projection that keeps their
differences) and eight bits each; they are read only where words alone decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str], str], Floats | None]
"""One unit vector a text, by a model of the named weights; None where that model is not at hand."""

VECTORS, PROJECTION = "titles.npy", "projection.npy"
KEPT = 128
"""Numbers of a title's vector after the projection."""
NEAREST, SHARP, LEAST = 20, 10, 0.4
"""How many titles have a say, by how much the nearer ones have more, and the likeness below which none is near."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The vectors in `folder`, a row for each of `codes`; `embed` makes that of the words, by the same `weights`."""

    folder: Path
    codes: tuple[str, ...]
    weights: str
    embed: Embed

    def near(self, words: str) -> list[tuple[str, float]]:
        """Codes by their share in the nearest titles' say, best first; none where nothing is near or no model is."""
        vectors = self.embed([words], self.weights) if words else None
        if vectors is None:
            return []
        titles, projection = _opened(self.folder)
        scores = titles @ projected(vectors, projection)[0]
        rows = np.argpartition(-scores, NEAREST)[:NEAREST]
        rows = rows[np.lexsort((rows, -scores[rows]))]
        if scores[rows[0]] < LEAST:
            return []
        say: dict[str, float] = {}
        for row in rows:
            say[self.codes[row]] = say.get(self.codes[row], 0.0) + float(np.exp(SHARP * scores[row]))
        whole = sum(say.values())
        return sorted(((code, part / whole) for code, part in say.items()), key=lambda one: -one[1])


@cache
def _opened(folder: Path) -> tuple[Floats, Floats]:
    """The titles' vectors and the projection, 4 MB from the first likeness on."""
    titles = np.load(folder / VECTORS, allow_pickle=False).astype(np.float32) / 127
    return titles, np.load(folder / PROJECTION, allow_pickle=False)


def projected(vectors: Floats, projection: Floats) -> Floats:
    """Unit vectors in the numbers that are kept: the mean taken off (first row), then the projection."""
    kept = (vectors - projection[0]) @ projection[1:].T
    return np.asarray(kept / np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-12), dtype=np.float32)


def write_vectors(folder: Path, vectors: Floats) -> None:
    """Write the titles' vectors and the projection: the directions in which they differ most."""
    mean = vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors - mean, full_matrices=False)
    directions *= np.sign(directions[:, :1])
    projection = np.vstack([mean, directions[:KEPT]]).astype(np.float32)
    np.save(folder / PROJECTION, projection)
    np.save(folder / VECTORS, np.round(projected(vectors, projection) * 127).astype(np.int8))
