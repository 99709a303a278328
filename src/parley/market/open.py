"""Opening the tables: a person's own first, then the one that ships. Costs nothing until the first look-up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from parley.market.layout import Table
from parley.market.likeness import Embed, Likeness
from parley.market.places import Places
from parley.market.reference import Book, Reference, look_up
from parley.market.titles import Key, Titles

ARTEFACT = Path(__file__).parent / "artefact"
SHIPPED, TITLES = "oews.table", "titles.json"
SUFFIX = ".table"


@dataclass(frozen=True, slots=True)
class KnownTitles:
    """The titles that ship, as they are looked up: each key with its code; `weights` of the model of their vectors."""

    codes: dict[Key, str]
    weights: str


def known_titles(folder: Path = ARTEFACT) -> KnownTitles:
    """The titles in `folder`, as `make market` wrote them from data/occupations.yaml."""
    found = json.loads((folder / TITLES).read_text(encoding="utf-8"))
    keys = (tuple(title.split(" ")) for title in found["titles"])
    return KnownTitles(dict(zip(keys, found["codes"], strict=True)), found["weights"])


class Market:
    """All tables. `embed` tells the meaning of titles that no alias fits; without it those stay unknown."""

    def __init__(self, embed: Embed | None = None, own: Path | None = None) -> None:
        self._embed = embed
        self._own = own

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """The books, a person's own first."""
        own = sorted(self._own.glob(f"*{SUFFIX}")) if self._own and self._own.is_dir() else []
        return (*(_own_book(path) for path in own), _shipped_book(self._embed))

    def look_up(self, job: str, place: str) -> Reference | None:
        """The official pay for a job at a place, in people's words."""
        return look_up(self.books, job, place) if job and place else None

    def place(self, text: str, said: str) -> str:
        """The words for a place at their widest in a message: with the town before a state."""
        return self.books[-1].places.widest(text, said)

    def title(self, text: str, *, alone: bool) -> str:
        """A job's title anywhere in a message; one of a single word only where `alone` allows it."""
        return self.books[-1].titles.named(text, alone=alone)

    def is_title(self, words: str) -> bool:
        """Whether words for a job mean one occupation beyond doubt."""
        return bool(words) and self.books[-1].titles.find(words).sure

    def widest(self, text: str, start: int, end: int) -> str:
        """The longest title in a message around the words read as the job."""
        return self.books[-1].titles.widest(text, start, end)


@cache
def shipped_places() -> Places:
    """The areas of the table that ships."""
    return Places(Table(ARTEFACT / SHIPPED))


def _shipped_book(embed: Embed | None) -> Book:
    table, known = Table(ARTEFACT / SHIPPED), known_titles()
    near = Likeness(ARTEFACT, tuple(known.codes.values()), known.weights, embed).near if embed else None
    return Book(table, Titles(table.occupations, known.codes, near), shipped_places())


def _own_book(path: Path) -> Book:
    table = Table(path)
    return Book(table, Titles(table.occupations, {}), Places(table))
