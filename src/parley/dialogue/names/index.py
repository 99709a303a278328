"""Every name by which the library's companies may be called, indexed once per library.

In: a library (`companies`: slug -> display name). Out: a `NameIndex` that maps folded names to what they may mean.
Kinds of name, the surest first: `full` (slug, display name), `nickname` (data/companies.yaml), `short` (without a tail
such as "AI" or "Labs"), `foreign` (a known company that no guide covers), `near` (a part of a longer name: asked about,
never taken), so "Plaid" is never read as "Plaid Identity".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.names.roles import GENERIC, role_book, told_in_full
from parley.dialogue.names.shelf import once_per_library
from parley.dialogue.words.text import Word, name_key
from parley.guides.library import Library
from parley.guides.places import find_places
from parley.reading.english import common

SURE = ("full", "nickname", "short")
KINDS = (*SURE, "foreign", "near")
NO_NAMES = ("the", "new", "bank", "american", "first", "one", "two", "three", "four", "five")
"""First words of companies that name none by themselves."""
_ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Name:
    """What a spelling means: the slugs (or, for `foreign`, the names as commonly written), and how sure the name is.

    `ordinary` names are English words or other things too and count only where the sentence means a company.
    """

    kind: str
    values: tuple[str, ...]
    ordinary: bool


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by folded spelling; `initials` only as typed in capitals; `longest` in words.

    `squashed` are sure names written without spaces, for those who part them otherwise ("united health group").
    `own_words` are the words of a company's role names, which may follow its name ("VMware Tanzu cloud engineer").
    `own_roles` are those roles' whole names, as `told_in_full` folds them, and who has them; `longest_role` in words.
    `gapped` are whole names of several words, by what is left when one of them is struck out ("morgan _").
    `extended` are the companies shown by such a longer name, with the rest of it, by slug ("cloudflare": ("workers",)).
    `endings` are what shown names end in, in small letters ("ai"); `shown` are the keys of shown names, by slug.
    `beginnings` are what names begin with, letter by letter ("d", "do" … of doordash); `parts` the words of names of
    several; `role_beginnings` the first words of `own_roles`.
    """

    names: Mapping[str, Name]
    initials: Mapping[str, Name]
    near: Mapping[str, tuple[str, ...]]
    fuzzy: tuple[str, ...]
    longest: int
    squashed: Mapping[str, Name]
    own_words: Mapping[str, frozenset[str]]
    own_roles: Mapping[str, tuple[str, ...]]
    longest_role: int
    gapped: Mapping[str, tuple[str, ...]]
    extended: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    endings: frozenset[str]
    shown: Mapping[str, str]
    beginnings: frozenset[str]
    parts: frozenset[str]
    role_beginnings: frozenset[str]

    def begins(self, word: Word) -> bool:
        """Whether a name can begin with the word, however its words are parted."""
        return word.key in self.beginnings or word.text in self.initials


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists of data/companies.yaml."""

    nicknames: Mapping[str, tuple[str, ...]]
    tails: frozenset[str]
    ordinary: frozenset[str]
    jargon: frozenset[str]
    after: frozenset[str]
    firms: frozenset[str]


@cache
def name_rules() -> NameRules:
    """data/companies.yaml as a record."""
    table = load("companies")
    lists = {key: frozenset(map(str, table[key])) for key in table if key != "nicknames"}
    nicknames = {str(name): tuple(map(str, also)) for name, also in table["nicknames"].items()}
    return NameRules(nicknames=nicknames, **lists)


@once_per_library
def name_index(library: Library) -> NameIndex:
    """The names of the library's companies, made once for each library."""
    companies = library.companies
    claims: dict[str, dict[str, list[str]]] = {}
    for spelling, kind, value in _claims(companies):
        holders = claims.setdefault(spelling, {}).setdefault(kind, [])
        if value not in holders:
            holders.append(value)
    names = {spelling: _name(spelling, kinds) for spelling, kinds in claims.items()}
    return NameIndex(
        names=names,
        initials=_initials(companies, names),
        near={spelling: tuple(kinds["near"]) for spelling, kinds in claims.items() if "near" in kinds},
        fuzzy=tuple(key for key, name in names.items() if len(key) >= 5 and name.kind in SURE),
        longest=max((key.count(" ") + 1 for key in names), default=1),
        squashed={key.replace(" ", ""): name for key, name in names.items() if name.kind in ("full", "nickname")},
        own_words={slug: _own_words(slug, library) for slug in companies},
        own_roles=(own := _owners_of_roles(library)),
        longest_role=max((key.count(" ") + 1 for key in own), default=1),
        gapped=_gapped([key for key, name in names.items() if name.kind in ("full", "nickname")]),
        extended=_extended(shown := {slug: name_key(display) for slug, display in companies.items()}),
        endings=frozenset(ending for display in companies.values() for ending in _endings(display.casefold())),
        shown=shown,
        beginnings=frozenset(_beginnings(names)),
        role_beginnings=frozenset(key.split()[0] for key in own),
        parts=frozenset(word for key in names if " " in key for word in key.split()),
    )


def _beginnings(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        whole = key.replace(" ", "")
        yield from (whole[:end] for end in range(1, len(whole) + 1))


def _gapped(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        for at in range(key.count(" ") + 1 if " " in key else 0):
            found.setdefault(gapped(key.split(), at), []).append(key)
    return {key: tuple(names) for key, names in found.items()}


def gapped(words: Sequence[str], at: int) -> str:
    """The words with one of them struck out.

    >>> gapped(("morgan", "stanley"), 1)
    'morgan _'
    """
    return " ".join((*words[:at], "_", *words[at + 1 :]))


def _extended(shown: Mapping[str, str]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    owners: dict[str, list[str]] = {}
    for slug, key in shown.items():
        owners.setdefault(key, []).append(slug)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for slug, key in shown.items():
        words = key.split()
        for size in range(1, len(words)):
            for stem in owners.get(" ".join(words[:size]), ()):
                found.setdefault(stem, []).append((slug, tuple(words[size:])))
    return {stem: tuple(others) for stem, others in found.items()}


def _endings(name: str) -> Iterator[str]:
    """What a name ends in, from each of its words on but the first."""
    return (name[at + 1 :] for at, letter in enumerate(name) if letter == " ")


def _own_words(slug: str, library: Library) -> frozenset[str]:
    """The telling words of the roles that only this company has."""
    return frozenset(word for shown in _own(slug, library) for word in name_key(shown).split()) - GENERIC


def _owners_of_roles(library: Library) -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for slug in library.companies:
        for shown in _own(slug, library):
            owners.setdefault(told_in_full(name_key(_ASIDE.sub(" ", shown))), []).append(slug)
    return {key: tuple(slugs) for key, slugs in owners.items() if " " in key}


def _own(slug: str, library: Library) -> Iterator[str]:
    common_roles = role_book().spellings.values()
    return (guide.role_display for guide in library.roles(slug) if guide.role not in common_roles)


def _name(spelling: str, kinds: Mapping[str, list[str]]) -> Name:
    kind = next(kind for kind in KINDS if kind in kinds)
    return Name(kind, tuple(kinds[kind]), is_ordinary(spelling))


def is_ordinary(spelling: str) -> bool:
    """Whether a name is also an English word or so short that it may be anything.

    >>> is_ordinary("target"), is_ordinary("hubspot"), is_ordinary("vast data"), is_ordinary("gs")
    (True, False, True, True)
    """
    if spelling in name_rules().ordinary:
        return True
    return all(map(common, spelling.split())) or len(spelling) <= 2


def _claims(companies: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(spelling, kind, value) of every way to call every company, and of known companies without a guide."""
    full = {key: slug for slug, display in companies.items() for key in _full_keys(slug, display)}
    prefixes = _prefix_counts(companies)
    shorts: dict[str, str] = {}
    for slug, display in companies.items():
        for key in _full_keys(slug, display):
            yield key, "full", slug
            if " " in key and len(key) >= 5:
                yield key.replace(" ", ""), "full", slug
        for key, kind in _parts(_full_keys(slug, display)[0], prefixes):
            shorts.setdefault(key, slug)
            yield key, kind, slug
    yield from _nicknames(full, {**shorts, **full})


def _full_keys(slug: str, display: str) -> tuple[str, ...]:
    keys = [name_key(_ASIDE.sub(" ", display)), name_key(slug.replace("-", " "))]
    keys += [key.removesuffix(" com") + " dot com" for key in keys if key.endswith(" com")]
    return tuple(dict.fromkeys(key for key in keys if key))


def _prefix_counts(companies: Mapping[str, str]) -> dict[str, int]:
    """How many companies' names start with each run of words."""
    counts: dict[str, int] = {}
    for slug, display in companies.items():
        name = _full_keys(slug, display)[0].split()
        for size in range(1, len(name)):
            prefix = " ".join(name[:size])
            counts[prefix] = counts.get(prefix, 0) + 1
    return counts


def _parts(key: str, prefixes: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The shorter forms of a name: without its tail ("scale"), or its beginning ("goldman", "cloudflare" as near).

    >>> [short for short, _ in _parts("two sigma", {"two": 1})]  # "two days a week" names nobody
    []
    """
    head = key.split()
    cut = len(head)
    while cut > 1 and head[cut - 1] in name_rules().tails:
        cut -= 1
    for size in range(1, len(head)):
        short = " ".join(head[:size])
        whole_place = any(found.start == 0 and found.end == len(short) for found in find_places(short))
        if len(short) < 3 or whole_place or short in NO_NAMES:
            continue
        rest = head[size:]
        sure = size >= cut or (prefixes[short] == 1 and not common(short) and not any(map(common, rest)))
        yield short, "short" if sure else "near"


def _nicknames(full: Mapping[str, str], known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """A row belongs to the company of its name, else to one whose whole name is among its others (E*TRADE: etrade)."""
    for name, also in name_rules().nicknames.items():
        keys = [name_key(spelling) for spelling in also]
        slug = known.get(name_key(name)) or next((full[key] for key in keys if key in full), None)
        for key in (*keys, name_key(name)):
            if key != name_key(name) or key not in known:
                yield key, "nickname" if slug else "foreign", slug or name


def _initials(companies: Mapping[str, str], names: Mapping[str, Name]) -> dict[str, Name]:
    """WBD for Warner Bros. Discovery: three letters or more, one company only, no other name."""
    owners: dict[str, list[str]] = {}
    for slug, display in companies.items():
        letters = "".join(word[0] for word in _full_keys(slug, display)[0].split() if word != "and").upper()
        if len(letters) >= 3:
            owners.setdefault(letters, []).append(slug)
    return {
        letters: Name("nickname", tuple(slugs), ordinary=False)
        for letters, slugs in owners.items()
        if letters.lower() not in names and not common(letters.lower())
    }
