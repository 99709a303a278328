"""Open a coach over a folder of guides: read the guides, open or refresh the index."""

from __future__ import annotations

import logging
from pathlib import Path

from parley.coach.turn import Coach
from parley.errors import UsageError
from parley.folders import given_file, given_folders, mark_of, own_tables, searched
from parley.guides.library import Library, joined, load_library
from parley.retrieval.embedding import Progress
from parley.retrieval.open import FAISS, open_searcher

log = logging.getLogger(__name__)


SNAPSHOT = "guides.snapshot"


def open_library(guides: Path, index: Path | None = None) -> Library:
    """The guides of a folder; those that cannot be read are logged, one a line, and the good ones served.

    Behind the user's own folder, or the one that ships, are the others that are searched (`parley.folders.searched`).
    With `index` the parsed guides are kept there, so that unchanged ones are not read again.
    """
    if not guides.is_dir():
        raise UsageError(f"{guides}: no such folder of guides; name one that holds <company>/<role>.md with --guides")
    library = joined([_read(folder, guides, index) for folder in searched(guides) if _is_there(folder)])
    if not library.guides:
        raise UsageError(f"{guides}: no guide could be read; docs/guide-format.md tells how to write one")
    return library


def _is_there(folder: Path) -> bool:
    if not folder.is_dir() and folder in given_folders():
        log.warning("%s: no such folder of guides; its line stands in %s", folder, given_file())
    return folder.is_dir()


def _read(folder: Path, guides: Path, index: Path | None) -> Library:
    name = SNAPSHOT if folder.resolve() == guides.resolve() else f"guides-{mark_of(folder)}.snapshot"
    library = load_library(folder, cache=index / name if index else None)
    for issue in library.unreadable:
        log.warning("%s:%d %s %s", folder / issue.guide, issue.line, issue.code, issue.message)
    return library


def open_coach(
    guides: Path, index: Path, *, hurry: bool, progress: Progress | None = None, store: str = FAISS
) -> Coach:
    """A coach over `guides` and the compiled index in `index`, which is built or refreshed when stale.

    In a `hurry` (the page) the embedding model loads in the background at once, and a search that comes before it is
    ready makes do with words after a moment. Otherwise (the terminal) it loads when an answer needs it and is waited
    for. `store` says who compares vectors (see `open_searcher`).
    """
    searcher = open_searcher(library := open_library(guides, index), index, progress, store)
    if not hurry:
        return Coach(library, searcher, patience=None, tables=own_tables())
    searcher.load_in_background()
    return Coach(library, searcher, tables=own_tables())
