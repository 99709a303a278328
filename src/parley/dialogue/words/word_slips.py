"""Words of roles with a slip of the finger: "data scentist".

In: the words of a message. Out: the same with the misspelt words mended, so that roles are read in them. A word that
is one stays, however near it is.

>>> from parley.dialogue.words.text import words
>>> [word.key for word in mended_words(words("staff enginer or prodcut manager, a great manor"))]
['staff', 'engineer', 'or', 'product', 'manager', 'a', 'great', 'manor']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from parley.data import load
from parley.dialogue.words.text import Word, name_key
from parley.reading.english import base_words

LEAST = 6
"""Letters of a word that is mended: shorter ones are like too many others."""
LONG = 9
"""Letters of the right word, from which on two slips are mended; below, one."""


@lru_cache(maxsize=1)
def _roles() -> tuple[str, ...]:
    """The longer words that the names of roles are made of."""
    texts = (text for slug, row in load("roles")["roles"].items() for text in (slug, *row["also"]))
    words = {word for text in texts for word in name_key(text).split() if len(word) >= LEAST and word.isalpha()}
    return tuple(sorted(words))


def mended_words(message: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those that are no word at all and nearly one of a role's read as that one."""
    return tuple(replace(word, key=key) if (key := _meant(word.key, _roles())) else word for word in message)


@lru_cache(maxsize=4096)
def _meant(key: str, vocabulary: tuple[str, ...]) -> str | None:
    if len(key) < LEAST or not key.isalpha() or key in vocabulary or _is_word(key):
        return None
    found = process.extractOne(key, vocabulary, scorer=OSA.distance, score_cutoff=2)
    return found[0] if found and found[1] <= (2 if len(found[0]) >= LONG else 1) else None


def _is_word(key: str) -> bool:
    """Whether it is a word or a plain inflection of one; `common` would let "enginer" pass for one who engines."""
    return any(key.removesuffix(ending) in base_words() for ending in ("", "s", "d", "ed", "ing", "ly"))
