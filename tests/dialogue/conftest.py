"""The library of the dialogues, read once: the user's two guides."""

from pathlib import Path

import pytest

from parley.guides.library import Library, load_library


@pytest.fixture(scope="session")
def seeds(seeds_dir: Path) -> Library:
    return load_library(seeds_dir)
