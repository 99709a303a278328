"""Qdrant answers as FAISS does, and an answer never waits for a server that is gone."""

import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from parley.errors import UsageError
from parley.retrieval.dense import DenseIndex
from parley.retrieval.embedders import HashEmbedder, Vectors
from parley.retrieval.index import refresh
from parley.retrieval.model import Filters
from parley.retrieval.nearest import DenseStore
from parley.retrieval.open import open_searcher
from parley.retrieval.search import DENSE, FUSED, Searcher
from parley.retrieval.snapshot import Snapshot

from .guides import SHELF

qdrant = pytest.importorskip("parley.retrieval.qdrant", reason='needs pip install ".[qdrant]"')
pytestmark = pytest.mark.filterwarnings("ignore:Local mode")
ROWS, DIMENSION = 1200, 64
QUESTIONS = ("uptime of launch pads", "bread forecasts", "on-call at night", "team growth", "level mapping", "New York")


def unit(rows: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).standard_normal((rows, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def stores() -> tuple[DenseStore, DenseStore]:
    local = DenseIndex.of(unit(ROWS, 1).astype(np.float16))
    store = qdrant.QdrantStore(qdrant.QdrantClient(":memory:"), "test", local)
    store._fill()
    return local, store


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return refresh(SHELF, tmp_path_factory.mktemp("index"), HashEmbedder())


def same(one: tuple[object, np.ndarray], other: tuple[object, np.ndarray]) -> None:
    assert list(one[0]) == list(other[0])
    assert np.allclose(one[1], other[1], atol=1e-4)


@pytest.mark.parametrize("k", [1, 10, 100, ROWS + 5])
def test_the_same_rows_and_scores(stores: tuple[DenseStore, DenseStore], k: int) -> None:
    for vector in unit(20, 2):
        same(stores[0].search(vector, k), stores[1].search(vector, k))


@pytest.mark.parametrize("count", [0, 1, 7, 150, 900])
def test_the_same_among_some_rows(stores: tuple[DenseStore, DenseStore], count: int) -> None:
    rows = np.sort(np.random.default_rng(3).choice(ROWS, count, replace=False)).astype(np.int64)
    for vector in unit(5, 4):
        found = stores[1].search(vector, 50, rows)
        same(stores[0].search(vector, 50, rows), found)
        assert set(found[0]) <= set(rows)


@pytest.mark.parametrize("way", [DENSE, FUSED])
def test_the_same_hits_through_the_searcher(snapshot: Snapshot, way: str) -> None:
    store = qdrant.QdrantStore.at(qdrant.MEMORY, snapshot)
    faiss, other = Searcher(snapshot, HashEmbedder()), Searcher(snapshot, HashEmbedder(), store)
    for question in QUESTIONS:
        for filters in (Filters(), Filters(company="bakery"), Filters(company="rocketry", region="London (GBP)")):
            one, two = (searcher.search(question, filters, way=way) for searcher in (faiss, other))
            assert [hit.passage for hit in one] == [hit.passage for hit in two]


def test_a_collection_belongs_to_one_index_and_is_filled_once(snapshot: Snapshot, monkeypatch) -> None:
    client = qdrant.QdrantClient(":memory:")
    monkeypatch.setattr(qdrant, "_client", lambda address: client)
    first = qdrant.QdrantStore.at("http://one.test", snapshot)
    assert first.collection == f"parley-{snapshot.origin.folder}"
    monkeypatch.setattr(client, "upsert", lambda *_, **__: pytest.fail("filled twice"))
    assert len(qdrant.QdrantStore.at("http://one.test", snapshot)) == len(snapshot.passages)


def test_one_half_filled_is_made_whole(snapshot: Snapshot, monkeypatch) -> None:
    client = qdrant.QdrantClient(":memory:")
    monkeypatch.setattr(qdrant, "_client", lambda address: client)
    store = qdrant.QdrantStore.at("http://one.test", snapshot)
    client.delete(store.collection, points_selector=[0, 1, 2])
    qdrant.QdrantStore.at("http://one.test", snapshot)
    assert client.count(store.collection).count == len(snapshot.passages)


def test_only_vectors_leave_the_machine(snapshot: Snapshot, monkeypatch) -> None:
    client = qdrant.QdrantClient(":memory:")
    monkeypatch.setattr(qdrant, "_client", lambda address: client)
    store = qdrant.QdrantStore.at("http://one.test", snapshot)
    assert not any(point.payload for point in client.scroll(store.collection, limit=100, with_payload=True)[0])


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def test_a_server_that_is_not_there_is_named_at_the_start(snapshot: Snapshot, closed_port: int) -> None:
    with pytest.raises(UsageError, match=r"no usable Qdrant server.*run without --store"):
        qdrant.QdrantStore.at(f"http://127.0.0.1:{closed_port}", snapshot)


def test_a_server_that_goes_away_costs_no_answer(snapshot: Snapshot, closed_port: int, caplog) -> None:
    gone = qdrant._client(f"http://127.0.0.1:{closed_port}")
    store = qdrant.QdrantStore(gone, "parley-gone", snapshot.dense)
    vector = HashEmbedder().embed(["secret words"])[0]
    with caplog.at_level(logging.DEBUG, logger="parley"):
        for _ in range(3):
            same(store.search(vector, 5), snapshot.dense.search(vector, 5))
    assert len([line for line in caplog.messages if "the index here does" in line]) == 1
    assert "secret" not in caplog.text


def test_a_collection_that_lost_points_does_not_answer(snapshot: Snapshot, caplog) -> None:
    store = qdrant.QdrantStore.at(qdrant.MEMORY, snapshot)
    store._client.delete(store.collection, points_selector=[0, 1, 2])
    vector = HashEmbedder().embed(["uptime"])[0]
    same(store.search(vector, 100), snapshot.dense.search(vector, 100))
    assert "the index here does" in caplog.text


def test_a_server_that_hangs_is_waited_for_once(snapshot: Snapshot, monkeypatch) -> None:
    monkeypatch.setattr(qdrant, "PATIENCE", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        store = qdrant.QdrantStore(qdrant._client(f"http://127.0.0.1:{silent.getsockname()[1]}"), "x", snapshot.dense)
        vector, begun = HashEmbedder().embed(["uptime"])[0], time.monotonic()
        for _ in range(5):
            same(store.search(vector, 5), snapshot.dense.search(vector, 5))
    assert time.monotonic() - begun < 2 * qdrant.PATIENCE


def test_a_server_that_comes_back_is_asked_again(snapshot: Snapshot, monkeypatch) -> None:
    monkeypatch.setattr(qdrant, "PAUSE", 0)
    store = qdrant.QdrantStore.at(qdrant.MEMORY, snapshot)
    vector, ask = HashEmbedder().embed(["uptime"])[0], store._client.query_points
    monkeypatch.setattr(store._client, "query_points", lambda *_, **__: (_ for _ in ()).throw(OSError("gone")))
    store.search(vector, 5)
    asked: list[str] = []
    monkeypatch.setattr(store._client, "query_points", lambda *a, **b: asked.append("again") or ask(*a, **b))
    same(store.search(vector, 5), snapshot.dense.search(vector, 5))
    assert asked == ["again"]


def test_no_other_word_is_a_store(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("parley.retrieval.open.best_embedder", HashEmbedder)
    with pytest.raises(UsageError, match="give faiss, or the URL"):
        open_searcher(SHELF, tmp_path, store="file:///etc/passwd")
