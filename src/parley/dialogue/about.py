"""What an argument or a script should be about: the words of a request that are neither its form nor its subject.

In: a `Reading`. Out: those words in order, for a search among levers; "" for "make it shorter" or "give me the words".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.data import load
from parley.dialogue.reading import Reading
from parley.dialogue.words.text import Covered, Word, spans_of


@cache
def _asking() -> frozenset[str]:
    """The words that any request is made of (data/form.yaml)."""
    return frozenset(str(word) for line in load("form")["asking"] for word in str(line).split())


def about_of(reading: Reading) -> str:
    """The telling words of the message.

    >>> from parley.dialogue.words.text import words
    >>> from parley.reading.record import Understood
    >>> text = "give me something to say about my security clearance, as a text"
    >>> about_of(Reading(text, words(text), Understood(text), (), (), (), (), (), ()))
    'security clearance'
    """
    return " ".join(word.text for word in _telling(reading))


def _telling(reading: Reading) -> Iterator[Word]:
    named = spans_of(reading.companies, reading.places, reading.levels, reading.parts)
    named += spans_of(role for role in reading.roles if " " in role.text)
    own = Covered(reading.paper.own_spans) if reading.paper else None
    covered = Covered(named)
    said = (word for word in reading.message if own is None or word.start in own)
    return (word for word in said if word.key not in _asking() and word.start not in covered)
