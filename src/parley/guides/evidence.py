"""The level mapping as pairs, and the evidence as sources with their links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.guides.blocks import Block
from parley.guides.columns import holds
from parley.guides.levers import EMPHASIS
from parley.guides.model import Citation, LevelEquivalent, LevelMapping, Source
from parley.guides.sections import Part, lead

LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s)]+)\)|<?(?P<bare>https?://[^\s)>\]]+)>?")
MARKER = re.compile(r"^\s*(?:\[\d+\]:?|\(\d+\)|\d+[.)])\s*")
LEVEL_TOKEN = re.compile(
    r"(?i)^(?:[a-z]{1,4}-?\d{1,2}\b|\d{2}\b|senior\b|staff\b|principal\b|lead\b|junior\b|mid\b|engineer|manager|director\b|"
    r"vp\b|associate\b|analyst\b|specialist\b|software\b|data\b|product\b|devops\b|sre\b|production\b|solutions\b|security\b|"
    r"technical\b|infrastructure\b|sysde\b|ml\b|ai\b|sde\b|swe\b|ic\d|member\b|distinguished\b|fellow\b|research|applied\b|"
    r"platform\b|cloud\b|group\b|sr\.?\b|design|em\b|pm\b|tpm\b|sa\b|level\b|grade\b|band\b|p\d|l\d|e\d|m\d|t\d|full\b|backend\b)"
)


def read_level_mapping(guide: str, parts: Sequence[Part]) -> LevelMapping | None:
    """The guide's equivalence of levels, from its line, list or table; None where it has none."""
    blocks = [block for part in parts if part.kind == "level_mapping" for block in part.blocks]
    said = [block for block in blocks if block.kind not in ("heading", "rule") and block.text]
    if not said:
        return None
    equivalents = tuple(dict.fromkeys(pair for block in said for pair in _pairs(block)))
    text = "\n".join(_plain(block) for block in said)
    return LevelMapping(text, equivalents, Citation(guide, blocks[0].line_from, said[-1].line_to))


def _plain(block: Block) -> str:
    label = lead(block.text)
    opened = label and holds(label[0], ["level mapping", "level map", "leveling"])
    return EMPHASIS.sub("", block.text[block.text.index(label[1]) :] if label and opened and label[1] else block.text)


def _pairs(block: Block) -> Iterator[LevelEquivalent]:
    if block.kind == "table":
        yield from _table_pairs(block)
        return
    for line in _plain(block).split("\n"):
        sides = re.split(r"\s*(?:=|≈|↔|⇔|→|~=)\s*", line)
        if len(sides) > 1:
            yield from (split_level(side) for side in sides if side.strip())


def _table_pairs(block: Block) -> Iterator[LevelEquivalent]:
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


def split_level(side: str) -> LevelEquivalent:
    """One side of `A = B`: the company's name, as far as the level's words begin, and the level.

    >>> split_level("Meta Production Engineer (IC4)")
    LevelEquivalent(company='Meta', level='Production Engineer (IC4)')
    """
    words = side.strip(" .*").split()
    for at in range(1, len(words)):
        if LEVEL_TOKEN.match(" ".join(words[at:]).lstrip("(")):
            return LevelEquivalent(" ".join(words[:at]), " ".join(words[at:]))
    return LevelEquivalent(None, " ".join(words))


def read_sources(guide: str, parts: Sequence[Part]) -> tuple[Source, ...]:
    """The sources that a guide names under Evidence, one a line."""
    return tuple(
        source
        for part in parts
        if part.kind == "evidence"
        for block in part.blocks
        if block.kind in ("item", "paragraph", "quote")
        for source in _sources(guide, block)
    )


def _sources(guide: str, block: Block) -> Iterator[Source]:
    for offset, line in enumerate(block.text.split("\n")):
        link = LINK.search(line)
        text = LINK.sub(lambda match: match["text"] or match["bare"] or "", line)
        text = EMPHASIS.sub("", MARKER.sub("", text)).strip()
        bracketed = re.fullmatch(r"\[(.+)\]", text)
        if text:
            url = (link["url"] or link["bare"]).rstrip(".,;") if link else None
            at = block.line_from + offset
            yield Source(bracketed[1] if bracketed else text, url, Citation(guide, at, at))
