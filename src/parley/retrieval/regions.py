"""Which of a guide's regions a passage names, so that a strategy for Chicago is not brought to someone in London.

In: a passage's text and the guide's pay bands. Out: the region labels of those bands, as the guide writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from parley.guides.gazetteer import gazetteer, spelling_of
from parley.guides.model import PayBand

GAP = r"[\s,.]{1,2}"  # between the words of one spelling: "Washington, DC"


def regions_named(text: str, bands: Iterable[PayBand]) -> tuple[str, ...]:
    """The labels of `bands` that `text` names, by label or by any spelling of a place, in the bands' order."""
    folded = spelling_of(text)
    labels = dict.fromkeys((band.region, tuple(place.name for place in band.places)) for band in bands if band.region)
    return tuple(
        dict.fromkeys(
            label
            for label, places in labels
            if spelling_of(label) in folded or any(_names(text, folded, p) for p in places)
        )
    )


def _names(text: str, folded: str, place: str) -> bool:
    any_case, exact = _patterns(place)
    return bool(any_case.search(folded) or exact.search(text))


@cache
def _patterns(place: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What to look for in folded text, and what only in this very writing (`LA`, `SD`)."""
    any_case, exact = _spellings().get(place, ((), ()))
    return _any_of(any_case or (spelling_of(place),)), _any_of(exact)


def _any_of(spellings: tuple[str, ...]) -> re.Pattern[str]:
    if not spellings:
        return re.compile(r"(?!)")
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    words = (GAP.join(map(re.escape, spelling.split())) for spelling in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


@cache
def _spellings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each place its spellings in any case, folded, and those that count only as written."""
    table: dict[str, tuple[list[str], list[str]]] = {}
    for words, named in gazetteer().spellings.items():
        for spelling in named:
            if spelling.kind == "place":
                any_case, exact = table.setdefault(spelling.name, ([], []))
                exact.append(spelling.exact) if spelling.exact else any_case.append(" ".join(words))
    return {place: (tuple(any_case), tuple(exact)) for place, (any_case, exact) in table.items()}
