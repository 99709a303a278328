"""Ways to keep vectors with Qdrant's own engine, in process (qdrant-edge-py), by itself or as a small server.

    kits/install.py qdrant                                      once
    build/kits/qdrant/bin/python nearest/qdrant_ways.py ...     see job.py; `search.py` does it

A server's engine is the same; what it adds is the way over the network, its write-ahead log, and other machines.
"""

from pathlib import Path

import numpy as np
import qdrant_edge as qdrant
from job import K, Search, batches, run

DIMENSION, THREADS = 384, 2
EXACT, BITS, GRAPH = "qdrant, exact", "qdrant, by bits", "qdrant, graph"
OVERSAMPLED = 100.0
"""Of ten asked for, a thousand compared exactly: what Parley does by bits."""


def config(way: str) -> qdrant.EdgeConfig:
    """Half precision, one segment; a graph as a server makes by default, or none."""
    bits = qdrant.TurboQuantQuantizationConfig(bits=qdrant.TurboQuantBitSize.Bits1, memory=qdrant.Memory.Pinned)
    return qdrant.EdgeConfig(
        vectors=qdrant.EdgeVectorParams(DIMENSION, qdrant.Distance.Dot, datatype=qdrant.VectorStorageDatatype.Float16),
        hnsw_config=qdrant.HnswIndexConfig(16 if way == GRAPH else 0, 100, 10_000, max_indexing_threads=THREADS),
        quantization_config=bits if way == BITS else None,
        optimizers=qdrant.EdgeOptimizersConfig(default_segment_number=1, max_segment_size=1 << 24),
        max_search_threads=1,
        wal_enabled=False,
    )


def build(way: str, vectors: np.ndarray, folder: Path) -> None:
    shard = qdrant.EdgeShard.create(str(folder), config(way))
    for first, some in batches(vectors):
        points = [qdrant.Point(row, vector) for row, vector in enumerate(some.tolist(), first)]
        shard.update(qdrant.UpdateOperation.upsert_points(points))
    shard.optimize()
    shard.flush()
    shard.close()


def opened(way: str, folder: Path) -> Search:
    shard = qdrant.EdgeShard.load(str(folder), config(way))
    compared = qdrant.QuantizationSearchParams(rescore=True, oversampling=OVERSAMPLED) if way == BITS else None
    params = qdrant.SearchParams(exact=way == EXACT, quantization=compared)

    def search(query: np.ndarray) -> list[int]:
        nearest = qdrant.Query.Nearest(query.tolist())
        return [point.id for point in shard.query(qdrant.QueryRequest(K, query=nearest, params=params))]

    return search


if __name__ == "__main__":
    run(build, opened)
