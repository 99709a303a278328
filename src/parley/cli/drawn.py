"""A reply's blocks drawn in a terminal. Short: what is folded as titles and counts; the answer and its script last.

A reader at a terminal sees the end of what was printed, so the answer, the words to send and the question stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from parley.blocks import Block, Box, Grid, Heading, Items, Paragraph, Part, Spans, Words
from parley.coach.blocks import fold_title

STYLES = {"strong": "bold", "slanted": "italic", "code": "cyan"}
LAST = ("answer", "script", "question")
"""Kinds of block that stand at the end, in the reply's own order."""
MORE = "--full, or /full in a chat, shows them"


def drawn(blocks: Sequence[Block], *, full: bool) -> Iterator[RenderableType]:
    """What there is to print: reasons (or their titles) and asides, then the answer, the script, the question."""
    for block in blocks:
        if block.kind not in LAST and (full or not block.folded):
            yield from _block(block)
    folded = [fold_title(block) for block in blocks if block.folded]
    if folded and not full:
        yield Text(f"Folded: {', '.join(folded)}; {MORE}.", style="dim")
        yield Text("")
    for block in blocks:
        if block.kind in LAST:
            yield from _block(block)


def _block(block: Block) -> Iterator[RenderableType]:
    if block.title:
        yield Text(block.title, style="bold underline")
    for part in block.parts:
        yield from _part(part)
        yield Text("")


def _part(part: Part) -> Iterator[RenderableType]:
    match part:
        case Heading(_, spans):
            yield _line(spans, "bold underline")
        case Paragraph(spans):
            yield _line(spans)
        case Items(items):
            yield from (Padding(Text("• ") + _line(item), (0, 0, 0, 1)) for item in items)
        case Grid(head, rows):
            yield _grid(head, rows)
        case Box(parts):
            yield Panel.fit("\n") if not parts else _boxed(parts)
        case Words(text):
            yield Padding(Text(text), (0, 2))


def _boxed(parts: Sequence[Part]) -> RenderableType:
    grid = Table.grid()
    for part in parts:
        for each in _part(part):
            grid.add_row(each)
    return Panel(grid)


def _grid(head: Sequence[Spans], rows: Sequence[Sequence[Spans]]) -> RenderableType:
    grid = Table()
    for cell in head:
        grid.add_column(_line(cell))
    for row in rows:
        grid.add_row(*map(_line, row))
    return grid


def _line(spans: Spans, style: str = "") -> Text:
    text = Text(style=style)
    for span in spans:
        text.append(span.text, STYLES.get(span.mark))
    return text
