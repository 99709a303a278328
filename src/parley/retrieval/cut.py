"""Cut prose so that each piece fits the embedder, at sentence ends where that is possible.

MiniLM reads 256 word pieces and silently drops the rest, so text is cut here, not there. Counting real word pieces
would need the model's tokenizer; `pieces` estimates them from the letters alone, on the high side (over the text of
900 guides the true count is 0.82 of the estimate, never above 1.29 of it), so passages do not depend on a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LIMIT = 190  # estimated pieces; 190 * 1.29 stays under 256
LETTERS = 5  # of a word, for each estimated piece

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)*]*\s+(?=[\"'“‘(*\[]*[A-Z0-9\[])|\n+")


def pieces(text: str) -> int:
    """An estimate, on the high side, of the word pieces in `text`.

    >>> pieces("Air-gapped deployments")
    7
    """
    return sum((len(token) + LETTERS - 1) // LETTERS for token in _TOKEN.findall(text))


def cut(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`text` in parts of at most `limit` estimated pieces, in order, each as many whole sentences as fit.

    >>> cut("One sentence here. Another one there. A third.", limit=7)
    ('One sentence here.', 'Another one there.', 'A third.')
    >>> cut("Short enough.")
    ('Short enough.',)
    """
    text = text.strip()
    if pieces(text) <= limit:
        return (text,) if text else ()
    return tuple(_packed(_units(text, limit), limit))


def cut_sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text`; an abbreviation before a capital may end one early, which costs nothing here."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return tuple(part for a, b in pairwise(starts) if (part := text[a:b].strip()))


def _units(text: str, limit: int) -> Iterator[str]:
    """Sentences, and for a sentence beyond the limit its words."""
    for sentence in cut_sentences(text):
        if pieces(sentence) <= limit:
            yield sentence
        else:
            yield from sentence.split()


def _packed(units: Iterator[str], limit: int) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for unit in units:
        cost = pieces(unit)
        if held and size + cost > limit:
            yield " ".join(held)
            held, size = [], 0
        held.append(unit)
        size += cost
    if held:
        yield " ".join(held)
