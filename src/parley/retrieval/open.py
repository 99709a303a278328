"""Open what there is to search with: the best embedder this machine has, and a searcher over an up-to-date index."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

from parley.errors import ModelMissing, UsageError
from parley.guides.library import Library
from parley.models.weights import weights_folder
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.embedders import Embedder, MiniLM, NoModel
from parley.retrieval.embedding import Progress
from parley.retrieval.index import refresh
from parley.retrieval.nearest import DenseStore
from parley.retrieval.search import Searcher
from parley.retrieval.snapshot import Snapshot

FAISS = "faiss"
"""The store that every index has; any other is named by its address."""

log = logging.getLogger(__name__)


def best_embedder() -> Embedder:
    """The compiled encoder that ships. Where it is missing or damaged sentence-transformers serves, if it is installed,
    else words alone; with a line in the log."""
    try:
        return CompiledMiniLM()
    except ModelMissing as error:
        return _without_encoder(error)


def open_searcher(library: Library, index_dir: Path, progress: Progress | None = None, store: str = FAISS) -> Searcher:
    """A searcher over `library`, its index built or refreshed in `index_dir` if need be, its model not loaded yet.

    `store` says who compares vectors: FAISS here, or a Qdrant server by its URL. UsageError when it cannot be had.
    """
    embedder = best_embedder()
    snapshot = refresh(library, index_dir, embedder, progress)
    return Searcher(snapshot, lambda: embedder, _store(store, snapshot))


def _store(name: str, snapshot: Snapshot) -> DenseStore:
    if name == FAISS:
        return snapshot.dense
    try:
        from parley.retrieval.qdrant import QdrantStore
    except ImportError:
        raise UsageError(f'--store {name} needs qdrant-client; run: pip install "parley-coach[qdrant]"') from None
    return QdrantStore.at(name, snapshot)


def _without_encoder(error: ModelMissing) -> Embedder:
    try:
        weights_folder()
    except ModelMissing:
        log.warning("%s (search is by words only)", error)
        return NoModel()
    if find_spec("sentence_transformers") is None:
        log.warning("%s (search is by words only)", error)
        return NoModel()
    log.warning("%s (sentence-transformers serves, loading takes seconds)", error)
    return MiniLM()
