"""The stores of vectors side by side on a built index: the same rows? how fast? and when the server dies?

    python tests/bench/stores.py INDEX_DIR [--store URL] [--times 300]

Without `--store` a small server over Qdrant's own engine is started (`nearest/qdrant_server.py`, once installed by
`kits/install.py qdrant`) and, at half of the questions, killed. Asked are the judged questions, over everything and
under the filters of guides drawn at random, the best 100 each. Times are of the vectors' search alone.
"""

import argparse
import json
import logging
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import numpy as np
from kits.install import python_of
from search import QUESTIONS

from parley.retrieval.embedders import Embedder
from parley.retrieval.model import Filters
from parley.retrieval.nearest import DenseStore, Rows, Scores
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import LEVER
from parley.retrieval.qdrant import QdrantStore
from parley.retrieval.search import Searcher
from parley.retrieval.snapshot import Snapshot

BEST, PORT_WAIT = 100, 20
SERVER = Path(__file__).parent / "nearest" / "qdrant_server.py"


@dataclass
class Compared:
    """What two stores said of the same questions: rows with scores, and the hits that a searcher makes of them."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    same_rows: int = 0
    same_hits: int = 0
    furthest: float = 0.0
    by_local: int = 0

    def add(self, one: tuple[Rows, Scores], other: tuple[Rows, Scores]) -> None:
        self.same_rows += set(one[0].tolist()) == set(other[0].tolist())
        if len(one[1]) == len(other[1]) > 0:
            self.furthest = max(self.furthest, float(np.abs(one[1] - other[1]).max()))

    def timed(self, name: str, store: DenseStore, vector: np.ndarray, rows: Rows | None) -> tuple[Rows, Scores]:
        begun = time.perf_counter()
        found = store.search(vector, BEST, rows)
        self.seconds.setdefault(name, []).append(time.perf_counter() - begun)
        return found


@dataclass(frozen=True)
class Case:
    """A question, and where it looks: everywhere, in one company's guides, among the levers of one guide."""

    where: str
    text: str
    filters: Filters


def cases(snapshot: Snapshot, times: int) -> Iterator[Case]:
    """So many of the judged questions, under filters drawn at random."""
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    dice = np.random.default_rng(1)
    for number in range(times):
        passage = snapshot.passages[int(dice.integers(len(snapshot.passages)))]
        where, filters = (
            ("everything", Filters()),
            ("a company", Filters(passage.company)),
            ("a guide's levers", Filters(passage.company, passage.role, kinds=(LEVER,))),
        )[number % 3]
        yield Case(where, texts[number % len(texts)], filters)


def compare(snapshot: Snapshot, store: QdrantStore, embedder: Embedder, asked: Sequence[Case]) -> Compared:
    found = Compared()
    one, other = Searcher(snapshot, embedder), Searcher(snapshot, embedder, store)
    for case in asked:
        vector, rows = embedder.embed([case.text])[0], snapshot.passages.rows(case.filters)
        ours = found.timed(f"faiss   {case.where}", snapshot.dense, vector, rows)
        found.add(ours, found.timed(f"qdrant  {case.where}", store, vector, rows))
        found.same_hits += one.search(case.text, case.filters) == other.search(case.text, case.filters)
        found.by_local += store._down
    return found


def tell(what: str, found: Compared, count: int) -> None:
    print(
        f"{what}: of {count} questions {found.same_rows} with the same rows, "
        f"scores at most {found.furthest:.6f} apart, {found.same_hits} with the same hits; "
        f"the index here answered {found.by_local}"
    )
    for name, seconds in sorted(found.seconds.items()):
        cuts = quantiles(seconds, n=20)
        print(f"    {name:26} p50 {cuts[9] * 1e3:7.2f} ms   p95 {cuts[18] * 1e3:7.2f} ms")


@contextmanager
def engine() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a fresh server over Qdrant's engine, and its process."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen([str(python_of("qdrant")), str(SERVER), folder, "--port", str(port)])
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    for _ in range(PORT_WAIT * 10):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server over Qdrant's engine does not start; run: python tests/bench/kits/install.py qdrant")


def opened(address: str, snapshot: Snapshot) -> QdrantStore:
    begun = time.perf_counter()
    store = QdrantStore.at(address, snapshot)
    print(f"{len(store):,} vectors copied to {address} in {time.perf_counter() - begun:.1f} s")
    return store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--store", help="the URL of a Qdrant server")
    parser.add_argument("--times", type=int, default=300)
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="    log: %(message)s")
    snapshot, embedder = Snapshot.open(args.index), best_embedder()
    asked = list(cases(snapshot, args.times))
    if args.store:
        tell("the server", compare(snapshot, opened(args.store, snapshot), embedder, asked), len(asked))
        return
    half = len(asked) // 2
    with engine() as (address, process):
        store = opened(address, snapshot)
        tell("Qdrant's engine", compare(snapshot, store, embedder, asked[:half]), half)
        process.kill()
        process.wait()
        tell("after kill -9", compare(snapshot, store, embedder, asked[half:]), len(asked) - half)


if __name__ == "__main__":
    main()
