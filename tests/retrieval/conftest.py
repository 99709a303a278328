"""Shared by the tests that need the real model: the encoder that ships."""

import pytest

from parley.retrieval.compiled import CompiledMiniLM


@pytest.fixture(scope="session")
def encoder() -> CompiledMiniLM:
    return CompiledMiniLM()
