"""The level mapping as pairs, and the evidence as sources with their links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from parley.data import load
from parley.guides.blocks import FileBlock
from parley.guides.columns import holds
from parley.guides.levers import EMPHASIS
from parley.guides.model import Citation, LevelEquivalent, LevelMapping, Source
from parley.guides.sections import GuidePart, lead

LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s)]+)\)|<?(?P<bare>https?://[^\s)>\]]+)>?")
MARKER = re.compile(r"^\s*(?:\[\d+\]:?|\(\d+\)|\d+[.)])\s*")
CODE = re.compile(r"(?i)^\(?(?:[a-z]{1,4}-?\d{1,2}|\d{2})\b")
AT = re.compile(r"\s+(?:at|@)\s+")


def read_level_mapping(guide: str, parts: Sequence[GuidePart]) -> LevelMapping | None:
    """The guide's equivalence of levels, from its line, list or table; None where it has none."""
    blocks = [block for part in parts if part.kind == "level_mapping" for block in part.blocks]
    said = [block for block in blocks if block.kind not in ("heading", "rule") and block.text]
    if not said:
        return None
    equivalents = tuple(dict.fromkeys(pair for block in said for pair in _pairs(block)))
    text = "\n".join(_plain(block) for block in said)
    return LevelMapping(text, equivalents, Citation(guide, blocks[0].line_from, said[-1].line_to))


def _plain(block: FileBlock) -> str:
    label = lead(block.text)
    opened = label and holds(label[0], ["level mapping", "level map", "leveling"])
    return EMPHASIS.sub("", block.text[block.text.index(label[1]) :] if label and opened and label[1] else block.text)


def _pairs(block: FileBlock) -> Iterator[LevelEquivalent]:
    if block.kind == "table":
        yield from _table_pairs(block)
        return
    for line in _plain(block).split("\n"):
        sides = re.split(r"\s*(?:=|≈|↔|⇔|→|~=)\s*", line)
        if len(sides) > 1:
            yield from (pair for side in sides for pair in _side(side) if pair.level)


def _table_pairs(block: FileBlock) -> Iterator[LevelEquivalent]:
    """A head names companies (`Google Equivalent`, `Equivalent @ Meta`, `Stripe`), a row their levels."""
    companies = [_company(head) for head in block.rows[0]]
    for row in block.rows[1:]:
        for company, level in zip(companies, row, strict=False):
            if company and EMPHASIS.sub("", level).strip(" -—–"):
                yield LevelEquivalent(company, EMPHASIS.sub("", level).strip())


def _company(head: str) -> str | None:
    plain = EMPHASIS.sub("", head).strip()
    if re.search(
        r"(?i)\b(?:yoe|experience|scope|title|notes?|role|span|focus|typical|years|responsib\w*|comp|tc|base)\b", plain
    ):
        return None
    name = re.sub(r"(?i)\b(?:equivalent|equiv\.?|internal|levels?|band|industry)\b|@|\bat\b", " ", plain)
    return " ".join(name.split()) or None


def _side(side: str) -> Iterator[LevelEquivalent]:
    """One side of `A = B`; `L4 at Google, IC4 at Meta` names several companies."""
    pieces = re.split(r",\s+|;\s+", side) if len(AT.findall(side)) > 1 else [side]
    yield from (split_level(piece) for piece in pieces if piece.strip(" .*"))


def split_level(side: str) -> LevelEquivalent:
    """A company and its level: `Company Level`, as far as the level's words begin, or `Level at Company`.

    >>> split_level("Meta Production Engineer (IC4)"), split_level("L4-L5 at Google (Security)")
    (LevelEquivalent(company='Meta', level='Production Engineer (IC4)'),
     LevelEquivalent(company='Google (Security)', level='L4-L5'))
    """
    words = side.strip(" .*").split()
    turned = AT.split(" ".join(words), maxsplit=1)
    if len(turned) == 2 and turned[0]:
        return LevelEquivalent(turned[1], turned[0])
    for at in range(1, len(words)):
        if _begins_level(words[at]):
            return LevelEquivalent(" ".join(words[:at]), " ".join(words[at:]))
    return LevelEquivalent(None, " ".join(words))


def _begins_level(word: str) -> bool:
    return bool(CODE.match(word)) or word.strip("(),.").casefold() in _level_words()


@cache
def _level_words() -> frozenset[str]:
    return frozenset(load("headings")["level_words"])


def read_sources(guide: str, parts: Sequence[GuidePart]) -> tuple[Source, ...]:
    """The sources that a guide names under Evidence, one a line."""
    return tuple(
        source
        for part in parts
        if part.kind == "evidence"
        for block in part.blocks
        if block.kind in ("item", "paragraph", "quote")
        for source in _sources(guide, block)
    )


def _sources(guide: str, block: FileBlock) -> Iterator[Source]:
    for offset, line in enumerate(block.text.split("\n")):
        link = LINK.search(line)
        text = LINK.sub(lambda match: match["text"] or match["bare"] or "", line)
        text = EMPHASIS.sub("", MARKER.sub("", text)).strip()
        bracketed = re.fullmatch(r"\[(.+)\]", text)
        if text:
            url = (link["url"] or link["bare"]).rstrip(".,;") if link else None
            at = block.line_from + offset
            yield Source(bracketed[1] if bracketed else text, url, Citation(guide, at, at))
