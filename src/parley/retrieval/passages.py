"""Guide to passages: cut by what the text is, never by length alone.

Each lever is one passage, each strategy, each paragraph of prose, the level mapping, and each line of evidence's list
together; what is too long for the embedder is cut at sentences. Pay tables are not passages: bands are looked up, never
searched. Passages come in file order, so a passage's place in the tuple says nothing but where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.guides.model import Citation, Guide
from parley.retrieval.cut import LIMIT, cut, pieces
from parley.retrieval.model import Passage
from parley.retrieval.regions import regions_named

LEVER, STRATEGY, MAPPING, EVIDENCE = "lever", "strategy", "level_mapping", "evidence"
_KIND = {"levers": "other"}  # prose between the levers; the levers themselves are records

_MARKS = re.compile(r"\*{1,3}|_{2,}|`+|(?m:^(?:>\s?|#{1,6}\s))")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")


def passages_of(guide: Guide) -> tuple[Passage, ...]:
    """Every passage of `guide`, in file order, each within the embedder's reach and tagged for the filters."""
    found = [
        Passage(guide.path, guide.company, guide.role, regions_named(part, guide.bands), kind, title, part, citation)
        for kind, title, text, citation in _stretches(guide)
        for part in cut(text, max(LIMIT - pieces(title), LIMIT // 2))
    ]
    return tuple(sorted(found, key=lambda passage: (passage.citation.line_from, passage.citation.line_to)))


def searchable(passage: Passage) -> str:
    """What is embedded and indexed of a passage: its title and its words, without Markdown's marks."""
    return f"{plain(passage.title)}. {plain(passage.text)}"


def plain(text: str) -> str:
    """`text` without emphasis, quote and heading marks, links as their words.

    >>> plain("> **Ask** for `[X]` at [Levels](https://levels.fyi)")
    'Ask for [X] at Levels'
    """
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def _stretches(guide: Guide) -> Iterator[tuple[str, str, str, Citation]]:
    """(kind, title, text, citation) of all that is searched; prose already held by a record is not repeated."""
    covered: set[int] = set()
    for kind, title, text, citation in _records(guide):
        covered.update(range(citation.line_from, citation.line_to + 1))
        yield kind, title, text, citation
    for section in guide.sections:
        for text, citation in zip(section.paragraphs, section.citations, strict=True):
            if not covered.issuperset(range(citation.line_from, citation.line_to + 1)) and not text.startswith("|"):
                yield _KIND.get(section.kind, section.kind), section.heading, text, citation


def _records(guide: Guide) -> Iterator[tuple[str, str, str, Citation]]:
    for lever in guide.levers:
        yield LEVER, lever.title, lever.quote or lever.title, lever.citation
    for strategy in guide.strategies:
        yield STRATEGY, "Negotiate Up Strategy", strategy.text, strategy.citation
    if guide.level_mapping:
        yield MAPPING, "Level Mapping", guide.level_mapping.text, guide.level_mapping.citation
    if guide.sources:
        first, last = guide.sources[0].citation, guide.sources[-1].citation
        text = "\n".join(source.text for source in guide.sources)
        yield EVIDENCE, "Evidence & Sources", text, Citation(guide.path, first.line_from, last.line_to)
