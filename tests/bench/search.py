"""FAISS at size: opening, query time, memory and recall of exact search and of what could replace it.

    python tests/bench/search.py [--sizes 22000 43000 200000]

Random unit vectors, which are the hardest case for approximate indexes and none for exact ones.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import quantiles

import faiss
import numpy as np

from parley.retrieval.dense import DenseIndex

DIMENSION, QUERIES = 384, 200


def percentiles(run, queries) -> str:  # type: ignore[no-untyped-def]
    seconds = []
    for query in queries:
        start = time.perf_counter()
        run(query)
        seconds.append(time.perf_counter() - start)
    cuts = quantiles(seconds, n=20)
    return f"p50 {cuts[9] * 1e3:6.2f} ms  p95 {cuts[18] * 1e3:6.2f} ms"


def bench(size: int) -> None:
    rng = np.random.default_rng(size)
    vectors = rng.standard_normal((size, DIMENSION), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = vectors[:QUERIES] + 0.05 * rng.standard_normal((QUERIES, DIMENSION), dtype=np.float32)
    flat = faiss.IndexFlatIP(DIMENSION)
    flat.add(vectors)
    exact = [set(flat.search(query[None], 10)[1][0]) for query in queries]
    print(f"{size:>9,}  full precision   {percentiles(lambda q: flat.search(q[None], 10), queries)}")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        DenseIndex.of(vectors.astype(np.float16)).save(Path(folder))
        built = time.perf_counter() - start
        start = time.perf_counter()
        index = DenseIndex.open(Path(folder))
        opened = time.perf_counter() - start
        found = [set(index.search(query, 10)[0]) for query in queries]
        recall = np.mean([len(a & b) / 10 for a, b in zip(found, exact, strict=True)])
        megabytes = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
        times = percentiles(lambda q: index.search(q, 10), queries)
        print(
            f"{size:>9,}  half precision   {times}  recall {recall:.3f}  "
            f"built {built:.1f} s  opened {opened * 1e3:.1f} ms  {megabytes:.0f} MB"
        )
        for share in (0.0005, 0.01, 0.1):
            rows = np.sort(rng.choice(size, max(4, int(size * share)), replace=False))
            times = percentiles(lambda q, rows=rows: index.search(q, 10, rows), queries)
            print(f"{size:>9,}  filter {len(rows):>8,}  {times}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[22_000, 43_000, 200_000])
    for size in parser.parse_args().sizes:
        bench(size)


if __name__ == "__main__":
    main()
