"""Questions for the empty page, made from guides that are really loaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from parley.dialogue.names.shelf import once_per_library
from parley.guides.library import Library
from parley.guides.model import Guide
from parley.guides.snapshot import Entry
from parley.web.shelf import places

MOST, TRIED = 3, 6
LOOKED = 30
"""Companies that are looked at for a guide that can answer at once."""


@once_per_library
def examples_for(library: Library) -> tuple[str, ...]:
    """Up to three questions, about different companies where there are several."""
    firsts = list(library.companies)
    step = max(1, len(firsts) // MOST)
    spread = [firsts[(start + number * step) % len(firsts)] for start in range(step) for number in range(MOST)]
    plain = (
        guide
        for company in list(dict.fromkeys(spread))[:LOOKED]
        if (guide := _plainest(library, library.roles(company)))
    )
    asked = [_counter(guide) for guide in islice(plain, MOST)][::-1]
    if len(asked) < MOST and firsts:
        asked.append(f"How does an offer at {library.companies[firsts[0]]} compare with the published range?")
    return tuple(asked)


def count_of(guides: int) -> str:
    """So many guides, in words.

    >>> count_of(1), count_of(2282)
    ('the guide', 'the 2,282 guides')
    """
    return f"the {guides:,} guides" if guides != 1 else "the guide"


def _plainest(library: Library, roles: Sequence[Entry | Guide]) -> Guide | None:
    """A guide that can answer at once, without asking for a level first."""
    guides = (guide for entry in roles[:TRIED] if (guide := library.guide(entry.company, entry.role)))
    return next((guide for guide in guides if not any(band.level for band in guide.bands)), None)


def _counter(guide: Guide) -> str:
    where = places(guide)
    place = f" in {where[-1]}" if where else ""
    return f"What should I counter at {guide.company_display}{place} as {guide.role_display}?"
