"""What an index was built from, as a file: the only way into an index folder.

The manifest names the one folder that holds the rest, so replacing this small file replaces the whole index at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from parley.errors import IndexUnusable
from parley.guides.library import Library
from parley.guides.snapshot import reader_mark as guides_made_by
from parley.retrieval.embedders import Embedder
from parley.retrieval.files import damaged, read_json, write_json

SCHEMA = 2
"""Raised whenever the files of an index, or what goes into them, change; older indexes are then rebuilt."""
FILE = "manifest.json"
MAKERS = ("columns", "cut", "dense", "lexical", "passages", "postings", "regions", "store", "stretches")
"""The modules that decide what an index contains."""


@dataclass(frozen=True, slots=True)
class Origin:
    """All that decides what an index contains: equal origins give equal indexes.

    `guides` maps each guide's path to the SHA-256 of its bytes, sorted; `made_by` marks the code that reads and cuts.
    """

    schema: int
    embedder: str
    revision: str
    dimension: int
    made_by: str
    guides: dict[str, str]

    @property
    def folder(self) -> str:
        """The name of the folder that holds an index of this origin."""
        return sha256(json.dumps(self.record(), sort_keys=True).encode()).hexdigest()[:16]

    def record(self) -> dict[str, Any]:
        """The fields by name, for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Manifest:
    """An origin and the checksums of the files that were made of it."""

    origin: Origin
    files: dict[str, str]


def origin_of(library: Library, embedder: Embedder) -> Origin:
    """The origin that an index of `library` by `embedder` has now."""
    guides = {entry.path: entry.digest for entry in sorted(library.entries, key=lambda entry: entry.path)}
    return Origin(SCHEMA, embedder.name, embedder.revision, embedder.dimension, index_mark(), guides)


@cache
def index_mark() -> str:
    """A mark of the code that makes an index of files: where it has changed, guides are cut again."""
    digest = sha256(guides_made_by().encode())
    for name in MAKERS:
        digest.update((files("parley.retrieval") / f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def read_manifest(index_dir: Path) -> Manifest:
    """The manifest of a whole, undamaged index; IndexUnusable says what is wrong with any other."""
    path = index_dir / FILE
    if not path.is_file():
        raise IndexUnusable(f"{index_dir}: no index here")
    try:
        content = read_json(path)
        manifest = Manifest(Origin(**content["origin"]), dict(content["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexUnusable(f"{path}: damaged, or not a manifest of this version") from None
    if manifest.origin.schema != SCHEMA:
        raise IndexUnusable(f"{path}: schema {manifest.origin.schema}, this version reads {SCHEMA}")
    if name := damaged(index_dir / manifest.origin.folder, manifest.files):
        raise IndexUnusable(f"{index_dir / manifest.origin.folder / name}: missing or damaged")
    return manifest


def write_manifest(index_dir: Path, manifest: Manifest) -> None:
    """Make `manifest` the index of this folder, in one step."""
    write_json(index_dir / FILE, {"origin": manifest.origin.record(), "files": manifest.files})
