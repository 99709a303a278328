"""Qdrant's own engine behind the five requests that Parley makes of a server; for benches where no server can be had.

    build/kits/qdrant/bin/python tests/bench/nearest/qdrant_server.py FOLDER [--port 6333]

What `qdrant_client` sends is understood as a server understands it; the search is the engine's. Only the way in is
ours, so times over it are not a server's.
"""

import argparse
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import qdrant_edge as qdrant

Json = Any
SHARDS: dict[str, qdrant.EdgeShard] = {}
LOCK = threading.Lock()


def config(asked: Json) -> qdrant.EdgeConfig:
    """A collection as a request of `create_collection` describes it."""
    vectors = asked["vectors"]
    vector = qdrant.EdgeVectorParams(
        vectors["size"], getattr(qdrant.Distance, vectors["distance"]),
        datatype=getattr(qdrant.VectorStorageDatatype, vectors["datatype"].capitalize()),
    )  # fmt: skip
    links = (asked.get("hnsw_config") or {}).get("m", 16)
    return qdrant.EdgeConfig(vectors=vector, hnsw_config=qdrant.HnswIndexConfig(links, 100, 10_000))


def create(name: str, asked: Json) -> Json:
    folder = FOLDER / name
    folder.mkdir(parents=True)
    SHARDS[name] = qdrant.EdgeShard.create(str(folder), config(asked))
    return True


def upsert(name: str, asked: Json) -> Json:
    batch = asked["batch"]
    points = [qdrant.Point(*point) for point in zip(batch["ids"], batch["vectors"], strict=True)]
    with LOCK:
        SHARDS[name].update(qdrant.UpdateOperation.upsert_points(points))
    return {"operation_id": 0, "status": "completed"}


def query(name: str, asked: Json) -> Json:
    only = [qdrant.HasIdCondition(set(part["has_id"])) for part in (asked.get("filter") or {}).get("must", [])]
    params = asked.get("params") or {}
    request = qdrant.QueryRequest(
        asked["limit"],
        query=qdrant.Query.Nearest(asked["query"]["nearest"]),
        filter=qdrant.Filter(must=only) if only else None,
        params=qdrant.SearchParams(exact=bool(params.get("exact"))),
    )
    points = SHARDS[name].query(request)
    return {"points": [{"id": point.id, "version": 0, "score": point.score} for point in points]}


ANSWERS: dict[tuple[str, str], Callable[[str, Json], Json]] = {
    ("GET", "exists"): lambda name, _: {"exists": name in SHARDS},
    ("PUT", ""): create,
    ("PUT", "points"): upsert,
    ("POST", "points/count"): lambda name, _: {"count": SHARDS[name].count(qdrant.CountRequest())},
    ("POST", "points/query"): query,
}


class Door(BaseHTTPRequestHandler):
    """/collections/NAME/WHAT -> the answer, as JSON."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        asked = json.loads(self.rfile.read(length)) if length else None
        name, _, what = self.path.partition("?")[0].removeprefix("/collections/").partition("/")
        result = ANSWERS[self.command, what](name, asked)
        body = json.dumps({"result": result, "status": "ok", "time": 0.0}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = answer  # noqa: N815 - http.server calls them so

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=6333)
    given = parser.parse_args()
    FOLDER = given.folder
    ThreadingHTTPServer(("127.0.0.1", given.port), Door).serve_forever()
