"""Guide to passages: cut by what the text is, never by length alone.

Each lever is one passage (its line to say, and what its guide says around it), each strategy, each paragraph of prose,
the level mapping, and each line of evidence's list together; what is too long for the embedder is cut at sentences. Pay
tables are not passages: bands are looked up, never searched. Passages come in file order, so a passage's place in the
tuple says nothing but where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.guides.model import Citation, Guide, Lever
from parley.retrieval.cut import LIMIT, cut, pieces
from parley.retrieval.model import Passage
from parley.retrieval.regions import regions_named

LEVER, STRATEGY, MAPPING, EVIDENCE = "lever", "strategy", "level_mapping", "evidence"
_KIND = {"levers": "other"}  # prose between the levers; the levers themselves are records

_MARKS = re.compile(r"\*{1,3}|_{2,}|`+|(?m:^(?:>\s?|#{1,6}\s))")
FEW_WORDS = 5
"""New words around a lever's line that are no more than numbering and labels."""
_WORD = re.compile(r"\w+")
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
    return f"{unmarked(passage.title)}. {unmarked(passage.text)}"


def unmarked(text: str) -> str:
    """`text` without emphasis, quote and heading marks, links as their words.

    >>> unmarked("> **Ask** for `[X]` at [Levels](https://levels.fyi)")
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
        yield LEVER, lever.title, _lever_text(lever, guide), lever.citation
    for strategy in guide.strategies:
        yield STRATEGY, "Negotiate Up Strategy", strategy.text, strategy.citation
    if guide.level_mapping:
        yield MAPPING, "Level Mapping", guide.level_mapping.text, guide.level_mapping.citation
    if guide.sources:
        first, last = guide.sources[0].citation, guide.sources[-1].citation
        text = "\n".join(source.text for source in guide.sources)
        yield EVIDENCE, "Evidence & Sources", text, Citation(guide.path, first.line_from, last.line_to)


def _lever_text(lever: Lever, guide: Guide) -> str:
    """All that the guide writes under a lever's title; its line to say alone where that is all there is."""
    quote = lever.quote or ""
    written = "\n".join(_paragraphs_within(lever.citation, guide))
    known = set(_WORD.findall(f"{lever.title} {quote}".lower()))
    if len(set(_WORD.findall(unmarked(written).lower())) - known) <= FEW_WORDS:
        return quote or lever.title
    return _without_title(unmarked(written), lever.title)


def _paragraphs_within(lines: Citation, guide: Guide) -> Iterator[str]:
    for section in guide.sections:
        for text, cited in zip(section.paragraphs, section.citations, strict=True):
            if lines.line_from <= cited.line_from and cited.line_to <= lines.line_to:
                yield text


def _without_title(text: str, title: str) -> str:
    """`text` without the title, and its number, that it starts with: the passage has it already.

    >>> _without_title("1. Pager Pay: nights count double", "Pager Pay")
    'nights count double'
    """
    ahead, found, rest = text.partition(title)
    return rest.lstrip(" :.—–-\n") if found and not re.search(r"[^\W\d]{3}", ahead) and rest.strip() else text
