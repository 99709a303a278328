"""What an index was built from, as a file: the only way into an index folder.

The manifest names the one folder that holds the rest, so replacing this small file replaces the whole index at once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from parley.errors import IndexUnusable
from parley.guides.library import Library
from parley.retrieval import cut, lexical
from parley.retrieval.embedders import Embedder
from parley.retrieval.files import damaged, write_json

SCHEMA = 1
"""Raised whenever the files of an index, or what goes into them, change; older indexes are then rebuilt."""
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """All that decides what an index contains: equal origins give equal indexes.

    `guides` maps each guide's path to the SHA-256 of its bytes; `settings` are the parameters of cutting and of BM25.
    """

    schema: int
    embedder: str
    revision: str
    dimension: int
    settings: dict[str, float]
    guides: dict[str, str]

    @property
    def folder(self) -> str:
        """The name of the folder that holds an index of this origin."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """An origin and the checksums of the files that were made of it."""

    origin: Origin
    files: dict[str, str]


def origin_of(library: Library, embedder: Embedder) -> Origin:
    """The origin that an index of `library` by `embedder` has now."""
    guides = {entry.path: entry.digest for entry in sorted(library.entries, key=lambda entry: entry.path)}
    settings = {"pieces": cut.LIMIT, "letters": cut.LETTERS, "k1": lexical.K1, "b": lexical.B}
    return Origin(SCHEMA, embedder.name, embedder.revision, embedder.dimension, settings, guides)


def read_manifest(index_dir: Path) -> Manifest:
    """The manifest of a whole, undamaged index; IndexUnusable says what is wrong with any other."""
    path = index_dir / FILE
    if not path.is_file():
        raise IndexUnusable(f"{index_dir}: no index here")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(Origin(**content["origin"]), dict(content["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexUnusable(f"{path}: not a manifest of this version") from None
    if manifest.origin.schema != SCHEMA:
        raise IndexUnusable(f"{path}: schema {manifest.origin.schema}, this version reads {SCHEMA}")
    if name := damaged(index_dir / manifest.origin.folder, manifest.files):
        raise IndexUnusable(f"{index_dir / manifest.origin.folder / name}: missing or damaged")
    return manifest


def write_manifest(index_dir: Path, manifest: Manifest) -> None:
    """Make `manifest` the index of this folder, in one step."""
    write_json(index_dir / FILE, asdict(manifest))
