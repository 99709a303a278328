"""Close reading: how well a passage answers, word by word, for the few passages of which one must come first.

A passage's one vector says what it is about as a whole; four levers of one guide are about nearly the same. So each
word of the question looks for its nearest word in the passage, in context, and the mean of these cosines counts ("late
interaction", Khattab and Zaharia 2020, here with the vectors that the model has before it averages them). The title
says what a lever is about, so its words look for theirs in the question too; all the passage's words do, for a little,
and the words that both have count by their rarity (BM25). What each adds: docs/retrieval.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.retrieval.embedders import Pieces, Vectors
from parley.retrieval.lexical import SMALL

TITLE = 0.4
"""What the title's closeness to the question adds to the question's closeness to the passage."""
BACK, SAME = 0.2, 0.02
"""What the whole passage's closeness to the question adds, and what one point of BM25 does."""


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """A passage's word pieces as vectors, of which the first `title` ones are its title's."""

    vectors: Vectors
    title: int

    @classmethod
    def of(cls, pieces: Pieces, title: str) -> PassageVectors:
        """The reading of a text that begins with `title`: as many pieces as make up its letters."""
        left = sum(map(str.isalnum, title))
        for at, piece in enumerate(pieces.texts):
            if left <= 0:
                return cls(pieces.vectors, at)
            left -= sum(map(str.isalnum, piece))
        return cls(pieces.vectors, len(pieces.texts))


def telling(question: Pieces) -> Vectors:
    """The vectors of those word pieces of a question that say something; of all when none does."""
    kept = [at for at, text in enumerate(question.texts) if text.isalnum() or text.startswith("##")]
    kept = [at for at in kept if question.texts[at] not in SMALL] or kept
    return question.vectors[kept]


def answers(question: Vectors, passage: PassageVectors, bm25: float = 0.0) -> float:
    """How well a passage answers: its closeness to the question's words, theirs to it, and what both have (`bm25`)."""
    title = passage.vectors[: passage.title]
    back = TITLE * closeness(title, question) + BACK * closeness(passage.vectors, question)
    return closeness(question, passage.vectors) + back + SAME * bm25


def closeness(question: Vectors, passage: Vectors) -> float:
    """The mean, over the question's words, of the cosine to the nearest word of the passage: -1 to 1.

    >>> import numpy as np
    >>> closeness(np.eye(2, dtype=np.float32), np.array([[1, 0]], dtype=np.float32))
    0.5
    """
    if not len(question) or not len(passage):
        return 0.0
    return float((question @ passage.T).max(axis=1).mean())
