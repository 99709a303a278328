"""Nearest vectors at size: build, opening, query time, memory, disk and recall@10 of each way, in processes of its own.

    python tests/bench/search.py [--sizes 22000 42000 1000000] [--like INDEX_DIR] [--ways parley ...] [--rounds 1]

Vectors are random and of unit length, the hardest case for approximate search and none for exact search; with `--like`
they are those of a built index, each moved a little at random, as often as it takes. Queries are stored vectors moved
half as far as they can be; with `--like` half of them are questions in people's words, told apart in the last column.
"parley" is what `retrieval.dense` does at that size. Qdrant's engine is compared where `kits/install.py qdrant` has put
it. One thread asks; "work" is processor time, which a busy machine changes least. A million takes six GB of disk.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean, median

import numpy as np
from kits.install import python_of

from parley.retrieval.dense import EXACT_UP_TO, DenseIndex
from parley.retrieval.open import best_embedder
from parley.retrieval.snapshot import Snapshot

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DIMENSION, QUERIES, K, BATCH = 384, 100, 10, 1 << 16
OURS, GRAPHS = "parley", ("HNSW32, ef 64", "qdrant, graph")
WAYS = (
    OURS, "parley, by bits", "full precision", "a byte a number", "IVF, a list in 16", "HNSW32, ef 64",
    "qdrant, exact", "qdrant, by bits", "qdrant, graph",
)  # fmt: skip
LARGEST_GRAPH = 100_000  # a graph over a million takes a quarter of an hour and more; name it in --ways to see it
QUESTIONS = ROOT / "tests" / "retrieval" / "corpus_queries.jsonl"


def command(word: str, way: str, data: Path, folder: Path) -> list[str]:
    engine = way.startswith("qdrant")
    program = HERE / "nearest" / ("qdrant_ways.py" if engine else "faiss_ways.py")
    return [str(python_of("qdrant")) if engine else sys.executable, str(program), word, way, str(data), str(folder)]


def measured(way: str, data: Path) -> dict[str, object]:
    """Build and ask one way."""
    with tempfile.TemporaryDirectory(dir=data) as folder:
        figures: dict[str, object] = {}
        for word in ("build", "ask"):
            shown = subprocess.run(
                command(word, way, data, Path(folder)), stdout=subprocess.PIPE, text=True, check=True
            )
            figures |= json.loads(shown.stdout)
        blocks = sum(path.stat().st_blocks for path in Path(folder).rglob("*") if path.is_file())
        return figures | {"disk": blocks * 512 / 2**20}


def data_of(size: int, like: Path | None, folder: Path) -> None:
    """Write vectors in half precision, queries in full, and the rows that are truly nearest."""
    dice = np.random.default_rng(size)
    snapshot = Snapshot.open(like) if like else None
    vectors = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float16, (size, DIMENSION))
    for first in range(0, size, BATCH):
        vectors[first : first + BATCH] = drawn(min(BATCH, size - first), dice, snapshot and snapshot.dense)
    picked = vectors[np.sort(dice.choice(size, QUERIES, replace=False))].astype(np.float32)
    near = 0.5 if like else 1.0
    queries = unit(picked + near * unit(dice.standard_normal(picked.shape, dtype=np.float32)))
    if like:
        queries = np.concatenate([queries, asked()])
    np.save(folder / "queries.npy", queries)
    np.save(folder / "nearest.npy", nearest(vectors, queries))


def drawn(rows: int, dice: np.random.Generator, like: DenseIndex | None) -> np.ndarray:
    noise = unit(dice.standard_normal((rows, DIMENSION), dtype=np.float32))
    if like is None:
        return noise
    return unit(0.4 * noise + like.halves[dice.integers(len(like), size=rows)].astype(np.float32))


def asked() -> np.ndarray:
    """Questions in people's words as vectors; they name no company of any guide."""
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return best_embedder().embed(texts[:QUERIES])


def nearest(vectors: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """The K rows of highest cosine for each query, by comparing all."""
    rows, scores = np.empty((len(queries), 0), np.int64), np.empty((len(queries), 0), np.float32)
    for first in range(0, len(vectors), BATCH):
        some = queries @ vectors[first : first + BATCH].astype(np.float32).T
        scores = np.concatenate([scores, some], axis=1)
        rows = np.concatenate([rows, np.broadcast_to(np.arange(first, first + some.shape[1]), some.shape)], axis=1)
        kept = np.argpartition(-scores, K - 1, axis=1)[:, :K]
        rows, scores = (np.take_along_axis(part, kept, axis=1) for part in (rows, scores))
    return rows


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def recall(found: list[list[int]], exact: np.ndarray) -> float:
    return mean(len(set(one) & set(true.tolist())) / K for one, true in zip(found, exact, strict=True))


def told(size: int, way: str, runs: list[dict], exact: np.ndarray) -> str:  # type: ignore[type-arg]
    """A row of the table; recall of moved vectors, and of questions where there are any."""
    one = {key: median(run[key] for run in runs) for key in runs[0] if key != "found"}
    found = runs[0]["found"]
    parts = [slice(QUERIES), slice(QUERIES, None)][: 1 + (len(exact) > QUERIES)]
    recalls = " / ".join(f"{recall(found[part], exact[part]):.3f}" for part in parts)
    return (
        f"| {size:,} | {way} | {one['build']:.1f} s, {one['peak']:.0f} MB | {one['open'] * 1e3:.0f} + "
        f"{one['first'] * 1e3:.0f} ms | {one['p50'] * 1e3:.2f} ms ({one['work'] * 1e3:.2f}) | "
        f"{one['p95'] * 1e3:.2f} ms | {one['memory']:.0f} + {one['mapped']:.0f} MB | {one['disk']:.0f} MB | {recalls} |"
    )


def bench(size: int, ways: list[str], rounds: int, like: Path | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        data_of(size, like, data)
        runs: dict[str, list[dict]] = {way: [] for way in ways}  # type: ignore[type-arg]
        for _ in range(rounds):
            for way in ways:
                runs[way].append(measured(way, data))
        exact = np.load(data / "nearest.npy")
        for way, measures in runs.items():
            print(told(size, way, measures, exact), flush=True)


def ways_at(size: int) -> list[str]:
    """What is compared unless ways are named: what ends in minutes, and says something else than another."""
    engine = python_of("qdrant").exists()
    kept = [way for way in WAYS if engine or not way.startswith("qdrant")]
    return [
        way for way in kept
        if not (way in GRAPHS and size > LARGEST_GRAPH) and not (way == "parley, by bits" and size > EXACT_UP_TO)
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[22_000, 42_000, 1_000_000])
    parser.add_argument("--ways", nargs="+", choices=WAYS, help="all that end in minutes, if not given")
    parser.add_argument("--like", type=Path, help="an index folder as `parley index` writes it")
    parser.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    print("| vectors | way | build, peak | open + first | p50 (of work) | p95 | memory + mapped | disk | recall@10 |")
    print("|---|---|---|---|---|---|---|---|---|")
    for size in args.sizes:
        bench(size, args.ways or ways_at(size), args.rounds, args.like)


if __name__ == "__main__":
    main()
