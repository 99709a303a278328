"""Search by meaning: the nearest vectors, exactly, with FAISS.

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

FILE = "dense.faiss"
FEW = 100
"""Rows so few that reading them one by one is quicker than FAISS passing over all others: 0.06 ms each way."""
_faiss: Any = faiss  # its Python wrappers take more than its type stubs know
faiss.omp_set_num_threads(1)  # a second thread saves nothing here, and the web app searches from many


class DenseIndex:
    """Unit vectors by row; scores are cosines."""

    def __init__(self, index: Any) -> None:
        self._index = index
        codes = index.codes
        self.halves: Halves = (
            _faiss.rev_swig_ptr(codes.data(), codes.size()).view(np.float16).reshape(-1, index.d)
            if index.ntotal
            else np.empty((0, index.d), dtype=np.float16)
        )

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def of(cls, halves: Halves) -> DenseIndex:
        """An index over `halves`, `[rows, dimension]`, unit vectors in half precision."""
        index = faiss.IndexScalarQuantizer(halves.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index.add_sa_codes(np.ascontiguousarray(halves).view(np.uint8))
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> DenseIndex:
        """The index saved in `folder`, mapped into memory."""
        return cls(faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`; OSError when the disk is full."""
        try:
            faiss.write_index(self._index, str(folder / FILE))
        except RuntimeError as error:
            raise OSError(f"{folder / FILE}: {error}") from error

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows nearest to `vector`, `[dimension]`, best first, ties by row; only among `rows` when given."""
        k = min(k, len(self) if rows is None else len(rows))
        if not k:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if rows is not None and len(rows) <= FEW:
            return best(rows, self.halves[rows].astype(np.float32) @ vector, k)
        parameters = None if rows is None else _faiss.SearchParameters(sel=self._only(rows))
        scores, found = self._index.search(vector.reshape(1, -1), k, params=parameters)
        return best(found[0], scores[0], k)

    def _only(self, rows: Rows) -> Any:
        allowed = np.zeros(len(self), dtype=bool)
        allowed[rows] = True
        return _faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
