"""An open index: what the searcher reads. Row numbers mean the same passage in all its parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from parley.errors import IndexUnusable
from parley.retrieval.dense import DenseIndex
from parley.retrieval.lexical import LexicalIndex
from parley.retrieval.manifest import FILE as MANIFEST
from parley.retrieval.manifest import Origin, read_manifest
from parley.retrieval.postings import Postings
from parley.retrieval.store import PassageStore

WORDS = "lexical"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The passages, their vectors and their words, and what they were built from."""

    origin: Origin
    passages: PassageStore
    dense: DenseIndex
    lexical: LexicalIndex

    @classmethod
    def open(cls, index_dir: Path) -> Snapshot:
        """The index that the manifest in `index_dir` names; IndexUnusable when it is not there or not whole."""
        before = _manifest(index_dir)
        try:
            origin = read_manifest(index_dir).origin
            folder = index_dir / origin.folder
            words = LexicalIndex(Postings.open(folder / WORDS))
            return cls(origin, PassageStore.open(folder), DenseIndex.open(folder), words)
        except (IndexUnusable, OSError) as error:
            if _manifest(index_dir) != before:  # replaced while it was being opened
                return cls.open(index_dir)
            raise IndexUnusable(str(error)) from None

    def save(self, folder: Path) -> None:
        """Write all parts into `folder`."""
        self.passages.save(folder)
        self.dense.save(folder)
        self.lexical.postings.save(folder / WORDS)


def _manifest(index_dir: Path) -> bytes:
    try:
        return (index_dir / MANIFEST).read_bytes()
    except OSError:
        return b""
