"""Places with a slip of the finger: "lodon", "new yrok", "san fransisco".

In: the words of a message. Out: the towns of data/regions.yaml that they misspell, by their right names. A stranger's
name is never bent into a town: "at Boxton" and a message that opens with it are a company's.

>>> from parley.dialogue.words.text import words
>>> [place.name for place in misspelt_places(words("uber tpm lodon or new yrok"))]
['London', 'New York']
>>> misspelt_places(words("Londen data engineer at Berlim"))
[]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from parley.dialogue.words.text import Word, name_key, runs
from parley.guides.gazetteer import gazetteer
from parley.guides.places import FoundPlace, find_places
from parley.reading.english import common

LEAST, LONG = 6, 9
"""Letters of a town's name in which one slip is mended, and two."""
NAMING = ("at", "from", "join", "joining", "with", "for", "by", "is", "are", "the", "a", "an")
"""Words behind which an unknown name is a company's or no name at all."""


def misspelt_places(message: Sequence[Word]) -> list[FoundPlace]:
    """The places that the words misspell, in order."""
    return list(_misspelt(message))


def _misspelt(message: Sequence[Word]) -> Iterator[FoundPlace]:
    past = 1  # the first word is a name
    for first, end, key in runs(message, 2):
        if first < past or not _may_be_slip(message, first, end):
            continue
        meant = _meant(key)
        if meant:
            past = end
            place = find_places(meant)[0]
            yield replace(place, text=meant, start=message[first].start, end=message[end - 1].end)


def _may_be_slip(message: Sequence[Word], first: int, end: int) -> bool:
    strange = any(len(word.key) >= 4 and not common(word.key) for word in message[first:end])
    return strange and message[first - 1].key not in NAMING and all(w.key.isalpha() for w in message[first:end])


@lru_cache(maxsize=4096)
def _meant(key: str) -> str | None:
    """The one name that begins alike and is a slip or two away, of as many words, one of them right."""
    names = {name_key(name): name for name in gazetteer().places if _is_like(key, name_key(name))}
    found = process.extractOne(key, list(names), scorer=OSA.distance, score_cutoff=2) if names else None
    if not found or not 0 < found[1] <= (2 if len(found[0]) >= LONG else 1):
        return None
    return names[found[0]] if find_places(names[found[0]]) else None


def _is_like(key: str, name: str) -> bool:
    words, others = key.split(), name.split()
    same = sum(word == other for word, other in zip(words, others, strict=False))
    return len(name) >= LEAST and key[0] == name[0] and len(words) == len(others) and same == len(words) - 1
