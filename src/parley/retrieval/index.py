"""The compiled index: guides in, a Snapshot that can be searched out; rebuilt only where something changed.

    index/
      manifest.json       what the index was built from, and the checksum of each file
      <origin>/           passages.jsonl, tags.json, columns.npz, dense.faiss, lexical/
      encoder/            the compiled embedding model (see `compiled`)
      embedding.journal   only while a build is unfinished

A new index is written into a folder of its own, then the manifest is replaced: whoever reads meanwhile has the old one
or the new one. Vectors of unchanged passages are taken from the old index, by the hash of their text; those of an
interrupted build from its journal.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from parley.errors import IndexUnusable
from parley.guides.library import Library
from parley.retrieval.dense import DenseIndex
from parley.retrieval.embedders import Embedder, Vectors
from parley.retrieval.files import checksums, written_beside
from parley.retrieval.journal import Journal
from parley.retrieval.lexical import LexicalIndex, write_lexical
from parley.retrieval.manifest import FILE as MANIFEST
from parley.retrieval.manifest import Manifest, Origin, origin_of, read_manifest, write_manifest
from parley.retrieval.model import Passage
from parley.retrieval.passages import passages_of, searchable
from parley.retrieval.store import PassageStore, text_key, write_passages

BATCH = 64  # texts embedded between two writes of the journal: about half a second's work
Progress = Callable[[int, int], None]
"""Called with (texts embedded, texts to embed), first with 0; never called when there is nothing to embed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An open index. Row numbers mean the same passage in all three parts."""

    origin: Origin
    passages: PassageStore
    dense: DenseIndex
    lexical: LexicalIndex


def open_index(index_dir: Path, library: Library) -> Snapshot:
    """The index in `index_dir`; IndexUnusable, with the command to run, if it is not whole or not of these guides."""
    command = f"run: parley index {library.folder} --out {index_dir}"
    try:
        snapshot = _open(index_dir)
    except IndexUnusable as error:
        raise IndexUnusable(f"{error}; {command}") from None
    if snapshot.origin.guides != {entry.path: entry.digest for entry in library.entries}:
        raise IndexUnusable(f"{index_dir}: built from other guides than {library.folder} holds now; {command}")
    return snapshot


def refresh(library: Library, index_dir: Path, embedder: Embedder, progress: Progress | None = None) -> Snapshot:
    """The index of `library` in `index_dir`, opened if it is up to date, else brought up to date first.

    A damaged index, or one of another version or model, is rebuilt with one line in the log. May be interrupted at any
    moment: the next call goes on with what was embedded.
    """
    origin = origin_of(library, embedder)
    old = _usable(index_dir, origin)
    if old and old.origin == origin:
        return old
    try:
        _write(library, index_dir, origin, old, _Vectors(index_dir, embedder, old, progress))
    except OSError as error:
        raise IndexUnusable(f"{index_dir}: cannot be written ({error}); give another folder with --out") from error
    return _open(index_dir)


def _open(index_dir: Path) -> Snapshot:
    origin = read_manifest(index_dir).origin
    folder = index_dir / origin.folder
    passages = PassageStore(folder)
    return Snapshot(origin, passages, DenseIndex.open(folder), LexicalIndex(folder, len(passages)))


def _usable(index_dir: Path, origin: Origin) -> Snapshot | None:
    """The index that lies there, if its vectors may serve an index of `origin`."""
    if not (index_dir / MANIFEST).exists():
        return None
    try:
        old = _open(index_dir)
    except IndexUnusable as error:
        log.warning("%s: the index is rebuilt", error)
        return None
    one, other = ((o.embedder, o.revision, o.dimension) for o in (old.origin, origin))
    if one != other:
        log.warning("%s: built by %s %s, now %s %s: the index is rebuilt", index_dir, *one[:2], *other[:2])
        return None
    return old


def _write(library: Library, index_dir: Path, origin: Origin, old: Snapshot | None, vectors: _Vectors) -> None:
    passages = _passages(library, origin, old)
    texts = [searchable(passage) for passage in passages]
    index_dir.mkdir(parents=True, exist_ok=True)
    matrix = vectors.of(texts)
    with written_beside(index_dir / origin.folder) as folder:
        write_passages(passages, texts, folder)
        DenseIndex.build(matrix).save(folder)
        write_lexical(texts, folder)
        files = checksums(folder)
    write_manifest(index_dir, Manifest(origin, files))
    vectors.written()
    _remove_others(index_dir, origin)


def _passages(library: Library, origin: Origin, old: Snapshot | None) -> list[Passage]:
    """All passages in (guide, line) order; those of guides that have not changed are read back, not cut again."""
    kept: dict[str, list[Passage]] = {}
    if old and old.origin.settings == origin.settings:
        for row in range(len(old.passages)):
            passage = old.passages[row]
            kept.setdefault(passage.guide, []).append(passage)
        kept = {path: kept[path] for path in kept if old.origin.guides[path] == origin.guides.get(path)}
    order = sorted(range(len(library.guides)), key=lambda at: library.entries[at].path)
    cuts = (kept.get(library.entries[at].path) or passages_of(library.guides[at]) for at in order)
    return [passage for passages in cuts for passage in passages]


def _remove_others(index_dir: Path, origin: Origin) -> None:
    """Delete the folders of earlier origins; readers that have one open keep what they mapped."""
    for folder in index_dir.iterdir():
        if folder.name != origin.folder and (folder / "columns.npz").is_file():
            shutil.rmtree(folder, ignore_errors=True)


class _Vectors:
    """Vectors for passages: from the old index, from the journal of an interrupted build, else from the embedder."""

    def __init__(self, index_dir: Path, embedder: Embedder, old: Snapshot | None, progress: Progress | None) -> None:
        self._index_dir, self._embedder, self._old = index_dir, embedder, old
        self._progress = progress or (lambda done, total: None)
        self._journal: Journal | None = None

    def of(self, texts: Sequence[str]) -> Vectors:
        """One vector a text; equal texts are embedded once."""
        keys = [text_key(text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        known = self._kept(wanted)
        self._journal = Journal(self._index_dir, self._embedder)
        known |= self._journal.known
        self._embed({key: text for key, text in wanted.items() if key not in known})
        known |= self._journal.known
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), self._embedder.dimension)

    def written(self) -> None:
        """The index is on disk: nothing is left to resume."""
        if self._journal:
            self._journal.remove()

    def _kept(self, wanted: dict[bytes, str]) -> dict[bytes, Vectors]:
        if not self._old:
            return {}
        rows = {key: row for row, key in enumerate(self._old.passages.keys()) if key in wanted}
        return dict(zip(rows, self._old.dense.vectors(np.array(list(rows.values()), dtype=np.int64)), strict=True))

    def _embed(self, missing: dict[bytes, str]) -> None:
        """Embed in batches of similar length, shortest first, and keep each batch in the journal at once."""
        assert self._journal is not None
        ordered = sorted(missing.items(), key=lambda item: (len(item[1]), item[0]))
        if ordered:
            self._progress(0, len(ordered))
        done = 0
        for batch in _batches(ordered):
            keys, texts = zip(*batch, strict=True)
            self._journal.add(keys, self._embedder.embed(texts))
            done += len(batch)
            self._progress(done, len(ordered))


def _batches(items: Sequence[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
