"""The place that a range is told for, where a posting or a recruiter names several.

In: a text, where its ranges stand. Out: the words of each one's place, "" for none: beside it in its sentence or row,
at the head of its column, or on its heading.

>>> text = "London: £90,000 - £110,000\\nLeeds: £75,000 - £92,000"
>>> places_beside(text, [(8, 26), (34, 51)])
('London', 'Leeds')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.gathering.beside import beside
from parley.guides.places import find_places
from parley.reading.layout import layout

Span = tuple[int, int]
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|\n+")
KINDS = ("place", "state", "country", "area", "remote")


def places_beside(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of each range's place, in the order of the ranges."""
    found = dict.fromkeys(spans, "")
    for start, end in passages_in(text):
        inside = [span for span in spans if start <= span[0] and span[1] <= end]
        told = beside(text[start:end], [(a - start, b - start) for a, b in inside], _named) if inside else []
        found |= {span: ", ".join(names) for span, names in zip(inside, told, strict=True)}
    return tuple(found[span] or _around(text, span) for span in spans)


def passages_in(text: str) -> Iterator[Span]:
    """Where each sentence or line stands."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _named(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.text for place in find_places(words) if place.kind in KINDS))


def _around(text: str, span: Span) -> str:
    """The place at the head of the range's column, else on its heading."""
    found = layout(text)
    told = (_named(words) for words in (found.column(span[0]), found.heading(span[0])))
    return ", ".join(next(filter(None, told), ()))
