"""Shared by all tests: where the seeds and the development corpus lie."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
CORPUS = Path(os.environ.get("PARLEY_CORPUS", ROOT.parent / "shared" / "corpus"))


@pytest.fixture(scope="session")
def seeds_dir() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The development corpus of real guides; not part of the repository."""
    if not CORPUS.is_dir():
        pytest.skip(f"no development corpus at {CORPUS} (set PARLEY_CORPUS)")
    return CORPUS
