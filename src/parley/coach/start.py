"""Open a coach over a folder of guides: read the guides, open or refresh the index."""

from __future__ import annotations

import logging
from pathlib import Path

from parley.coach.turn import Coach
from parley.errors import UsageError
from parley.guides.library import Library, load_library
from parley.retrieval.embedding import Progress
from parley.retrieval.open import FAISS, open_searcher

log = logging.getLogger(__name__)


SNAPSHOT = "guides.snapshot"


def open_library(guides: Path, index: Path | None = None) -> Library:
    """The guides of a folder; those that cannot be read are logged, one a line, and the good ones served.

    With `index` the parsed guides are kept there, so that unchanged ones are not read again.
    """
    if not guides.is_dir():
        raise UsageError(f"{guides}: no such folder of guides; name one that holds <company>/<role>.md with --guides")
    library = load_library(guides, cache=index / SNAPSHOT if index else None)
    for issue in library.unreadable:
        log.warning("%s:%d %s %s", guides / issue.guide, issue.line, issue.code, issue.message)
    if not library.guides:
        raise UsageError(f"{guides}: no guide could be read; docs/guide-format.md tells how to write one")
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
        return Coach(library, searcher, patience=None)
    searcher.load_in_background()
    return Coach(library, searcher)
