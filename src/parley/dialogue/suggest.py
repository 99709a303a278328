"""Companies to offer when the message leaves open which is meant, or names one that no guide covers."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from parley.dialogue.names.index import NameIndex, name_index
from parley.dialogue.told import Heard
from parley.dialogue.words.text import name_key
from parley.guides.library import Library

NEAREST = 3
ALIKE = 75
"""How many companies to offer, and from what likeness of names (0 to 100) on."""


def suggestions(heard: Heard) -> tuple[str, ...]:
    """Display names to offer: what an open name may mean, what is nearly it, or what a strange name looks like."""
    told, companies = heard.told, heard.library.companies
    if told.open:
        return tuple(companies[slug] for slug in told.open)
    if told.near:
        return tuple(companies[slug] for slug in told.near.values if slug in companies)
    if told.foreign:
        return alike(told.foreign, heard.library)
    return () if told.names_subject else heard.before.did_you_mean


def alike(name: str, library: Library) -> tuple[str, ...]:
    """Companies whose name shares its first word with `name` or looks like it, at most three."""
    index, key = name_index(library), name_key(name)
    shared = [slug for part in (key, key.split(" ")[0]) for slug in _holders(part, index)]
    looks = process.extract(key, index.shown, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=NEAREST)
    slugs = dict.fromkeys([*shared, *(slug for _, _, slug in looks)])
    return tuple(library.companies[slug] for slug in slugs if slug in library.companies)[:NEAREST]


def _holders(part: str, index: NameIndex) -> tuple[str, ...]:
    known = index.names.get(part)
    return (*index.near.get(part, ()), *(known.values if known and known.kind in ("full", "short") else ()))
