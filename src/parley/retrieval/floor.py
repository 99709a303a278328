"""Whether the best that was found answers at all: the floor under which a search says that nothing fits.

Two signs together: the cosine, and how much of what the question asks is in the passage word for word, rare words
counting more. Chosen on half of 150 questions, with a subject that guides have or have not; the false rates on the
other half are in docs/retrieval.md, and tests/retrieval keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.retrieval.lexical import LexicalIndex, tokens

FLOOR = 0.45
COVERED = 0.25
"""What a question that is in the passage word for word adds to the cosine."""
WORDS_ALONE = 0.6
"""The share of a question that must be in the passage where there is no model to give a cosine."""


def is_near_enough(cosine: float | None, covered: float) -> bool:
    """Whether a passage with this cosine (None without a model) and this share of the question answers it.

    >>> is_near_enough(0.6, 0), is_near_enough(0.3, 1), is_near_enough(0.3, 0.2), is_near_enough(None, 0.5)
    (True, True, False, False)
    """
    if cosine is None:
        return covered >= WORDS_ALONE
    return cosine + COVERED * covered >= FLOOR


AS_GOOD = 0.7
"""The share of the best score that a passage needs to be shown beside the best: of what is shown, 0.92 instead of 0.81
is then judged right, and of six companies that are right 0.3 fewer are shown (docs/retrieval.md)."""


class Share:
    """How much of one question a passage holds, 0 to 1: the share of its words, each weighed by its rarity."""

    def __init__(self, question: str, index: LexicalIndex) -> None:
        self._weights = {word: index.rarity(word) for word in tokens(question)}

    def of(self, passage: Iterable[str]) -> float:
        """The share that these folded words hold; 0 for a question without words."""
        total = sum(self._weights.values())
        return sum(self._weights[word] for word in self._weights.keys() & set(passage)) / total if total else 0.0
