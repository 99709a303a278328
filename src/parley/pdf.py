"""The one place that writes PDF: a Markdown page of headings, paragraphs, lists, quotes and fenced text, printed on A4.

>>> print_page("# Plan\\n\\n**Ask** for £159K.")[:5]
b'%PDF-'

Tables are drawn as tables, and a fence named `range` as a line with its marks (web/copy_of.py); anything else is
printed as its text. The letters are Manrope's; a currency sign that it lacks is written as its code, another letter
that it lacks is left out of the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import font_manrope
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.util import Padding

from parley.blocks import Box, Heading, Items, Paragraph, Part, Spans, Table, Words, read_parts
from parley.errors import PrintStopped
from parley.money import currencies

FOLDER = Path(font_manrope.font_directory)
SIZES = (9.5, 8.5, 7.5, 7.0)
"""Sizes of letters, in points, the largest first."""
ONE_PAGE = 20_000
"""Letters that the smallest size might get onto one page; more is not tried."""
MARGIN = 11.0
Wanted = Callable[[], bool]
FOLD = re.compile(r"^<details><summary>([^<>]*)</summary>$|^</details>$", re.MULTILINE)
"""What folds away on a screen: on paper a heading."""
SHADE = {"fence": (246, 247, 249), "quote": (255, 244, 229)}
FIXED_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a clock in the file would make every print of a page differ

logging.getLogger("fontTools").setLevel(logging.ERROR)
logging.getLogger("fpdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: `kind` is h1, h2, h3, text, item, fence, range or table; `quoted` stands in a shaded box.

    A table's text is a row a line, its cells apart by tabs.
    """

    kind: str
    text: str
    quoted: bool = False


def print_page(markdown: str, wanted: Wanted = lambda: True) -> bytes:
    """The text as PDF, in the largest letters in which it is one page; what fills several is in the largest.

    `wanted` is asked before every paragraph; PrintStopped where it says no.
    """
    blocks = tuple(blocks_of(_spelt(markdown)))
    sizes = SIZES if len(markdown) <= ONE_PAGE else SIZES[:1]
    pages = (_drawn(blocks, size, wanted) for size in sizes)
    page = next((page for page in pages if page.page_no() == 1), None) or _drawn(blocks, SIZES[0], wanted)
    return bytes(page.output())


def _spelt(text: str) -> str:
    """The text with a currency sign that the letters lack written as its code."""
    for code, mark in _missing_marks():
        text = text.replace(mark, f"{code} ")
    return text


@cache
def _missing_marks() -> tuple[tuple[str, str], ...]:
    known = TTFont(FOLDER / "Manrope-Regular.ttf").getBestCmap()
    marks = ((code, currency.mark) for code, currency in currencies().items())
    return tuple((code, mark) for code, mark in marks if any(ord(letter) not in known for letter in mark))


def blocks_of(markdown: str) -> Iterator[Block]:
    """The pieces of a page's text, in order.

    >>> [(block.kind, block.text) for block in blocks_of("## A\\n- **b** `c`\\n\\n> d")]
    [('h2', 'A'), ('item', '**b** c'), ('text', 'd')]
    >>> [(block.kind, block.text) for block in blocks_of("<details><summary>Why</summary>\\n\\n- a\\n\\n</details>")]
    [('h3', 'Why'), ('item', 'a')]
    """
    plain = FOLD.sub(lambda found: f"\n### {found[1]}\n" if found[1] else "", markdown)
    return _pieces(read_parts(plain), quoted=False)


def _pieces(parts: Sequence[Part], *, quoted: bool) -> Iterator[Block]:
    for part in parts:
        match part:
            case Heading(level, spans):
                yield Block(f"h{level}", _words(spans), quoted)
            case Paragraph(spans):
                yield Block("text", _words(spans), quoted)
            case Items(items):
                yield from (Block("item", _words(item), quoted) for item in items)
            case Table(head, rows):
                yield Block("table", "\n".join("\t".join(map(_cell, row)) for row in (head, *rows)), quoted)
            case Words(text, info):
                yield Block("range" if info == "range" else "fence", text, quoted)
            case Box(inner):
                yield from _pieces(inner, quoted=True)


def _words(spans: Spans) -> str:
    """The words of a line; of its marks only strong is kept, as fpdf2 writes it."""
    return "".join(f"**{span.text}**" if span.mark == "strong" else span.text for span in spans)


def _cell(spans: Spans) -> str:
    return _words(spans).replace("\n", " ").replace("\t", " ")


def _drawn(blocks: tuple[Block, ...], size: float, wanted: Wanted) -> FPDF:
    page = FPDF(format="A4")
    page.set_creation_date(FIXED_DAY)
    page.set_title(blocks[0].text if blocks else "Plan")
    page.set_margins(MARGIN, MARGIN, MARGIN)
    page.set_auto_page_break(True, MARGIN)
    page.add_font("Manrope", "", FOLDER / "Manrope-Regular.ttf")
    page.add_font("Manrope", "B", FOLDER / "Manrope-Bold.ttf")
    page.add_page()
    for block in blocks:
        _draw(page, block, size, wanted)
    return page


def _draw(page: FPDF, block: Block, size: float, wanted: Wanted) -> None:
    """One block, with a little room above a heading; the paragraphs of a fenced text stand close together."""
    if block.kind in DRAWN:
        if not wanted():
            raise PrintStopped
        page.set_font("Manrope", "", size)
        DRAWN[block.kind](page, block)
        return
    larger = {"h1": 1.35, "h2": 1.15, "h3": 1.0}.get(block.kind)
    if larger:
        page.ln(size * (0.0 if block.kind == "h1" else 0.12))
    page.set_font("Manrope", "B" if larger else "", size * (larger or 1.0))
    shade = SHADE["quote"] if block.quoted else SHADE["fence"] if block.kind == "fence" else None
    page.set_fill_color(*(shade or (255, 255, 255)))
    for part in block.text.split("\n\n"):
        if not wanted():
            raise PrintStopped
        _write(page, part, block, shaded=shade is not None)
    page.ln(size * 0.06 if block.kind != "item" and not block.quoted else 0)


def _write(page: FPDF, text: str, block: Block, *, shaded: bool) -> None:
    page.multi_cell(
        w=0,
        h=page.font_size_pt * 0.445,
        text=f"•  {text}" if block.kind == "item" else text,
        align="L",
        fill=shaded,
        markdown=block.kind != "fence",
        new_x="LMARGIN",
        new_y="NEXT",
        padding=Padding(0.35, 2, 0.35, 2) if shaded else 0,
    )


def _table(page: FPDF, block: Block) -> None:
    """A table over the whole width, lines between its rows."""
    rows = [line.split("\t") for line in block.text.split("\n")]
    width = max(map(len, rows))
    height = page.font_size_pt * 0.5
    with page.table(borders_layout="HORIZONTAL_LINES", line_height=height, text_align="LEFT", markdown=True) as table:
        for row in rows:
            table.row([*row, *[""] * (width - len(row))])
    page.ln(page.font_size_pt * 0.2)


MARK = re.compile(r"; (?P<name>[^;]+?), at (?P<percent>-?\d+)%")
LINE = re.compile(r"(?P<part>[^:]+): (?P<span>.+? to [^;]+)")
COLOURS = {"range": (159, 196, 182), "line": (200, 198, 188), "ask": (13, 90, 72), "other": (180, 83, 15)}
BEYOND = 25
"""Per cent of the range for which there is room on either side of it."""


def _range(page: FPDF, block: Block) -> None:
    """Each line of the fence as its words above a line on which the range and the marks lie."""
    for line in block.text.split("\n"):
        page.multi_cell(w=0, h=page.font_size_pt * 0.445, text=line, align="L", new_x="LMARGIN", new_y="NEXT")
        if LINE.match(line):
            _bar(page, [(found["name"], int(found["percent"])) for found in MARK.finditer(line)])


def _bar(page: FPDF, marks: list[tuple[str, int]]) -> None:
    left, wide, y = page.l_margin, page.epw, page.get_y() + 1.8
    unit = wide / (100 + 2 * BEYOND)
    page.set_draw_color(*COLOURS["line"])
    page.line(left, y, left + wide, y)
    page.set_fill_color(*COLOURS["range"])
    page.rect(left + BEYOND * unit, y - 1.1, 100 * unit, 2.2, style="F")
    for name, percent in marks:
        x = left + (BEYOND + min(max(percent, -BEYOND), 100 + BEYOND)) * unit
        page.set_fill_color(*COLOURS["ask" if "ask" in name.lower() else "other"])
        page.ellipse(x - 1.4, y - 1.4, 2.8, 2.8, style="F")
    page.set_y(y + 2)


DRAWN: dict[str, Callable[[FPDF, Block], None]] = {"table": _table, "range": _range}
"""Blocks that are no paragraphs."""
