"""MiniLM compiled for onnxruntime: the same weights, ready in a tenth of a second, no torch in the process.

`compile_minilm` writes the model once into the index folder, with 8-bit integer weights where that agrees with float32
on this machine's processor, in float32 where it does not. `CompiledMiniLM` runs it, one text at a time, on as many
threads as there are cores. tests/retrieval proves agreement with sentence-transformers.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from parley.errors import IndexUnusable
from parley.models.session import open_session, quantized
from parley.models.weights import tokenizer, weights_folder, weights_revision
from parley.retrieval.embedders import (
    DIMENSION,
    MAX_PIECES,
    MODEL_NAME,
    Pieces,
    Vectors,
)
from parley.retrieval.files import checksums, damaged, read_json, write_json, written_beside

GRAPH = 2
MODEL, TOKENIZER, CARD = "model.onnx", "tokenizer.json", "encoder.json"
LEAST_AGREEMENT = 0.98
"""Mean cosine between int8 and float32 below which int8 is not used. About 0.993 on processors with VNNI or ARM's dot
product; 8-bit sums saturate on older x86 processors, and then this catches it."""
PROBES = (
    "what should I counter?",
    "I kept the assembly line running through the night",
    "Base pay between $165K and $215K, equity over four years, a bonus of 5-10%.",
    "My experience with [FedRAMP deployment/government cloud] is directly applicable to your platform.",
    "Infrastructure engineers at this company keep a multi-tenant platform up for thousands of enterprise customers, "
    "with burst traffic from training jobs, strict isolation between tenants, and on-premise deployments to support.",
    "Levels.fyi; Glassdoor; Blind",
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EncoderCard:
    """What a compiled encoder is: `weights` revision, `arithmetic` int8 or fp32, mean cosine to float32, checksums.

    `graph` is raised when the graph changes, so that encoders compiled before are compiled again.
    """

    graph: int
    weights: str
    arithmetic: str
    agreement: float
    files: dict[str, str]


class CompiledMiniLM:
    """A compiled encoder in its folder. Opening checks that its files are whole; the first `embed` loads the model."""

    name = MODEL_NAME
    dimension = DIMENSION

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card = _read_card(folder)
        if self.card.graph != GRAPH:
            raise IndexUnusable(f"{folder}: compiled by another version; run: parley index")
        if name := damaged(folder, self.card.files):
            raise IndexUnusable(f"{folder / name}: missing or damaged; run: parley index")
        self._lock = threading.Lock()
        self._parts: tuple[Any, Any] | None = None

    @property
    def revision(self) -> str:
        """Weights and arithmetic, e.g. `53aa51172d14/int8`."""
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


def compile_minilm(folder: Path) -> CompiledMiniLM:
    """Compile the installed weights into `folder` (seconds, once) and open the result."""
    from parley.retrieval.graph import minilm_graph

    with TemporaryDirectory() as scratch, written_beside(folder) as beside:
        full = Path(scratch) / "fp32.onnx"
        full.write_bytes(minilm_graph(weights_folder() / "model.safetensors").SerializeToString())
        shutil.copyfile(weights_folder() / TOKENIZER, beside / TOKENIZER)
        arithmetic, agreement = _quantized(full, beside)
        write_json(
            beside / CARD, asdict(EncoderCard(GRAPH, weights_revision(), arithmetic, agreement, checksums(beside)))
        )
    return CompiledMiniLM(folder)


def _quantized(full: Path, folder: Path) -> tuple[str, float]:
    """Write the model with int8 weights if they agree with float32 here, else in float32: (arithmetic, agreement)."""
    model = folder / MODEL
    logging.getLogger("root").addFilter(_no_preprocessing_hint)
    try:
        quantized(full, model)
    finally:
        logging.getLogger("root").removeFilter(_no_preprocessing_hint)
    agreement = _agreement(tokenizer(folder / TOKENIZER, MAX_PIECES), open_session(full), open_session(model))
    if agreement >= LEAST_AGREEMENT:
        return "int8", round(agreement, 4)
    log.warning("8-bit arithmetic is inexact on this processor (agreement %.3f): the model stays in float32", agreement)
    shutil.copyfile(full, model)
    return "fp32", 1.0


def _no_preprocessing_hint(record: logging.LogRecord) -> bool:
    return "pre-processing before quantization" not in record.getMessage()


def _agreement(pieces_of: Any, one: Any, other: Any) -> float:
    ids = [np.array(found.ids, dtype=np.int64) for found in pieces_of.encode_batch(list(PROBES))]
    cosines = [float(a @ b) for a, b in zip(_on_all_cores(one, ids), _on_all_cores(other, ids), strict=True)]
    return sum(cosines) / len(cosines)


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
        raise IndexUnusable(f"{folder}: no compiled encoder of this version ({error}); run: parley index") from None
