"""Shared by all tests: where the guides lie, and a coach over the seeds."""

import os
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from parley.coach import Coach
from parley.coach.start import open_coach
from parley.guides.library import Library, load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
CORPUS = Path(os.environ.get("PARLEY_CORPUS", ROOT.parent / "shared" / "corpus"))


KNOWN_WRONG = Path(__file__).parent / "known_wrong.txt"
"""Rows that are read wrongly so far, a test's id a line. Each must fail: one that is mended has to leave the list."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the rows of known_wrong.txt."""
    known = {line for line in KNOWN_WRONG.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    for item in items:
        if item.nodeid.replace("\n", " ") in known:
            item.add_marker(pytest.mark.xfail(reason="read wrongly so far", strict=True))


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The development corpus of real guides; not part of the repository."""
    if not CORPUS.is_dir():
        pytest.skip(f"no development corpus at {CORPUS} (set PARLEY_CORPUS)")
    return CORPUS


@pytest.fixture(scope="session")
def corpus(corpus_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Its guides, read once for all tests: the first worker to need them keeps what it read for the others."""
    shared = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    )
    with FileLock(shared / "corpus.lock"):
        return load_library(corpus_dir, cache=shared / "corpus.snapshot")


# The same examples each time, so that a pass means the same everywhere; HYPOTHESIS_PROFILE=default draws new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def library(seeds_dir: Path) -> Library:
    """The two seed guides, read as they ship."""
    return load_library(seeds_dir)


@pytest.fixture(scope="session")
def coach(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A coach over the seeds with the small test embedder and a fixed day."""
    snapshot = refresh(library, tmp_path_factory.mktemp("index"), HashEmbedder())
    return Coach(library, Searcher(snapshot, HashEmbedder()), lambda: TODAY)


@pytest.fixture(scope="session")
def model_index(seeds_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seeds with the real model, built once for all tests that start the program."""
    index = tmp_path_factory.mktemp("model-index")
    open_coach(seeds_dir, index, hurry=False).searcher.wait_ready()
    return index


@pytest.fixture(scope="session")
def levelled(tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A coach over two made-up guides, one of which pays by level."""
    guides = Path(__file__).parent / "coach" / "guides"
    library = load_library(guides, cache=tmp_path_factory.mktemp("made-up") / "g.snapshot")
    snapshot = refresh(library, tmp_path_factory.mktemp("made-up-index"), HashEmbedder())
    return Coach(library, Searcher(snapshot, HashEmbedder()))
