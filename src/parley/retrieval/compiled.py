"""MiniLM compiled for onnxruntime: the same weights, ready in a tenth of a second, no torch in the process.

The encoder ships in `parley/models/encoder`; `make encoder` writes it from the published weights (training/encoder.py).
`CompiledMiniLM` runs it, one text at a time, on as many threads as there are cores. tests/retrieval proves agreement
with sentence-transformers.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from parley.errors import ModelMissing
from parley.models.session import open_session
from parley.models.weights import ENCODER_FOLDER, TOKENIZER, tokenizer
from parley.retrieval.embedders import (
    DIMENSION,
    MAX_PIECES,
    MODEL_NAME,
    Pieces,
    Vectors,
)
from parley.retrieval.files import damaged, read_json

MODEL, CARD = "model.onnx", "encoder.json"
MEND = "reinstall Parley, or in its repository run: make encoder"


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What a compiled encoder is: `weights` revision, `arithmetic`, mean cosine to full arithmetic, checksums."""

    weights: str
    arithmetic: str
    agreement: float
    files: dict[str, str]


class CompiledMiniLM:
    """A compiled encoder in its folder. Opening checks that its files are whole; the first `embed` loads the model."""

    name = MODEL_NAME
    dimension = DIMENSION

    def __init__(self, folder: Path = ENCODER_FOLDER) -> None:
        self.folder = folder
        self.card = _read_card(folder)
        if name := damaged(folder, self.card.files):
            raise ModelMissing(f"{folder / name}: missing or damaged; {MEND}")
        self._lock = threading.Lock()
        self._parts: tuple[Any, Any] | None = None

    @property
    def revision(self) -> str:
        """Weights and arithmetic, e.g. `53aa51172d14/int7`."""
        return f"{self.card.weights}/{self.card.arithmetic}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of `texts`; each text is run alone, so its vector is the same in any company and order."""
        pieces_of, session = self._loaded()
        ids = [np.array(found.ids, dtype=np.int64) for found in pieces_of.encode_batch(list(texts))]
        vectors = np.empty((len(ids), self.dimension), dtype=np.float32)
        for row, vector in enumerate(_on_all_cores(session, ids)):
            vectors[row] = vector
        return vectors

    def embed_pieces(self, text: str) -> Pieces:
        """A unit vector for each word piece of `text`."""
        pieces_of, session = self._loaded()
        found = pieces_of.encode(text)
        vectors = session.run(["pieces"], {"ids": np.array(found.ids, dtype=np.int64)})[0]
        return Pieces(tuple(found.tokens[1:-1]), vectors[1:-1])

    def _loaded(self) -> tuple[Any, Any]:
        with self._lock:
            if self._parts is None:
                self._parts = tokenizer(self.folder / TOKENIZER, MAX_PIECES), open_session(self.folder / MODEL)
        return self._parts


def _on_all_cores(session: Any, ids: Sequence[Any]) -> Iterator[Any]:
    def vector(pieces: Any) -> Any:
        return session.run(["vector"], {"ids": pieces})[0]

    if len(ids) == 1:  # a query: a thread pool would cost more than it saves
        yield vector(ids[0])
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(vector, ids)


def _read_card(folder: Path) -> EncoderCard:
    try:
        return EncoderCard(**read_json(folder / CARD))
    except (OSError, ValueError, TypeError) as error:
        raise ModelMissing(f"{folder}: no compiled encoder of this version ({error}); {MEND}") from None
