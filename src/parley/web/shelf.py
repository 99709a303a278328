"""The guides to look through: search over companies, roles and places, and a guide's own lines.

What guides are about is known at once; their places only when each has been opened, which takes a second or two for
thousands, so it starts in the background when the shelf is opened and a search waits for it.
"""

from __future__ import annotations

import threading
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from parley.coach.lines import region_labels
from parley.dialogue.names.index import name_rules
from parley.dialogue.names.shelf import once_per_library
from parley.dialogue.words.text import fold
from parley.folders import whose_folder
from parley.guides.library import Library
from parley.guides.model import Citation, Guide
from parley.guides.snapshot import Entry
from parley.render import plain

SHOWN, PLACES, LAST = 40, 12, 100_000
ALIKE = 0.6
"""How much a known word must look like a mistyped one: two letters of five may be in each other's place."""
CHANGED = "The file has changed since it was read; open it again in a moment."
_one_at_a_time = threading.Lock()


def search_shelf(library: Library, words: str, after: int = 0) -> dict[str, Any]:
    """The guides that hold every word, those first whose company starts with them; all of them for no words.

    Out: how many there are in all and found, and the next of them past the first `after`, as company, role, path and
    places. Accents and case do not matter, and a company's nicknames (data/companies.yaml) count as its name. Where
    nothing is found: what is found for the nearest words (`meant`), or without a word (`without`).
    """
    wanted = fold(words).split()
    if not wanted:
        threading.Thread(target=_folded, args=(library,), daemon=True).start()
    entries = [entry for entry, _ in _matches(library, wanted)] if wanted else library.entries
    meant = without = ""
    if wanted and not entries:
        entries, meant, without = _nearly(library, wanted)
    start = max(0, after)
    shown = [_shown(library, entry) for entry in entries[start : start + SHOWN]]
    found = {"total": len(library.entries), "found": len(entries), "guides": shown}
    return {**found, "meant": meant, "without": without}


def _nearly(library: Library, wanted: list[str]) -> tuple[list[Entry | Guide], str, str]:
    """What is found for the nearest known words, else without the word that most guides lack; and which those are."""
    meant = [_nearest(library, word) for word in wanted]
    found = [entry for entry, _ in _matches(library, meant)]
    if found and meant != wanted:
        return found, " ".join(meant), ""
    rest = [(word, [other for other in meant if other != word]) for word in meant]
    tried = [(word, [entry for entry, _ in _matches(library, others)]) for word, others in rest if others]
    word, found = min(((word, found) for word, found in tried if found), key=lambda one: len(one[1]), default=("", []))
    return found, "", word


def _nearest(library: Library, word: str) -> str:
    """A word of the guides that is written much like this one; else the word itself."""
    if any(word in text for text in _folded(library)):
        return word
    found = process.extractOne(word, _words(library), scorer=OSA.normalized_similarity, score_cutoff=ALIKE)
    return found[0] if found else word


@once_per_library
def _words(library: Library) -> tuple[str, ...]:
    return tuple({word for text in _folded(library) for word in text.split() if len(word) > 3})


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
        "about": _about(guide, whose_folder(library.folder_of(path))),
        "lines": text.split("\n") if text else [CHANGED],
    }


def _about(guide: Guide, origin: str) -> str:
    known = (
        guide.path,
        origin,
        f"data quality {guide.data_quality}" if guide.data_quality else None,
        f"updated {guide.last_updated}" if guide.last_updated else None,
        f"review due {guide.next_review_due}" if guide.next_review_due else None,
    )
    return " · ".join(filter(None, known))
