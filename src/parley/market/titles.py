"""Which occupation a person's words for a job mean: by its name, by what people call it, else by likeness.

In: the words ("ICU nurse at Baylor", "Sr. Welder II"). Out: a `Guess`: one occupation where a name or an alias of
data/occupations.yaml fits, the nearest few where only likeness tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from parley.data import load
from parley.guides.gazetteer import spelling_of
from parley.market.model import Occupation

WORD = re.compile(r"[^\W_]+[+#]*")
SPLIT = re.compile(r"[,;(|]|\s[-–—/]\s")
JOINS = (".", "'", "’", "&")
"""Signs that are not between words when a title is looked up."""
LONGEST = 8
"""Words of the longest title that is looked for inside longer words."""
SLIP, SHORTEST = 80, 5
"""How alike a word must be to one of a title, of 100, to be a slip of it, and how long to be mended at all."""
BEHIND = 3
"""Words of a title that may stand behind the one that was read as the job: "nurse case manager"."""
ENOUGH = 2
"""Words at a title's end that tell the occupation even where each alone is loose."""

Key = tuple[str, ...]
Near = Callable[[str], Sequence[tuple[str, float]]]
"""Codes of occupations by likeness to words, best first, each with its share in the nearest titles."""
SURE = 0.6
"""The share in the nearest titles' say from which an occupation is taken as meant: right in nine of ten such cases."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The occupations that words may mean, best first; `sure` where the first is meant beyond doubt."""

    occupations: tuple[Occupation, ...] = ()
    sure: bool = False


NOTHING = Guess()


@dataclass(frozen=True, slots=True)
class TitleWords:
    """data/title_words.yaml: words to drop, words that end too many titles or may be many, words that end a title."""

    rank: frozenset[str]
    loose: frozenset[str]
    vague: frozenset[str]
    joins: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The table as a record."""
    table = load("title_words")
    rows = {name: frozenset(map(singular, table[name])) for name in ("loose", "vague", "joins")}
    return TitleWords(rank=frozenset(table["rank"]), **rows)


def singular(word: str) -> str:
    """A word of a title without its plural.

    >>> [singular(word) for word in ("nurses", "secretaries", "waitresses", "glass", "sales")]
    ['nurse', 'secretary', 'waitress', 'glass', 'sale']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def title_key(text: str) -> Key:
    """The words of a title, folded and singular, as it is looked up."""
    plain = (
        spelling_of(text).replace("&", " and ").replace("'s", "s").replace("’s", "s").replace(".", "").replace("'", "")
    )
    return tuple(word for found in WORD.findall(plain) for word in _in_full(found))


@cache
def _in_full(word: str) -> Key:
    """A word of a title, singular, a short form written out."""
    same = short_forms().get(word)
    return tuple(singular(part) for part in (same.split() if same else (word,)))


@cache
def short_forms() -> dict[str, str]:
    """The short forms of data/title_words.yaml."""
    return dict(load("title_words")["same"])


class Titles:
    """The names and titles of one table's occupations. `near` tells likeness, where something can.

    `plain`: the titles are a person's own, so one that stands there means its occupation, whatever its words.
    """

    def __init__(
        self,
        occupations: Sequence[Occupation],
        known: Mapping[Key, str],
        near: Near | None = None,
        *,
        plain: bool = False,
    ) -> None:
        self._by_code = {occupation.code: occupation for occupation in occupations}
        self._near = near
        self._plain = plain
        self._codes = known or {title_key(occupation.name): occupation.code for occupation in occupations}

    def find(self, words: str) -> Guess:
        """The occupation that `words` mean."""
        key = self._known(words) or self._known(self._mended(words))
        if key is None:
            return self._alike(words)
        first = self._by_code[self._codes[key]]
        if self._plain or len(key) > 1 or key[0] not in title_words().vague:
            return Guess((first,), sure=True)
        return Guess(tuple(dict.fromkeys((first, *self._alike(words).occupations))))

    def widest(self, text: str, start: int, end: int) -> str:
        """The longest title in a message around the words that were read as the job: elementary school teacher."""
        spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
        inside = [number for number, span in enumerate(spans) if span[0] < end and span[1] > start]
        if not inside:
            return text[start:end]
        runs = (
            text[spans[first][0] : spans[last][1]]
            for first in range(max(0, inside[0] - LONGEST), inside[0] + 1)
            for last in range(min(len(spans) - 1, inside[-1] + BEHIND), inside[-1] - 1, -1)
            if last - first < LONGEST
        )
        known = [run for run in runs if title_key(run) in self._codes]
        return max(known, key=len, default=text[start:end])

    def named(self, text: str, *, alone: bool) -> str:
        """The longest title that a message names; one of a single word only where `alone`, and where it means one."""
        spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
        runs = (
            text[spans[first][0] : spans[last][1]]
            for first in range(len(spans))
            if self._may_begin(text, spans[first])
            for last in range(first, min(len(spans), first + LONGEST))
        )
        loose = title_words().loose | title_words().vague
        known = [(key, run) for run in runs if (key := title_key(run)) in self._codes]
        telling = [run for key, run in known if len(key) > 1 or (alone and key[0] not in loose)]
        return max(telling, key=len, default="")

    def _may_begin(self, text: str, span: tuple[int, int]) -> bool:
        """Whether a title may begin with the word there; "R.N." is judged with what is behind it."""
        key = title_key(text[span[0] : span[1]])
        return text[span[1] : span[1] + 1] in JOINS or not key or key[0] in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(key[0] for key in self._codes if key)

    def _known(self, words: str) -> Key | None:
        return next((key for key in self._tries(words) if key in self._codes), None)

    def _mended(self, words: str) -> str:
        """The words with slips of spelling put right, where one word of a title is that near and no other."""
        return " ".join(self._nearest(word) for word in title_key(words))

    def _nearest(self, word: str) -> str:
        if word in self._vocabulary or len(word) < SHORTEST:
            return word
        found = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=SLIP, limit=2)
        return found[0][0] if found and (len(found) == 1 or found[0][1] > found[1][1]) else word

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        """The words of all titles, sorted."""
        return tuple(sorted({word for key in self._codes for word in key}))

    def _tries(self, words: str) -> Iterator[Key]:
        """The ways to look a title up, from the whole of it to its last telling words."""
        whole = title_key(words)
        yield whole
        yield _plain(whole)
        parts = [title_key(part) for part in SPLIT.split(words)]
        for key in filter(None, (*parts, _before_joins(whole))):
            yield key
            yield _plain(key)
        yield from _turned(whole)
        for key in filter(None, (_before_joins(parts[0]) if parts else (), whole)):
            yield from _endings(key)
            yield from _endings(_plain(key))

    def _alike(self, words: str) -> Guess:
        found = self._near(_spoken(words)) if self._near else ()
        return Guess(tuple(self._by_code[code] for code, _ in found), sure=bool(found) and found[0][1] >= SURE)


def _spoken(words: str) -> str:
    """A title as its likeness is asked for: what stands before "at" or a comma, without rank."""
    key = title_key(SPLIT.split(words)[0]) or title_key(words)
    return " ".join(_plain(_before_joins(key)))


def _plain(key: Key) -> Key:
    """A title without rank; the whole where rank is all there is."""
    rank = title_words().rank
    return tuple(word for word in key if word not in rank and singular(word) not in rank) or key


def _turned(key: Key) -> Iterator[Key]:
    """A title told backwards: "professor of chemistry" is a chemistry professor."""
    if "of" in key[1:-1]:
        at = key.index("of")
        yield (*key[at + 1 :], *_plain(key[:at]))


def _before_joins(key: Key) -> Key:
    """The words before "at", "in", "for": "nurse at a clinic" is a nurse."""
    joins = title_words().joins
    end = next((at for at, word in enumerate(key) if at and word in joins), len(key))
    return key[:end]


def _endings(key: Key) -> Iterator[Key]:
    """The last words of a title, longest first, while they tell: "pediatric ICU nurse" ends in "ICU nurse"."""
    loose = title_words().loose
    for first in range(1, len(key)):
        ending = key[first:]
        if len(ending) >= ENOUGH or ending[0] not in loose:
            yield ending
