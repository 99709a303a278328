"""Ways to keep vectors with FAISS, and Parley's own (`retrieval.dense`): see job.py."""

from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
from job import BATCH, K, Search, batches, run

from parley.retrieval import dense
from parley.retrieval.dense import FILE, DenseIndex

DIMENSION, LARGE = 384, 200_000
SQ, IP = faiss.ScalarQuantizer, faiss.METRIC_INNER_PRODUCT
OURS, BITS = "parley", "parley, by bits"
"""What Parley does at a size; what it does beyond EXACT_UP_TO, at any size."""


def hnsw(_: int) -> faiss.Index:
    index = faiss.IndexHNSWSQ(DIMENSION, SQ.QT_fp16, 32, IP)
    index.hnsw.efConstruction, index.hnsw.efSearch = 100, 64
    return index


def ivf(size: int) -> faiss.Index:
    lists = 256 if size < LARGE else 1024
    index = faiss.index_factory(DIMENSION, f"IVF{lists},SQfp16", IP)
    index.nprobe = lists // 16
    return index


WAYS: dict[str, Callable[[int], faiss.Index]] = {
    "full precision": lambda _: faiss.IndexFlatIP(DIMENSION),
    "a byte a number": lambda _: faiss.IndexScalarQuantizer(DIMENSION, SQ.QT_8bit, IP),
    "HNSW32, ef 64": hnsw,
    "IVF, a list in 16": ivf,
}


def build(way: str, vectors: np.ndarray, folder: Path) -> None:
    if way in {OURS, BITS}:
        dense.EXACT_UP_TO = 0 if way == BITS else dense.EXACT_UP_TO
        DenseIndex.of(vectors).save(folder)
        return
    faiss.omp_set_num_threads(2)
    index = WAYS[way](len(vectors))
    if not index.is_trained:
        index.train(vectors[:: max(1, len(vectors) // (4 * BATCH))].astype(np.float32))
    for _, some in batches(vectors):
        index.add(some)
    faiss.write_index(index, str(folder / FILE))


def opened(way: str, folder: Path) -> Search:
    faiss.omp_set_num_threads(1)
    if way in {OURS, BITS}:
        ours = DenseIndex.open(folder)
        return lambda query: ours.search(query, K)[0].tolist()
    flag = faiss.IO_FLAG_MMAP if way.startswith("IVF") else faiss.IO_FLAG_MMAP_IFC
    index = faiss.read_index(str(folder / FILE), flag)
    return lambda query: index.search(query[None], K)[1][0].tolist()


if __name__ == "__main__":
    run(build, opened)
