"""A model that is not the published one is refused by name; search goes on by words."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from parley.errors import ModelMissing
from parley.models.weights import PUBLISHED, published, shipped_tokenizer, weights_folder
from parley.retrieval import open as opening
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.embedders import NoModel


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in PUBLISHED:
        shutil.copyfile(weights_folder() / name, tmp_path / name)
    return tmp_path


def test_the_installed_model_is_the_published_one(copy: Path) -> None:
    assert published(copy) == copy


@pytest.mark.parametrize("name", PUBLISHED)
def test_one_other_byte_is_refused(copy: Path, name: str) -> None:
    with (copy / name).open("r+b") as file:
        file.seek(1000)
        file.write(bytes([file.read(1)[0] ^ 1]))
    with pytest.raises(ModelMissing, match=rf"{name} is not the published model .* pip install --force-reinstall"):
        published(copy)


def test_with_another_model_and_no_encoder_search_is_by_words(copy: Path, monkeypatch, caplog) -> None:
    (copy / "model.safetensors").write_bytes(b"not the model")
    monkeypatch.setattr(opening, "CompiledMiniLM", partial(CompiledMiniLM, copy))
    monkeypatch.setattr(opening, "weights_folder", lambda: published(copy))
    assert isinstance(opening.best_embedder(), NoModel)
    assert "no compiled encoder" in caplog.text


def test_the_tokenizer_that_ships_is_the_published_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shipped_tokenizer().encode("offer").tokens == ["[CLS]", "offer", "[SEP]"]
    monkeypatch.setattr("parley.models.weights.ENCODER_FOLDER", tmp_path)
    with pytest.raises(ModelMissing, match=r"tokenizer.json: missing or damaged; reinstall Parley"):
        shipped_tokenizer()
