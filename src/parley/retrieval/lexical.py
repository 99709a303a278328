"""Search by words: BM25 (Robertson and Zaragoza 2009; Lucene's form of it) over the postings of an index.

In: texts. Out: rows with a score above nothing. Words are folded to lower case and to their stems (`scaling` finds
`scale`); the commonest English words are left out.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import Stemmer

from parley.retrieval.nearest import Rows, Scores, best
from parley.retrieval.postings import Postings

K1, B = 0.8, 0.5
"""BM25's constants, chosen on half of the development guides (docs/retrieval.md): lever texts are short and alike."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = """
a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was
will with i ve re s t d m ll my me our we you your
"""
SMALL = frozenset(_SMALL.split())
"""Lucene's English stop words, and what is left of spoken forms ("I've", "we'll")."""


_thread = threading.local()


def _stemmer() -> Stemmer.Stemmer:
    """One stemmer a thread: it keeps a cache and is not made for sharing."""
    if not hasattr(_thread, "stemmer"):
        _thread.stemmer = Stemmer.Stemmer("english")
    return _thread.stemmer


def tokens(text: str) -> list[str]:
    """The words that count, folded.

    >>> tokens("I've built air-gapped data pipelines for the W&B platform")
    ['built', 'air', 'gap', 'data', 'pipelin', 'w', 'b', 'platform']
    """
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in SMALL]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """`word` without its English ending: Porter's second stemmer ("Snowball"), as PyStemmer runs it.

    >>> [stem(word) for word in ("policies", "scaling", "access", "leadership", "gapped")]
    ['polici', 'scale', 'access', 'leadership', 'gap']
    """
    return str(_stemmer().stemWord(word))


class LexicalIndex:
    """BM25 over the postings of an index: for each word the rows that have it, and how often."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self._number = {word: number for number, word in enumerate(postings.words)}
        lengths = postings.lengths.astype(np.float32)
        average = lengths.mean() if lengths.any() else 1.0
        self._length_weight = np.asarray(K1 * (1 - B + B * lengths / average), dtype=np.float32)

    @classmethod
    def of(cls, texts: Sequence[str]) -> LexicalIndex:
        """An index over `texts`, a row each, in memory."""
        return cls(Postings.of([tokens(text) for text in texts]))

    def __len__(self) -> int:
        return len(self._length_weight)

    def scores(self, text: str) -> Scores:
        """The BM25 score of every row for the words of `text`, each counted once."""
        scores = np.zeros(len(self), dtype=np.float32)
        for word in dict.fromkeys(tokens(text)):
            if (number := self._number.get(word)) is not None:
                start, end = self.postings.starts[number : number + 2]
                rows, times = self.postings.rows[start:end], self.postings.times[start:end]
                scores[rows] += self.rarity(word) * (times / (times + self._length_weight[rows]))
        return scores

    def rarity(self, word: str) -> float:
        """What a folded word counts for: the more, the fewer rows have it."""
        number = self._number.get(word)
        having = 0 if number is None else int(self.postings.starts[number + 1] - self.postings.starts[number])
        return math.log(1 + (len(self) - having + 0.5) / (having + 0.5))

    def search(self, text: str, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows that best match the words of `text`, best first, ties by row; only rows that have one."""
        scores = self.scores(text)
        candidates = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
        return best(candidates, scores[candidates], k)
