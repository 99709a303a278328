"""FAISS at size: build, file, opening, memory, query time and recall@10 of each way to keep vectors, each in a process.

    python tests/bench/search.py [--sizes 22000 42000 1000000] [--like INDEX_DIR] [--ways half eighth ...] [--rounds 1]

Vectors are random and of unit length, the hardest case for approximate search and none for exact search; with `--like`
they are those of a built index, each moved a little at random, as often as it takes. Queries are stored vectors moved
half as far as they can be. "dense" is what Parley does at that size (`retrieval.dense`).
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import faiss
import numpy as np

from parley.retrieval import dense
from parley.retrieval.dense import FILE, DenseIndex

DIMENSION, QUERIES, K = 384, 200, 10
LARGEST_GRAPH = 100_000  # building HNSW over a million vectors takes half an hour; name it in --ways to see it
SQ, IP = faiss.ScalarQuantizer, faiss.METRIC_INNER_PRODUCT


def hnsw() -> faiss.Index:
    index = faiss.IndexHNSWSQ(DIMENSION, SQ.QT_fp16, 32, IP)
    index.hnsw.efConstruction, index.hnsw.efSearch = 100, 64
    return index


def ivf(lists: int, probes: int) -> Callable[[], faiss.Index]:
    def made() -> faiss.Index:
        index = faiss.index_factory(DIMENSION, f"IVF{lists},SQfp16", IP)
        index.nprobe = probes
        return index

    return made


WAYS: dict[str, Callable[[], faiss.Index]] = {
    "full": lambda: faiss.IndexFlatIP(DIMENSION),
    "half": lambda: faiss.IndexScalarQuantizer(DIMENSION, SQ.QT_fp16, IP),
    "eighth": lambda: faiss.IndexScalarQuantizer(DIMENSION, SQ.QT_8bit, IP),
    "hnsw": hnsw,
    "ivf-16": ivf(1024, 16),
    "ivf-64": ivf(1024, 64),
}
# What is searched by bits in `retrieval.dense` beyond EXACT_UP_TO vectors is "bits" here at any size.
NAMES = ("dense", "bits", *WAYS)


def resident() -> float:
    """Megabytes of this process in memory, mapped files that were read among them."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def built(name: str, vectors: np.ndarray, folder: Path) -> None:
    if name in {"dense", "bits"}:
        dense.EXACT_UP_TO = 0 if name == "bits" else dense.EXACT_UP_TO
        DenseIndex.of(vectors).save(folder)
        return
    faiss.omp_set_num_threads(2)
    index = WAYS[name]()
    if not index.is_trained:
        index.train(vectors[:: max(1, len(vectors) // 65_536)].astype(np.float32))
    for first in range(0, len(vectors), 65_536):
        index.add(vectors[first : first + 65_536].astype(np.float32))
    faiss.write_index(index, str(folder / FILE))


def opened(name: str, folder: Path) -> Callable[[np.ndarray], list[int]]:
    faiss.omp_set_num_threads(1)
    if name in {"dense", "bits"}:
        ours = DenseIndex.open(folder)
        return lambda query: ours.search(query, K)[0].tolist()
    flag = faiss.IO_FLAG_MMAP if name.startswith("ivf") else faiss.IO_FLAG_MMAP_IFC
    index = faiss.read_index(str(folder / FILE), flag)
    return lambda query: index.search(query[None], K)[1][0].tolist()


def one(name: str, data: Path) -> None:
    """Build, open and ask one way, and print what it cost."""
    vectors, queries = np.load(data / "vectors.npy", "r"), np.load(data / "queries.npy")
    with tempfile.TemporaryDirectory(dir=data) as folder:
        begun = time.perf_counter()
        built(name, vectors, Path(folder))
        build = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
        code = ["--open", name, "--data", str(data), "--folder", folder]
        shown = subprocess.run([sys.executable, __file__, *code], capture_output=True, text=True, check=True)
    print(json.dumps(json.loads(shown.stdout) | {"build": build, "size": size, "queries": len(queries)}))


def asked(name: str, data: Path, folder: Path) -> None:
    """Open and ask in this process, so that its memory is that of serving alone."""
    queries, before = np.load(data / "queries.npy"), resident()
    begun = time.perf_counter()
    search = opened(name, folder)
    load = time.perf_counter() - begun
    found, seconds = [], []
    for query in queries:
        begun = time.perf_counter()
        found.append(search(query))
        seconds.append(time.perf_counter() - begun)
    cuts = quantiles(seconds[10:], n=20)
    report = {"load": load, "memory": resident() - before, "p50": cuts[9], "p95": cuts[18], "found": found}
    print(json.dumps(report))


def data_of(size: int, like: Path | None, folder: Path) -> None:
    """Write vectors in half precision and queries in full."""
    dice = np.random.default_rng(size)
    real = DenseIndex.open(like).halves if like else None
    vectors = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float16, (size, DIMENSION))
    for first in range(0, size, 65_536):
        rows = min(65_536, size - first)
        noise = dice.standard_normal((rows, DIMENSION), dtype=np.float32)
        if real is not None:
            noise = 0.4 * unit(noise) + real[dice.integers(len(real), size=rows)].astype(np.float32)
        vectors[first : first + rows] = unit(noise)
    picked = vectors[dice.integers(size, size=QUERIES)].astype(np.float32)
    near = 0.5 if like else 1.0
    np.save(folder / "queries.npy", unit(picked + near * unit(dice.standard_normal(picked.shape, dtype=np.float32))))


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def bench(size: int, names: list[str], rounds: int, like: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_of(size, like, Path(folder))
        runs: dict[str, list[dict]] = {name: [] for name in names}  # type: ignore[type-arg]
        for _ in range(rounds):
            for name in names:
                command = [sys.executable, __file__, "--one", name, "--data", folder]
                shown = subprocess.run(command, capture_output=True, text=True, check=True)
                runs[name].append(json.loads(shown.stdout))
    exact = runs["full"][0]["found"]
    for name, measured in runs.items():
        build, load, p50, p95, megabytes, disk = (
            median(run[key] for run in measured) for key in ("build", "load", "p50", "p95", "memory", "size")
        )
        found = measured[0]["found"]
        recall = np.mean([len(set(a) & set(b)) / K for a, b in zip(found, exact, strict=True)])
        print(
            f"{size:>9,} {name:7} build {build:6.1f} s  open {load * 1e3:5.1f} ms  p50 {p50 * 1e3:6.2f} ms  "
            f"p95 {p95 * 1e3:6.2f} ms  memory {megabytes:5.0f} MB  file {disk:5.0f} MB  recall@10 {recall:.3f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[22_000, 42_000, 1_000_000])
    parser.add_argument("--ways", nargs="+", choices=NAMES, help="all, if not given")
    parser.add_argument("--like", type=Path, help="the folder of dense.faiss in a built index")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--one", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--open", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one, args.data)
    elif args.open:
        asked(args.open, args.data, args.folder)
    else:
        for size in args.sizes:
            ways = args.ways or [name for name in NAMES if name != "hnsw" or size <= LARGEST_GRAPH]
            bench(size, list(dict.fromkeys(["full", *ways])), args.rounds, args.like)


if __name__ == "__main__":
    main()
