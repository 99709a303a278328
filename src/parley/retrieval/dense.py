"""Search by meaning: the nearest vectors with FAISS.

    vectors              all of them searched                                       among rows that filters allow
    up to EXACT_UP_TO    exactly                                                    exactly
    beyond               by a bit a number, then exactly among the REFINED nearest  exactly

Vectors are kept in half precision, one a passage row, in a file that is mapped, not read. docs/retrieval.md tells what
was measured.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from parley.retrieval.embedders import Vectors
from parley.retrieval.nearest import Rows, Scores, best

Halves = NDArray[np.float16]

FILE, BITS_FILE = "dense.faiss", "bits.faiss"
EXACT_UP_TO = 200_000
"""Vectors: passing over so many takes 8 ms on one core. docs/retrieval.md, "FAISS at size"."""
REFINED = 1000
BATCH = 1 << 16
FEW = 100
"""Rows so few that reading them one by one is quicker than FAISS passing over all others: 0.06 ms each way."""
_faiss: Any = faiss  # its Python wrappers take more than its type stubs know
faiss.omp_set_num_threads(1)  # a second thread saves nothing here, and the web app searches from many


class DenseIndex:
    """Unit vectors by row; scores are cosines."""

    def __init__(self, index: Any, bits: Any = None) -> None:
        self._index, self._bits = index, bits
        self.halves: Halves = np.asarray(_Held(index)).reshape(-1, index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def of(cls, halves: Halves) -> DenseIndex:
        """An index over `halves`, `[rows, dimension]`, unit vectors in half precision."""
        index = faiss.IndexScalarQuantizer(halves.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.add_sa_codes(np.ascontiguousarray(halves).view(np.uint8))
        return cls(index, _in_bits(halves) if len(halves) > EXACT_UP_TO else None)

    @classmethod
    def open(cls, folder: Path) -> DenseIndex:
        """The index saved in `folder`, mapped into memory."""
        bits = folder / BITS_FILE
        return cls(
            faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC),
            faiss.read_index(str(bits)) if bits.exists() else None,
        )

    def save(self, folder: Path) -> None:
        """Write the index into `folder`; OSError when the disk is full."""
        _write(self._index, folder / FILE)
        if self._bits is not None:
            _write(self._bits, folder / BITS_FILE)

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows nearest to `vector`, `[dimension]`, best first, ties by row; only among `rows` when given."""
        k = min(k, len(self) if rows is None else len(rows))
        if not k:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if rows is None and self._bits is not None:
            return self._compared(self._about(vector, max(k, REFINED)), vector, k)
        if rows is not None and len(rows) <= FEW:
            return self._compared(rows, vector, k)
        parameters = None if rows is None else _faiss.SearchParameters(sel=self._only(rows))
        scores, found = self._index.search(vector.reshape(1, -1), k, params=parameters)
        return best(found[0], scores[0], k)

    def _about(self, vector: Vectors, k: int) -> Rows:
        """The nearest rows as far as a bit a number can tell."""
        found = self._bits.search(vector.reshape(1, -1), k)[1][0]
        return np.asarray(found[found >= 0])

    def _compared(self, rows: Rows, vector: Vectors, k: int) -> tuple[Rows, Scores]:
        return best(rows, self.halves[rows].astype(np.float32) @ vector, k)

    def _only(self, rows: Rows) -> Any:
        allowed = np.zeros(len(self), dtype=bool)
        allowed[rows] = True
        return _faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))


class _Held:
    """The vectors of a FAISS index as an array that keeps the index from being freed as long as it is used itself."""

    def __init__(self, index: Any) -> None:
        self._index = index
        where = int(index.codes.data()) if index.ntotal else np.empty(1).ctypes.data
        self.__array_interface__ = {
            "version": 3, "typestr": "<f2", "shape": (index.ntotal * index.d,), "data": (where, True),
        }  # fmt: skip


def _write(index: Any, path: Path) -> None:
    """By a file of Python's: FAISS's own tells nobody when its last bytes find no room."""
    with path.open("wb") as file:
        faiss.write_index(index, _faiss.PyCallbackIOWriter(file.write))


def _in_bits(halves: Halves) -> Any:
    """The rows by RaBitQ (Gao and Long 2024): the signs of a vector's numbers, and what they are off by."""
    bits = _faiss.IndexRaBitQFastScan(halves.shape[1], faiss.METRIC_INNER_PRODUCT)
    bits.train(halves[:BATCH].astype(np.float32))  # takes no more than their mean
    for first in range(0, len(halves), BATCH):
        bits.add(halves[first : first + BATCH].astype(np.float32))
    return bits
