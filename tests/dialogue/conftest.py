"""The libraries of the dialogues, each read once: the user's two guides, and the development corpus."""

from pathlib import Path

import pytest

from parley.guides.library import Library, load_library


@pytest.fixture(scope="session")
def seeds(seeds_dir: Path) -> Library:
    return load_library(seeds_dir)


@pytest.fixture(scope="session")
def corpus(corpus_dir: Path) -> Library:
    return load_library(corpus_dir)
