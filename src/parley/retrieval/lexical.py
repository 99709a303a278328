"""Search by words: BM25 (Robertson and Zaragoza 2009) as bm25s keeps it, scores computed when the index is built.

In: texts. Out: rows with a score above nothing. Words are folded to lower case and to the singular (`pipelines` finds
`pipeline`); the commonest English words are left out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

FOLDER = "lexical"
K1, B = 1.5, 0.75
logging.getLogger("bm25s").setLevel(logging.WARNING)  # importing it sets DEBUG, which would print on every build
_WORD = re.compile(r"[^\W_]+")
_SPOKEN = ("i", "ve", "re", "s", "t", "d", "m", "ll", "my", "me", "our", "we", "you", "your")
SMALL = frozenset((*STOPWORDS_EN, *_SPOKEN))


def tokens(text: str) -> list[str]:
    """The words that count, folded.

    >>> tokens("I've built air-gapped data pipelines for the W&B platform")
    ['built', 'air', 'gapped', 'data', 'pipeline', 'w', 'b', 'platform']
    """
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in SMALL]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """`word` without its plural ending: Harman's "s-stemmer" (1991), which joins singular and plural and little else.

    >>> [stem(word) for word in ("policies", "clusters", "access", "bus")]
    ['policy', 'cluster', 'access', 'bus']
    """
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


class LexicalIndex:
    """BM25 scores by row."""

    def __init__(self, index: bm25s.BM25, rows: int) -> None:
        self._index = index
        self._rows = rows

    def __len__(self) -> int:
        return self._rows

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """An index over `texts`, a row each."""
        words = [tokens(text) for text in texts]
        vocabulary = {word: number for number, word in enumerate(sorted({"", *chain.from_iterable(words)}))}
        index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
        ids = [[vocabulary[word] for word in row or [""]] for row in words] or [[0]]
        index.index((ids, vocabulary), show_progress=False)
        return cls(index, len(texts))

    @classmethod
    def open(cls, folder: Path, rows: int) -> LexicalIndex:
        """The index of `rows` rows saved in `folder`."""
        index = bm25s.BM25.load(folder / FOLDER, mmap=True, show_progress=False)
        return cls(index, rows)

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, in bm25s's own files (JSON and npy)."""
        self._index.save(folder / FOLDER, show_progress=False)

    def search(self, text: str, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows that best match the words of `text`, best first, ties by row; only rows that have one."""
        known = [word for word in dict.fromkeys(tokens(text)) if word in self._index.vocab_dict]
        if not known or not k or not self._rows:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        scores = self._index.get_scores(known)
        candidates = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
        return best(candidates, scores[candidates], k)


def best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` rows of highest score, best first, ties by row."""
    if len(rows) > k:
        kept = scores >= np.partition(scores, -k)[-k]
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
