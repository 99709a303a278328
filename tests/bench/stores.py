"""Time of a search and memory of each store of vectors: `python tests/bench/stores.py faiss 22000 1000000`.

Stores: faiss, qdrant (in this process, for tests), or the URL of a Qdrant server. Vectors are random, of 384 numbers in
half precision; a search asks for the best 100, of all rows and of 12, and each figure is the median of 20. Memory is
what the process grew by. One process a line, so that no store warms another's memory.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from parley.retrieval.dense import DenseIndex
from parley.retrieval.nearest import DenseStore

DIMENSION, TIMES, BEST = 384, 20, 100


def main() -> None:
    """Measure the store for each number of rows."""
    store, *sizes = sys.argv[1:]
    if sizes[-1:] == ["--here"]:
        print(measured(store, int(sizes[0])), flush=True)
        return
    for size in sizes:
        subprocess.run([sys.executable, __file__, store, size, "--here"], check=True)


def measured(store: str, size: int) -> str:
    """One line of figures."""
    dice = np.random.default_rng(1)
    with TemporaryDirectory() as folder:
        DenseIndex.of(_unit(dice.standard_normal((size, DIMENSION), dtype=np.float32))).save(Path(folder))
        before, start = resident(), time.perf_counter()
        opened = _opened(store, DenseIndex.open(Path(folder)))
        ready = time.perf_counter() - start
        everything = median(opened, None)
        few = median(opened, np.arange(0, size, max(1, size // 12), dtype=np.int64)[:12])
        return (
            f"{store:8} {size:>9,} rows: all {everything:8.2f} ms, of 12 rows {few:6.2f} ms, "
            f"ready in {ready:6.2f} s, memory {resident() - before:6.0f} MB"
        )


def _opened(store: str, local: DenseIndex) -> DenseStore:
    if store == "faiss":
        return local
    from parley.retrieval.qdrant import MEMORY, QdrantStore, _client

    opened = QdrantStore(_client(MEMORY if store == "qdrant" else store), f"bench-{len(local)}", local)
    opened._fill()
    return opened


def median(store: DenseStore, rows: np.ndarray | None) -> float:
    """Milliseconds of a search."""
    dice, times = np.random.default_rng(2), []
    for _ in range(TIMES):
        vector = dice.standard_normal(DIMENSION).astype(np.float32)
        start = time.perf_counter()
        store.search(vector / np.linalg.norm(vector), BEST, rows)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _unit(vectors: np.ndarray) -> np.ndarray:
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float16)


def resident() -> float:
    """Megabytes of memory in use by this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
