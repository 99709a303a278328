"""Nearest vectors: exactly up to a size, by a bit a number and then exactly beyond it, with filters always exactly."""

import gc
from pathlib import Path

import numpy as np
import pytest

from parley.retrieval import dense
from parley.retrieval.dense import FEW, DenseIndex

ROWS, WIDTH = 3000, 32


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    """In clumps, as passages are."""
    dice = np.random.default_rng(7)
    clumps = dice.standard_normal((60, WIDTH))
    found = clumps[dice.integers(60, size=ROWS)] + 0.6 * dice.standard_normal((ROWS, WIDTH))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float16)


@pytest.fixture(params=["exact", "by bits"])
def index(request, vectors, tmp_path, monkeypatch) -> DenseIndex:  # type: ignore[no-untyped-def]
    if request.param == "by bits":
        for name, value in (("EXACT_UP_TO", 100), ("REFINED", 200), ("BATCH", 700)):
            monkeypatch.setattr(dense, name, value)
    DenseIndex.of(vectors).save(tmp_path)
    assert (tmp_path / "bits.faiss").exists() == (request.param == "by bits")
    return DenseIndex.open(tmp_path)


def nearest(vectors: np.ndarray, query: np.ndarray, k: int, rows: np.ndarray) -> list[int]:
    scores = vectors[rows].astype(np.float32) @ query
    return rows[np.lexsort((rows, -scores))[:k]].tolist()


def test_the_nearest_of_all_are_found(index: DenseIndex, vectors: np.ndarray) -> None:
    found, right = 0, 0
    for row in range(0, ROWS, 100):
        query = vectors[row].astype(np.float32)
        rows, scores = index.search(query, 10)
        found += len(set(rows.tolist()) & set(nearest(vectors, query, 10, np.arange(ROWS))))
        right += rows[0] == row
        assert list(scores) == sorted(scores, reverse=True)
    assert found / 300 >= (1.0 if index._bits is None else 0.95)
    assert right == 30


@pytest.mark.parametrize("count", [1, FEW, FEW + 1, 2000])
def test_among_given_rows_the_nearest_are_found_exactly(index: DenseIndex, vectors: np.ndarray, count: int) -> None:
    rows = np.sort(np.random.default_rng(count).choice(ROWS, count, replace=False))
    query = vectors[17].astype(np.float32)
    assert index.search(query, 10, rows)[0].tolist() == nearest(vectors, query, 10, rows)


def test_nothing_is_found_where_there_is_nothing(index: DenseIndex, vectors: np.ndarray) -> None:
    query = vectors[0].astype(np.float32)
    assert index.search(query, 10, np.empty(0, dtype=np.int64))[0].tolist() == []
    assert index.search(query, 0)[0].tolist() == []


def test_the_same_vectors_give_the_same_files(vectors, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(dense, "EXACT_UP_TO", 100)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        DenseIndex.of(vectors).save(tmp_path / name)
    for name in ("dense.faiss", "bits.faiss"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_vectors_outlive_the_index_that_they_were_read_from(vectors: np.ndarray, tmp_path: Path) -> None:
    DenseIndex.of(vectors).save(tmp_path)
    halves = DenseIndex.open(tmp_path).halves
    gc.collect()
    assert np.array_equal(halves, vectors)
    assert not halves.flags.writeable


def test_equal_vectors_come_in_the_order_of_rows(tmp_path: Path) -> None:
    index = DenseIndex.of(np.eye(4, dtype=np.float16)[[0, 1, 0, 0]])
    assert index.search(np.eye(4, dtype=np.float32)[0], 4)[0].tolist() == [0, 2, 3, 1]
