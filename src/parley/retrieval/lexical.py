"""Search by words: BM25 (Robertson and Zaragoza 2009) as bm25s keeps it, scores computed when the index is built.

In: texts. Out: rows with a score above nothing. Words are folded to lower case and to the singular (`pipelines` finds
`pipeline`); the commonest English words are left out.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

FOLDER = "lexical"
K1, B = 1.5, 0.75
_WORD = re.compile(r"[^\W_]+")
_SMALL = """
a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was
will with i ve re s t d m ll my me our we you your
"""
SMALL = frozenset(_SMALL.split())
"""Lucene's English stop words, and what is left of spoken forms ("I've", "we'll")."""


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


def write_lexical(texts: Sequence[str], folder: Path) -> None:
    """Index `texts`, a row each, and write the scores into `folder`, in bm25s's own files (JSON and npy)."""
    import bm25s  # here, because it takes 0.2 s and only a build needs it

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # importing it sets DEBUG, which would print on every build
    words = [tokens(text) for text in texts]
    vocabulary = {word: number for number, word in enumerate(sorted({"", *chain.from_iterable(words)}))}
    index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
    ids = [[vocabulary[word] for word in row or [""]] for row in words] or [[0]]
    index.index((ids, vocabulary), show_progress=False)
    index.save(folder / FOLDER, show_progress=False)


class LexicalIndex:
    """The BM25 scores that `write_lexical` left in a folder: for each word the rows that have it, and what it adds."""

    def __init__(self, folder: Path, rows: int) -> None:
        lexical = folder / FOLDER
        self._rows = rows
        self._words: dict[str, int] = json.loads((lexical / "vocab.index.json").read_text(encoding="utf-8"))
        self._starts, self._having, self._adds = (
            np.load(lexical / f"{part}.csc.index.npy", mmap_mode="r", allow_pickle=False)
            for part in ("indptr", "indices", "data")
        )

    def __len__(self) -> int:
        return self._rows

    def scores(self, text: str) -> Scores:
        """The BM25 score of every row for the words of `text`, each counted once."""
        scores = np.zeros(self._rows, dtype=np.float32)
        for word in dict.fromkeys(tokens(text)):
            if (number := self._words.get(word)) is not None:
                start, end = self._starts[number : number + 2]
                scores[self._having[start:end]] += self._adds[start:end]
        return scores

    def search(self, text: str, k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows that best match the words of `text`, best first, ties by row; only rows that have one."""
        scores = self.scores(text)
        candidates = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
        return best(candidates, scores[candidates], k)


def best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    """The `k` rows of highest score, best first, ties by row."""
    if len(rows) > k:
        kept = scores >= np.partition(scores, -k)[-k]
        rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))[:k]
    return rows[order], scores[order]
