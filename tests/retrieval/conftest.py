"""Shared by the tests that need the real model: it is compiled once."""

import pytest

from parley.retrieval.compiled import CompiledMiniLM, compile_minilm


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> CompiledMiniLM:
    return compile_minilm(tmp_path_factory.mktemp("compiled") / "encoder")
