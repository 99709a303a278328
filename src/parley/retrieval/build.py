"""Write a new index beside the old one: rows of unchanged guides are copied, the others cut, embedded and counted."""

from __future__ import annotations

import logging
from pathlib import Path

from parley.guides.library import Library
from parley.guides.model import Guide
from parley.log import without_words
from parley.retrieval.columns import COLUMNS, GuidePassages
from parley.retrieval.dense import DenseIndex
from parley.retrieval.embedding import TextVectors
from parley.retrieval.files import checksums, put_away, written_beside
from parley.retrieval.lexical import LexicalIndex
from parley.retrieval.manifest import Manifest, Origin, write_manifest
from parley.retrieval.model import Passage
from parley.retrieval.passages import passages_of, searchable
from parley.retrieval.snapshot import Snapshot
from parley.retrieval.store import PassageStore
from parley.retrieval.stretches import Plan, Stretch, mixed

log = logging.getLogger(__name__)


def build(library: Library, index_dir: Path, origin: Origin, old: Snapshot | None, vectors: TextVectors) -> None:
    """Make `index_dir` an index of `origin`; `old` is one of the same embedder, if there is one.

    Only one process may do this at a time. OSError when the folder cannot be written; what was there then stays.
    """
    guides, plan = _guides(library, origin, old)
    texts = [searchable(passage) for guide in guides for passage in guide.passages]
    fresh = Snapshot(origin, PassageStore.of(guides, texts), DenseIndex.of(vectors.of(texts)), LexicalIndex.of(texts))
    snapshot = _joined(plan, old, fresh) if old else fresh
    with written_beside(index_dir / origin.folder) as folder:
        snapshot.save(folder)
        files = checksums(folder)
    write_manifest(index_dir, Manifest(origin, files))
    vectors.written()
    _remove_others(index_dir, origin)


def _guides(library: Library, origin: Origin, old: Snapshot | None) -> tuple[list[GuidePassages], Plan]:
    """The guides that are read anew, and the plan of all guides by path: which stay as they were in `old`."""
    known = old.origin.guides if old and old.origin.made_by == origin.made_by else {}
    places = {path: place for place, path in enumerate(known)}
    fresh: list[GuidePassages] = []
    plan: list[Stretch] = []
    for at in sorted(range(len(library.entries)), key=lambda at: library.entries[at].path):
        entry = library.entries[at]
        if known.get(entry.path) == entry.digest:
            _append(plan, Stretch(True, places[entry.path], places[entry.path] + 1))
        else:
            _append(plan, Stretch(False, len(fresh), len(fresh) + 1))
            fresh.append(GuidePassages(entry.company, entry.role, _passages(library.guides[at])))
    return fresh, plan


def _passages(guide: Guide) -> tuple[Passage, ...]:
    """What is searched of a guide; nothing where cutting it fails, so that the others are searched."""
    try:
        return passages_of(guide)
    except Exception as fault:  # noqa: BLE001 - one guide must not take all the others with it
        log.error(
            "%s is left out of the search by a fault of Parley's, please report: %s", guide.path, without_words(fault)
        )
        return ()


def _append(plan: list[Stretch], one: Stretch) -> None:
    """Add a stretch, joined to the last where it goes on from there."""
    if plan and plan[-1].kept == one.kept and plan[-1].last == one.first:
        one = Stretch(one.kept, plan.pop().first, one.last)
    plan.append(one)


def _joined(plan: Plan, old: Snapshot, fresh: Snapshot) -> Snapshot:
    spans = {True: old.passages.columns.spans, False: fresh.passages.columns.spans}
    rows = [Stretch(part.kept, int(spans[part.kept][part.first]), int(spans[part.kept][part.last])) for part in plan]
    return Snapshot(
        fresh.origin,
        old.passages.mixed(plan, rows, fresh.passages),
        DenseIndex.of(mixed(rows, old.dense.halves, fresh.dense.halves)),
        LexicalIndex(old.lexical.postings.mixed(rows, fresh.lexical.postings)),
    )


def _remove_others(index_dir: Path, origin: Origin) -> None:
    """Delete the folders of earlier origins; readers that have one open keep what they mapped."""
    for folder in index_dir.iterdir():
        if folder.name != origin.folder and (folder / COLUMNS).is_file():
            put_away(folder)
