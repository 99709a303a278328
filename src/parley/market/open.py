"""Opening the tables: a person's own first, then the one that ships. Costs nothing until the first look-up."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from parley.errors import TableUnusable
from parley.market.layout import MarketTable
from parley.market.likeness import Embed, Likeness
from parley.market.places import Places
from parley.market.reference import Book, Reference, look_up
from parley.market.titles import Key, Titles, title_key

ARTEFACT = Path(__file__).parent / "artefact"
SHIPPED, TITLES = "oews.table", "titles.json"
SUFFIX, OWN_TITLES = ".table", ".titles.json"

log = logging.getLogger(__name__)


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
        """The books, a person's own first, the newest of these before older ones; one that is damaged is left out."""
        own = self._own.glob(f"*{SUFFIX}") if self._own and self._own.is_dir() else ()
        books = [book for path in own if (book := _own_book(path))]
        books.sort(key=lambda book: book.table.release.name, reverse=True)
        return (*books, _shipped_book(self._embed))

    def look_up(self, job: str, place: str, currency: str = "") -> Reference | None:
        """The official pay for a job at a place, in people's words; of a table in `currency` where that was told."""
        if not job or not place:
            return None
        books = [book for book in self.books if currency in ("", book.table.release.currency)]
        return look_up(books, job, place)

    def place(self, text: str, said: str) -> str:
        """The words for a place at their widest in a message: with the town before a state."""
        return max((book.places.widest(text, said) for book in self.books), key=len)

    def title(self, text: str, *, alone: bool) -> str:
        """A job's title anywhere in a message; one of a single word only where `alone` allows it."""
        return max((book.titles.named(text, alone=alone) for book in self.books), key=len)

    def is_title(self, words: str) -> bool:
        """Whether words for a job mean one occupation beyond doubt."""
        return bool(words) and any(book.titles.find(words).sure for book in self.books)

    def widest(self, text: str, start: int, end: int) -> str:
        """The longest title in a message around the words read as the job."""
        return max((book.titles.widest(text, start, end) for book in self.books), key=len)


@cache
def shipped_places() -> Places:
    """The areas of the table that ships."""
    return Places(MarketTable(ARTEFACT / SHIPPED))


def _shipped_book(embed: Embed | None) -> Book:
    table, known = MarketTable(ARTEFACT / SHIPPED), known_titles()
    near = Likeness(ARTEFACT, tuple(known.codes.values()), known.weights, embed).near if embed else None
    return Book(table, Titles(table.occupations, known.codes, near), shipped_places())


def _own_book(path: Path) -> Book | None:
    try:
        table = MarketTable(path)
        titles = json.loads(path.with_suffix(OWN_TITLES).read_text(encoding="utf-8"))
    except (TableUnusable, OSError, ValueError) as error:
        log.warning("%s: this pay table is left out (%s); import it again", path, error)
        return None
    known = {title_key(title): code for title, code in titles.items()}
    return Book(table, Titles(table.occupations, known, plain=True), Places(table))


def write_titles(path: Path, titles: Mapping[str, str]) -> None:
    """Write the titles that lead into the table at `path`, each with its occupation's code."""
    path.with_suffix(OWN_TITLES).write_text(json.dumps(titles, ensure_ascii=False, indent=1), encoding="utf-8")
