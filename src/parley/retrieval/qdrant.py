"""The same search by meaning on Qdrant, for collections that are shared by many servers or outgrow one machine.

In: an open index and the address of a Qdrant server (`:memory:` for a trial without one). Out: the same rows as FAISS,
for vectors only travel: no text, no name, no filter's meaning. A collection is named by what its index was built from,
so servers of one index share it and another index never mixes in. docs/retrieval.md says when this is worth it.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator

import httpx
import numpy as np
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from parley.errors import UsageError
from parley.retrieval.dense import DenseIndex
from parley.retrieval.embedders import Vectors
from parley.retrieval.nearest import Rows, Scores, best
from parley.retrieval.snapshot import Snapshot

MEMORY = ":memory:"
KEY = "PARLEY_STORE_KEY"
"""The environment variable with the server's API key; a flag would be readable by others."""
NO_GRAPH = models.HnswConfigDiff(m=0)
"""Every vector is compared, as FAISS does. A graph takes minutes to build, and of the ten nearest to a question in
people's words it misses up to one (docs/retrieval.md)."""
BATCH = 1000
PATIENCE, PAUSE = 5, 30
"""Seconds to wait for the server before the local index answers, and for how long it then answers alone."""
FAULTS = (ApiException, httpx.HTTPError, OSError, ValueError)

log = logging.getLogger(__name__)


class QdrantStore:
    """The vectors of an index in a collection of a Qdrant server; where that fails, the index's own answer."""

    def __init__(self, client: QdrantClient, collection: str, local: DenseIndex) -> None:
        self.collection = collection
        self._client, self._local = client, local
        self._down = False
        self._asked_again = 0.0

    @classmethod
    def at(cls, address: str, snapshot: Snapshot) -> QdrantStore:
        """The collection of `snapshot` at `address`, filled if it is not whole; UsageError when none can be had."""
        client = _client(address)
        store = cls(client, f"parley-{snapshot.origin.folder}", snapshot.dense)
        try:
            store._fill()
        except FAULTS as error:
            raise UsageError(
                f"{address}: no usable Qdrant server ({_one_line(error)}); start it, or run without --store"
            ) from error
        return store

    def __len__(self) -> int:
        return len(self._local)

    def search(self, vector: Vectors, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows nearest to `vector`, `[dimension]`, best first, ties by row; only among `rows` when given."""
        k = min(k, len(self) if rows is None else len(rows))
        if not k:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if time.monotonic() >= self._asked_again:
            try:
                return self._ask(vector, k, rows)
            except FAULTS as error:
                self._gone(error)
        return self._local.search(vector, k, rows)

    def _ask(self, vector: Vectors, k: int, rows: Rows | None) -> tuple[Rows, Scores]:
        only = None if rows is None else models.Filter(must=[models.HasIdCondition(has_id=rows.tolist())])
        found = self._client.query_points(
            self.collection,
            query=vector.tolist(),
            query_filter=only,
            limit=k,
            search_params=models.SearchParams(exact=True),
            with_payload=False,
        ).points
        if len(found) != k:
            raise ValueError(f"{self.collection}: {len(found)} of {k} rows found")  # a part of the cluster is missing
        self._down = False
        ids = np.array([point.id for point in found], dtype=np.int64)
        return best(ids, np.array([point.score for point in found], dtype=np.float32), k)

    def _gone(self, error: Exception) -> None:
        """Leave the server alone for a while; said in the log each time it goes, not at each question."""
        if not self._down:
            log.warning("Qdrant does not answer (%s): the index here does", type(error).__name__)
        self._down, self._asked_again = True, time.monotonic() + PAUSE

    def _fill(self) -> None:
        """Make the collection whole; what is there already is overwritten with the same."""
        if self._client.collection_exists(self.collection):
            if self._client.count(self.collection, exact=True).count == len(self):
                return
        else:
            self._client.create_collection(self.collection, vectors_config=self._vectors(), hnsw_config=NO_GRAPH)
        for points in self._points():
            self._client.upsert(self.collection, points, wait=True)

    def _vectors(self) -> models.VectorParams:
        """Dot products of halves, as FAISS has them: unit vectors, so it is the cosine."""
        size = self._local.halves.shape[1]
        return models.VectorParams(size=size, distance=models.Distance.DOT, datatype=models.Datatype.FLOAT16)

    def _points(self) -> Iterator[models.Batch]:
        for start in range(0, len(self), BATCH):
            vectors = self._local.halves[start : start + BATCH].astype(np.float32)
            yield models.Batch(ids=list(range(start, start + len(vectors))), vectors=vectors.tolist())


def _client(address: str) -> QdrantClient:
    if address == MEMORY:
        return QdrantClient(MEMORY)
    if not address.startswith(("http://", "https://")):
        raise UsageError(f"--store {address}: give faiss, or the URL of a Qdrant server such as http://localhost:6333")
    return QdrantClient(url=address, api_key=os.environ.get(KEY), timeout=PATIENCE, check_compatibility=False)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
