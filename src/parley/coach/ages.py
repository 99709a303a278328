"""How old the guides are: of the one at hand, else of all; counted once for a library and without opening a guide."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parley.dialogue.names.shelf import once_per_library
from parley.guides.library import Library
from parley.guides.model import Guide
from parley.guides.snapshot import Entry


@dataclass(frozen=True, slots=True)
class Ages:
    """Of so many guides: when they were updated, and when their reviews are due, both in order."""

    guides: int
    updated: tuple[date, ...]
    due: tuple[date, ...]


def library_dates(library: Library, guide: Guide | None, today: date) -> str:
    """One sentence on the age of `guide`, or of all guides where there is none; empty when no date is known."""
    ages = _ages([guide]) if guide else _all_ages(library)
    if not ages.updated:
        return ""
    first, last = ages.updated[0], ages.updated[-1]
    span = f"{first}" if first == last else f"{first} to {last}"
    words = "This guide was" if ages.guides == 1 else "The guides here were"
    return f"{words} last updated {span}{_overdue(ages, today)}."


def _overdue(ages: Ages, today: date) -> str:
    late = ages.due[: bisect_left(ages.due, today)]
    if not late:
        return ""
    whose = "its review" if ages.guides == 1 else f"the review of {len(late)} of {ages.guides}"
    return f"; {whose} was due {late[0]}{' or later' if late[0] != late[-1] else ''}"


@once_per_library
def _all_ages(library: Library) -> Ages:
    return _ages(library.entries)


def _ages(entries: Sequence[Entry | Guide]) -> Ages:
    return Ages(
        len(entries),
        tuple(sorted(entry.last_updated for entry in entries if entry.last_updated)),
        tuple(sorted(entry.next_review_due for entry in entries if entry.next_review_due)),
    )
