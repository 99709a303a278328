"""Open what there is to search with: the best embedder this machine has, and a searcher over an up-to-date index."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

from parley.errors import IndexUnusable, ModelMissing, UsageError
from parley.guides.library import Library
from parley.models.weights import weights_folder
from parley.retrieval.compiled import CompiledMiniLM, compile_minilm
from parley.retrieval.embedders import Embedder, MiniLM, NoModel
from parley.retrieval.embedding import Progress
from parley.retrieval.files import one_writer
from parley.retrieval.index import refresh
from parley.retrieval.nearest import DenseStore
from parley.retrieval.search import Searcher
from parley.retrieval.snapshot import Snapshot

ENCODER = "encoder"
FAISS = "faiss"
"""The store that every index has; any other is named by its address."""

log = logging.getLogger(__name__)


def best_embedder(index_dir: Path) -> Embedder:
    """The embedder to use with the index in `index_dir`: compiled if possible (compiling takes seconds, once).

    Falls back to sentence-transformers where it cannot be compiled, to words alone where no weights are installed,
    with a line in the log.
    """
    try:
        return CompiledMiniLM(index_dir / ENCODER)
    except IndexUnusable as error:
        if (index_dir / ENCODER).exists():
            log.warning("%s; it is compiled again", error)
    try:
        weights_folder()
        with one_writer(index_dir):
            return _compiled(index_dir / ENCODER)
    except ModelMissing as error:
        log.warning("%s", error)
        return NoModel()
    except (ImportError, OSError) as error:
        return _uncompiled(error)


def _compiled(folder: Path) -> CompiledMiniLM:
    try:
        return CompiledMiniLM(folder)  # another process may have compiled it meanwhile
    except IndexUnusable:
        return compile_minilm(folder)


def open_searcher(library: Library, index_dir: Path, progress: Progress | None = None, store: str = FAISS) -> Searcher:
    """A searcher over `library`, its index built or refreshed in `index_dir` if need be, its model not loaded yet.

    `store` says who compares vectors: FAISS here, or a Qdrant server by its URL. UsageError when it cannot be had.
    """
    embedder = best_embedder(index_dir)
    snapshot = refresh(library, index_dir, embedder, progress)
    return Searcher(snapshot, lambda: embedder, _store(store, snapshot))


def _store(name: str, snapshot: Snapshot) -> DenseStore:
    if name == FAISS:
        return snapshot.dense
    try:
        from parley.retrieval.qdrant import QdrantStore
    except ImportError:
        raise UsageError(f'--store {name} needs qdrant-client; run: pip install "parley[qdrant]"') from None
    return QdrantStore.at(name, snapshot)


def _uncompiled(error: Exception) -> Embedder:
    if find_spec("sentence_transformers") is None:
        log.warning("the embedding model cannot be run (%s): search is by words only", error)
        return NoModel()
    log.warning("the embedding model is not compiled (%s): sentence-transformers runs it, loading takes seconds", error)
    return MiniLM()
