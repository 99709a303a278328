"""A reply's sections as typed blocks, made once; the page, the terminal, the print and the JSON draw these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parley.blocks import Block, Box, Grid, Heading, Items, Paragraph, Part, Words, block_of, plain_text
from parley.coach.contract import BlockPart
from parley.data import load

Sections = Sequence[tuple[str, str]]
"""Name of a template and what it said."""
CLOSING = "closing"
"""The section that asks the one question of the turn; `question` is the answer to a known one."""


def blocks_of(sections: Sections) -> tuple[Block, ...]:
    """Each section as a block, in order."""
    return tuple(block_of(_kind(name), name, text) for name, text in sections)


def _kind(name: str) -> str:
    kinds: dict[str, str] = load("replies/blocks")["kinds"]
    return kinds.get(name, "aside" if name.startswith("_") else "answer")


def fold_title(block: Block) -> str:
    """What a folded block says of itself: its title with how much is behind it.

    >>> fold_title(Block("fold", "_sums", "Where the figures come from", ()))
    'Where the figures come from'
    """
    titles: dict[str, str] = load("replies/blocks")["titles"]
    title = titles.get(block.name) or block.title or block.name
    return f"{title} ({block.count})" if block.count else title


def short_text(sections: Sections) -> str:
    """The reply as Short shows it, in Markdown: what is folded stands as its title and count in one line."""
    blocks = blocks_of(sections)
    shown = [text for (_, text), block in zip(sections, blocks, strict=True) if not block.folded]
    folded = [fold_title(block) for block in blocks if block.folded]
    line = [f"*Folded: {', '.join(folded)}.*"] if folded else []
    asked = [text for name, text in sections[-1:] if name == CLOSING]
    return "\n\n".join([*shown[: len(shown) - len(asked)], *line, *asked])


def block_record(block: Block) -> BlockPart:
    """A block as the contract's BLOCK."""
    return {
        "kind": block.kind,
        "name": block.name.lstrip("_"),
        "title": block.title or None,
        "count": block.count or None,
        "parts": [_part(part) for part in block.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Heading(level, spans):
            return {"kind": "heading", "level": level, "text": plain_text(spans)}
        case Paragraph(spans):
            return {"kind": "paragraph", "text": plain_text(spans)}
        case Items(items):
            return {"kind": "items", "items": [plain_text(item) for item in items]}
        case Grid(head, rows):
            return {
                "kind": "table",
                "head": [*map(plain_text, head)],
                "rows": [[*map(plain_text, row)] for row in rows],
            }
        case Box(parts):
            return {"kind": "box", "parts": [_part(inner) for inner in parts]}
        case Words(text):
            return {"kind": "words", "text": text}
