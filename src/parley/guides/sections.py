"""Blocks to sections: which stretch of a guide is DNA, level mapping, levers, strategy, evidence.

In: the blocks of a guide. Out: `Part`s in file order that together hold every block but the title and the pay table; a
part becomes a `Section` record. Headings are told by `data/headings.yaml`; unknown ones belong to what is around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parley.data import load
from parley.guides.blocks import FileBlock
from parley.guides.columns import holds
from parley.guides.model import Citation, Section

TITLE = re.compile(r"(?i)\b(?:negotiation|salary|compensation)\b.*\bguide\b")
LEAD = re.compile(r"\*\*(?P<label>[^*\n]{2,90}?)\s*(?::\s*\*\*|\*\*\s*:)\s*(?P<rest>[^\n]*)")
NUMBERED_LEVER = re.compile(r"(?i)^\W*(?:global\s+)?lever\s*#?\s*\d+\b")
NUMBERED = re.compile(r"^\W*(?:(?:L?\d+|[IVX]{1,4})\s*[.)—–:-]|\d+\ufe0f?\u20e3)\s*\S")


@dataclass(slots=True)
class GuidePart:
    """A heading and the blocks under it. `known` is True when the heading's own words told the kind."""

    kind: str
    heading: str
    rank: int
    line: int
    known: bool
    blocks: list[FileBlock] = field(default_factory=list)

    def section(self, guide: str) -> Section:
        """The part as a record."""
        said = [block for block in self.blocks if block.kind not in ("rule", "heading")]
        last = max((block.line_to for block in self.blocks), default=self.line)
        return Section(
            kind=self.kind,
            heading=self.heading,
            paragraphs=tuple(block.text for block in said),
            citations=tuple(Citation(guide, block.line_from, block.line_to) for block in said),
            citation=Citation(guide, self.line, last),
        )


def find_title(blocks: Sequence[FileBlock]) -> FileBlock | None:
    """The title: the first heading near the top that says "guide", else the first heading."""
    headings = [block for block in blocks[:12] if block.kind == "heading"]
    return next((block for block in headings if TITLE.search(block.text)), headings[0] if headings else None)


def guide_parts(blocks: Sequence[FileBlock]) -> list[GuidePart]:
    """The parts of a guide, in file order; its title and its pay table are not among the blocks."""
    parts = list(_parts(blocks))
    _name_company_lever(parts)
    return parts


def lead(text: str) -> tuple[str, str] | None:
    """The label and the rest of a paragraph that opens with a bold label.

    >>> lead("**Level Mapping:** A = B"), lead("**Level Mapping**: A = B"), lead("**Bold** words")
    (('Level Mapping', 'A = B'), ('Level Mapping', 'A = B'), None)
    """
    match = LEAD.match(text)
    return (match["label"].strip(), match["rest"].strip()) if match else None


def _parts(blocks: Sequence[FileBlock]) -> Iterator[GuidePart]:
    part = GuidePart("other", "", 0, 0, known=False)
    open_parts: list[GuidePart] = []
    for block in blocks:
        opened = _opened(block, open_parts, part)
        if opened:
            if part.line:
                yield part
            part = opened
            if block.kind == "heading":
                open_parts = [outer for outer in open_parts if outer.rank < part.rank] + [part]
        part.line = part.line or block.line_from
        part.blocks.append(block)
    if part.line:
        yield part


def _opened(block: FileBlock, open_parts: Sequence[GuidePart], current: GuidePart) -> GuidePart | None:
    """The part that a block opens, or None where it goes on with the current one."""
    if block.kind == "heading":
        outer = next((part for part in reversed(open_parts) if part.rank < block.level), None)
        kind, known = _kind(block.text, outer, current)
        return GuidePart(kind, clean_heading(block.text), block.level, block.line_from, known)
    label = lead(block.text) if block.kind in ("paragraph", "quote") else None
    if label is None:
        return None
    kind = _told(label[0]) or "company_lever"
    if kind == "company_lever" or (kind == current.kind and block.kind == "paragraph" and kind != "strategy"):
        return None
    return GuidePart(kind, clean_heading(label[0]), current.rank, block.line_from, known=True)


def _kind(heading: str, outer: GuidePart | None, current: GuidePart) -> tuple[str, bool]:
    """The kind of a heading: by its own words, else its outer heading's."""
    if NUMBERED_LEVER.match(heading) or (current.kind == "levers" and NUMBERED.match(heading)):
        return "levers", True
    told = _told(heading)
    inherited = outer.kind if outer else "other"
    if told == "company_lever" and inherited in ("levers", "strategy", "company_lever"):
        return inherited, False
    if told:
        return told, True
    return inherited, False


def _told(heading: str) -> str | None:
    tables = load("headings")
    if holds(heading, tables["banners"]):
        return "other"
    for kind, phrases in tables["sections"].items():
        if holds(heading, phrases):
            return str(kind)
    words = re.findall(r"[^\W_]+", heading.casefold())
    return "company_lever" if len(words) >= 3 and words[-1] in tables["company_lever_endings"] else None


def _name_company_lever(parts: Sequence[GuidePart]) -> None:
    """Where no heading says so, the unknown section straight above the levers is the company's own lever."""
    if any(part.kind == "company_lever" for part in parts):
        return
    first = next((at for at, part in enumerate(parts) if part.kind == "levers"), 0)
    above = parts[first - 1] if first else None
    if above and not above.known and above.heading:
        above.kind = "company_lever"


def clean_heading(text: str) -> str:
    """A heading's words without Markdown, emoji and a closing colon.

    >>> clean_heading("🛡️ **The :shield: Premium**:")
    'The Premium'
    """
    plain = re.sub(r":[a-z_]+:|[*`#]|[\U0001F000-\U0001FAFF\u2190-\u21FF\u2600-\u27BF\uFE0F\u200D]", "", text)
    return " ".join(plain.split()).strip(" :—–-")
