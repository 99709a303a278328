"""The compiled index: guides in, a Snapshot that can be searched out; rebuilt only where something changed.

    index/
      manifest.json       what the index was built from, and the checksum of each file
      <origin>/           the passages, their tags, their words and their vectors
      embedding.journal   only while a build is unfinished
      build.lock          held while somebody builds

A new index is written into a folder of its own, then the manifest is replaced: whoever reads meanwhile has the old one
or the new one. What belongs to unchanged guides is copied from the old index row by row; only changed guides are cut,
and of their texts only those that are new are embedded.
"""

from __future__ import annotations

import logging
from pathlib import Path

from parley.errors import IndexUnusable
from parley.guides.library import Library
from parley.retrieval.build import build
from parley.retrieval.embedders import Embedder
from parley.retrieval.embedding import Progress, TextVectors
from parley.retrieval.files import one_writer
from parley.retrieval.manifest import FILE as MANIFEST
from parley.retrieval.manifest import Origin, origin_of
from parley.retrieval.snapshot import Snapshot

log = logging.getLogger(__name__)


def refresh(library: Library, index_dir: Path, embedder: Embedder, progress: Progress | None = None) -> Snapshot:
    """The index of `library` in `index_dir`, opened if it is up to date, else brought up to date first.

    A damaged index, or one of another version or model, is rebuilt with one line in the log. May be interrupted at any
    moment: the next call goes on with what was embedded. Two at once: one builds, the other waits and opens.
    """
    origin = origin_of(library, embedder)
    if found := _up_to_date(index_dir, origin):
        return found
    try:
        with one_writer(index_dir):
            old = _usable(index_dir, origin)  # another process may have built it meanwhile
            if old is None or old.origin != origin:
                build(library, index_dir, origin, old, TextVectors(index_dir, embedder, old, progress))
    except OSError as error:
        raise IndexUnusable(f"{index_dir}: cannot be written ({error}); give another folder with --out") from error
    return Snapshot.open(index_dir)


def _up_to_date(index_dir: Path, origin: Origin) -> Snapshot | None:
    try:
        found = Snapshot.open(index_dir)
    except IndexUnusable:
        return None
    return found if found.origin == origin else None


def _usable(index_dir: Path, origin: Origin) -> Snapshot | None:
    """The index that lies there, if its vectors may serve an index of `origin`."""
    if not (index_dir / MANIFEST).exists():
        return None
    try:
        old = Snapshot.open(index_dir)
    except IndexUnusable as error:
        log.warning("%s: the index is rebuilt", error)
        return None
    one, other = ((o.embedder, o.revision, o.dimension) for o in (old.origin, origin))
    if one != other:
        log.warning("%s: built by %s %s, now %s %s: the index is rebuilt", index_dir, *one[:2], *other[:2])
        return None
    return old
