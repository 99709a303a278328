"""The guides to look through: search over companies, roles and places, and a guide's own lines.

What guides are about is known at once; their places only when each has been opened, which takes a second or two for
thousands, so it starts in the background when the shelf is opened and a search waits for it.
"""

from __future__ import annotations

import threading
from typing import Any

from parley.coach.lines import region_labels
from parley.dialogue.names.index import name_rules
from parley.dialogue.names.shelf import once_per_library
from parley.dialogue.words.text import fold
from parley.guides.library import Library
from parley.guides.model import Citation, Guide
from parley.guides.snapshot import Entry
from parley.render import plain

SHOWN, PLACES, LAST = 40, 12, 100_000
CHANGED = "The file has changed since it was read; open it again in a moment."
_one_at_a_time = threading.Lock()


def search(library: Library, words: str, after: int = 0) -> dict[str, Any]:
    """The guides that hold every word, those first whose company starts with them; all of them for no words.

    Out: how many there are in all and found, and the next of them past the first `after`, as company, role, path and
    places. Accents and case do not matter, and a company's nicknames (data/companies.yaml) count as its name.
    """
    wanted = fold(words).split()
    if not wanted:
        threading.Thread(target=_folded, args=(library,), daemon=True).start()
    entries = [entry for entry, _ in _matches(library, wanted)] if wanted else library.entries
    start = max(0, after)
    shown = [_shown(library, entry) for entry in entries[start : start + SHOWN]]
    return {"total": len(library.entries), "found": len(entries), "guides": shown}


def _matches(library: Library, wanted: list[str]) -> list[tuple[Entry | Guide, str]]:
    pairs = zip(library.entries, _folded(library), strict=True)
    found = [(entry, text) for entry, text in pairs if all(word in text for word in wanted)]
    return sorted(found, key=lambda pair: not pair[1].startswith(wanted[0]))


def _folded(library: Library) -> tuple[str, ...]:
    """The words that each guide is found by, in the order of the library."""
    with _one_at_a_time:
        return _fold_all(library)


@once_per_library
def _fold_all(library: Library) -> tuple[str, ...]:
    return tuple(_fold(guide) for guide in library.guides)


def _fold(guide: Guide) -> str:
    nicknames = name_rules().nicknames.get(guide.company_display, ())
    names = (guide.company_display, guide.company, guide.role_display, guide.role, guide.role_type)
    return fold(" ".join((*names, *nicknames, *region_labels(guide))))


def places(guide: Guide) -> tuple[str, ...]:
    """Where the guide knows the pay, as people write it: without the marks of Markdown, each once."""
    return tuple(dict.fromkeys(plain(label) for label in region_labels(guide)))


def _shown(library: Library, entry: Entry | Guide) -> dict[str, Any]:
    guide = library.guide(entry.company, entry.role)
    return {
        "company": entry.company_display,
        "role": entry.role_display,
        "path": entry.path,
        "places": places(guide)[:PLACES] if guide else (),
    }


def guide_lines(library: Library, path: str) -> dict[str, Any] | None:
    """A loaded guide, line by line as it is on disk; None for any other path."""
    guide = library.by_path(path)
    if guide is None:
        return None
    text = library.lines(Citation(path, 1, LAST))
    return {
        "title": f"{guide.company_display}, {guide.role_display}",
        "about": _about(guide),
        "lines": text.split("\n") if text else [CHANGED],
    }


def _about(guide: Guide) -> str:
    known = (
        guide.path,
        f"data quality {guide.data_quality}" if guide.data_quality else None,
        f"updated {guide.last_updated}" if guide.last_updated else None,
        f"review due {guide.next_review_due}" if guide.next_review_due else None,
    )
    return " · ".join(filter(None, known))
