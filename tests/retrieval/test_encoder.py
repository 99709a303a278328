"""The encoder that ships agrees with sentence-transformers, and falls back in words when it cannot be had."""

import logging
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from training.encoder import compile_minilm, write_full

from parley.errors import ModelMissing
from parley.models.session import open_session
from parley.models.weights import PUBLISHED, TOKENIZER, shipped_tokenizer
from parley.retrieval.compiled import CARD, MODEL, CompiledMiniLM
from parley.retrieval.embedders import MAX_PIECES, MODEL_NAME, MiniLM, same_space
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
def test_in_full_arithmetic_its_graph_is_the_reference(tmp_path: Path) -> None:
    session, pieces_of = open_session(write_full(tmp_path / "fp32.onnx")), shipped_tokenizer()
    pieces_of.enable_truncation(MAX_PIECES)
    ids = [np.array(pieces_of.encode(text).ids, dtype=np.int64) for text in TEXTS]
    full = np.array([session.run(["vector"], {"ids": one})[0] for one in ids])
    assert np.sum(full * MiniLM().embed(TEXTS), axis=1).min() > 0.99999


@pytest.mark.model
def test_what_ships_is_compiled_from_the_published_weights(tmp_path: Path, encoder: CompiledMiniLM) -> None:
    """Byte for byte where the tools are the same; else the same vectors, and another `make encoder` is due."""
    made = compile_minilm(tmp_path / "encoder")
    assert made.card.weights == encoder.card.weights == PUBLISHED["model.safetensors"][:12]
    assert made.card.files[TOKENIZER] == encoder.card.files[TOKENIZER]
    assert np.sum(made.embed(TEXTS) * encoder.embed(TEXTS), axis=1).min() > 0.9999


@pytest.fixture
def damaged(tmp_path: Path, encoder: CompiledMiniLM, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(encoder.folder, tmp_path / "encoder"))
    (folder / MODEL).write_bytes((folder / MODEL).read_bytes()[:-100])
    monkeypatch.setattr("parley.retrieval.open.CompiledMiniLM", partial(CompiledMiniLM, folder))
    return folder


def test_a_damaged_encoder_is_refused_by_name(damaged: Path) -> None:
    with pytest.raises(ModelMissing, match=r"model.onnx: missing or damaged; reinstall Parley"):
        CompiledMiniLM(damaged)


def test_an_encoder_of_another_version_is_refused(damaged: Path) -> None:
    (damaged / CARD).write_text('{"graph": 9}', encoding="utf-8")
    with pytest.raises(ModelMissing, match="no compiled encoder of this version"):
        CompiledMiniLM(damaged)


@pytest.mark.parametrize(("library", "serves"), [(True, "sentence-transformers serves"), (False, "by words only")])
def test_without_the_encoder_what_is_installed_serves_with_one_line(
    damaged, monkeypatch, caplog, library, serves
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("parley.retrieval.open.find_spec", lambda name: library or None)
    with caplog.at_level(logging.WARNING):
        assert best_embedder().name == (MODEL_NAME if library else "none")
    assert serves in caplog.text
    assert len(caplog.records) == 1


def test_importing_retrieval_imports_no_model_library() -> None:
    heavy = ("torch", "transformers", "sentence_transformers", "onnx", "onnxruntime")
    code = f"import sys, parley.retrieval.open as _; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
