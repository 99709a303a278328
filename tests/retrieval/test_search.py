"""Searching: filters are exact, equal scores have one order, words serve until the model is there."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from parley.errors import ModelMissing
from parley.retrieval.embedders import Embedder, HashEmbedder, NoModel
from parley.retrieval.index import Snapshot, refresh
from parley.retrieval.model import Filters
from parley.retrieval.search import Searcher

from .guides import SHELF


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return refresh(SHELF, tmp_path_factory.mktemp("index"), HashEmbedder())


@pytest.fixture
def searcher(snapshot: Snapshot) -> Searcher:
    return Searcher(snapshot, HashEmbedder())


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("I carried the pager, on-call at night", "Pager Compensation"),
        ("uptime during a launch", "Launch Window Uptime"),
        ("my pricing experiment raised the margin", "Pricing Experiments"),
    ],
)
def test_the_lever_that_fits_comes_first(searcher: Searcher, question: str, title: str) -> None:
    assert searcher.search(question, Filters(kinds=("lever",)))[0].passage.title == title


@pytest.mark.parametrize(
    ("filters", "allowed"),
    [
        (Filters(company="bakery"), lambda p: p.company == "bakery"),
        (Filters(role="data-scientist"), lambda p: p.role == "data-scientist"),
        (Filters(company="bakery", role="data-scientist"), lambda p: p.guide == "bakery/data-scientist.md"),
        (Filters(kinds=("lever", "dna")), lambda p: p.kind in ("lever", "dna")),
        (Filters(region="London (GBP)"), lambda p: not p.regions or "London (GBP)" in p.regions),
        (Filters(company="nobody"), lambda p: False),
        (Filters(kinds=("nothing",)), lambda p: False),
        (Filters(region="Berlin"), lambda p: not p.regions),
    ],
    ids=["company", "role", "both", "kinds", "region", "no company", "no kind", "no region"],
)  # fmt: skip
def test_filters_are_exact(searcher: Searcher, filters: Filters, allowed) -> None:  # type: ignore[no-untyped-def]
    snapshot = searcher.snapshot
    passages = [snapshot.passages[row] for row in range(len(snapshot.passages))]
    hits = searcher.search("ask for engineers data levels bread in London New York", filters, k=100)
    assert {hit.passage for hit in hits} == {passage for passage in passages if allowed(passage)}


def test_equal_passages_are_ordered_by_guide_and_line(searcher: Searcher) -> None:
    hits = searcher.search("Engineer = L4", Filters(kinds=("level_mapping",)))
    assert [hit.passage.guide for hit in hits] == sorted(hit.passage.guide for hit in hits)
    assert len(hits) == 3


@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00", "zzzz qqqq", "the of and", "word " * 20_000, "<b>hi</b>"])
def test_odd_questions_do_no_harm(searcher: Searcher, text: str) -> None:
    assert len(searcher.search(text, k=5)) <= 5


def test_words_serve_until_the_model_is_there(snapshot: Snapshot) -> None:
    arrived = threading.Event()

    def slow() -> Embedder:
        arrived.wait(5)
        return HashEmbedder()

    searcher = Searcher(snapshot, slow)
    searcher.load_in_background()
    assert searcher.mode == "lexical"
    assert not searcher.wait_ready(0.01)
    assert searcher.search("on-call pager")[0].passage.title == "Pager Compensation"
    arrived.set()
    assert searcher.wait_ready(5)
    assert searcher.mode == "dense+lexical"


@pytest.mark.parametrize("failure", [ModelMissing("no weights"), OSError("no disk"), ImportError("no library")])
def test_a_model_that_fails_leaves_words_and_one_line(snapshot, caplog, failure) -> None:  # type: ignore[no-untyped-def]
    def broken() -> Embedder:
        raise failure

    searcher = Searcher(snapshot, broken)
    with caplog.at_level(logging.WARNING):
        assert not searcher.wait_ready(5)
    assert searcher.mode == "lexical"
    assert [record.getMessage() for record in caplog.records] == [f"search by meaning is off, by words only: {failure}"]
    assert searcher.search("on-call pager")


def test_vectors_of_another_model_are_never_compared(snapshot: Snapshot, caplog: pytest.LogCaptureFixture) -> None:
    class Other(HashEmbedder):
        revision = "2/exact"

    with caplog.at_level(logging.WARNING):
        assert Searcher(snapshot, Other()).mode == "lexical"
        assert Searcher(snapshot, NoModel()).mode == "lexical"
    assert "built by hash-for-tests 1/exact, this is hash-for-tests 2/exact" in caplog.text


def test_an_index_without_a_model_is_searched_by_words(tmp_path: Path) -> None:
    searcher = Searcher(refresh(SHELF, tmp_path, NoModel()), NoModel())
    assert searcher.search("on-call pager")[0].passage.title == "Pager Compensation"


def test_many_threads_get_the_same_answer(searcher: Searcher) -> None:
    searcher.wait_ready()
    questions = ["on-call pager", "bread forecasts", "launch uptime", "grew a team"] * 50
    alone = [searcher.search(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(searcher.search, questions)) == alone
