"""A message as words with their places in it: the ground on which every reading of a message stands.

In: the user's text. Out: `Word`s (folded, with spans) and `Mention`s (what was read where).

>>> [word.key for word in words("what's W&B's band in São Paulo?")]
['what', 'w&b', 'band', 'in', 'sao', 'paulo']
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*|&", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_STOP = re.compile(r"[.!?;\n]+(?=\s|$)|[;\n]|\s[-–—]\s|\.\.\.|…")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the message: `key` is folded (lower case, no accents, no possessive), `text` as typed."""

    key: str
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something read in the message: what it may mean (`values`, several when only context can tell), and where.

    `kind` is company, role, region or level; `typo` says that the spelling was mended. `relation` is what a company
    is to
    the talk (`parley.reading.labels.RELATIONS`), `seen` whether the reader itself took it for a name, `sure` how surely
    where nothing else knows it.
    """

    kind: str
    values: tuple[str, ...]
    text: str
    start: int
    end: int
    typo: bool = False
    relation: str | None = None
    seen: bool = False
    sure: float = 1.0

    @property
    def value(self) -> str | None:
        """The one meaning, or None while it is open."""
        return self.values[0] if len(self.values) == 1 else None


class Spanned(Protocol):
    """Anything that was read at a place in the message."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Past its last character."""


def spans_of(*items: Iterable[Spanned]) -> tuple[tuple[int, int], ...]:
    """The spans of all items, group by group."""
    return tuple((item.start, item.end) for group in items for item in group)


def fold(text: str) -> str:
    """`text` in lower case without accents.

    >>> fold("São Paulo")
    'sao paulo'
    """
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; `&` stands as `and` where it stands alone."""
    return tuple(_word(match) for match in _WORD.finditer(text))


def _word(match: re.Match[str]) -> Word:
    key = _POSSESSIVE.sub("", fold(match[0])).replace("’", "'")
    return Word("and" if key == "&" else key, match[0], match.start(), match.end())


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """The key under which a name is looked up.

    >>> name_key("Weights & Biases"), name_key("C3.ai"), name_key("moody's")
    ('weights and biases', 'c3 ai', 'moody')
    """
    return " ".join(word.key for word in words(text))


def runs(
    message: Sequence[Word], longest: int, begins: Callable[[Word], bool] | None = None
) -> Iterator[tuple[int, int, str]]:
    """Every run of up to `longest` words as (first, past the last, key), longer runs first at each place; only those
    whose first word `begins` what is looked for, where that is told."""
    for first in range(len(message)):
        if begins and not begins(message[first]):
            continue
        for past in range(min(len(message), first + longest), first, -1):
            yield first, past, " ".join(word.key for word in message[first:past])


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends; a dash with spaces around it and dots of hesitation part sentences too.

    >>> [text[a:b].strip() for text in ["130k base. Is it 1.5x low? yes"] for a, b in sentences(text)]
    ['130k base.', 'Is it 1.5x low?', 'yes']
    """
    ends = [match.end() for match in _STOP.finditer(text)]
    starts = [0, *ends]
    return tuple((a, b) for a, b in zip(starts, [*ends, len(text)], strict=True) if text[a:b].strip())


class Covered(Container[int]):
    """The positions that lie in one of some spans; each is found without a look at all of them.

    >>> covered = Covered([(10, 12), (0, 4), (3, 6)])
    >>> [place for place in range(14) if place in covered]
    [0, 1, 2, 3, 4, 5, 10, 11]
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, place: object) -> bool:
        at = bisect_right(self._starts, cast(int, place)) - 1
        return at >= 0 and cast(int, place) < self._ends[at]


def within(start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the position lies in one of the spans; for many positions ask `Covered`."""
    return any(a <= start < b for a, b in spans)
