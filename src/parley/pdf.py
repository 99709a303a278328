"""The one place that writes PDF: a Markdown page of headings, paragraphs, lists, quotes and fenced text, printed on A4.

>>> print_page("# Plan\\n\\n**Ask** for £159K.")[:5]
b'%PDF-'

Tables are drawn as tables, and a fence named `bars` as a picture (parley.bars); anything else is printed as its text.
The letters are Manrope's; a currency sign that it lacks is written as its code, another letter that it lacks is left
out of the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import font_manrope
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.util import Padding

from parley.bars import FENCE, Bar, Piece, read_bar
from parley.blocks import Box, Grid, Heading, Items, Paragraph, Part, Spans, Words, read_parts
from parley.money import currencies

FOLDER = Path(font_manrope.font_directory)
SIZES = (9.5, 8.5, 7.5, 7.0)
"""Sizes of letters, in points, the largest first."""
KEPT_WITH = 2.2
"""Room that a heading needs on its page, in millimetres a point: its own line and three below it."""
ONE_PAGE = 20_000
"""Letters that the smallest size might get onto one page; more is not tried."""
MARGIN = 11.0
MOST_BARS = 24
"""Lines of a picture; a longer one is printed as its text."""
FOLD = re.compile(r"^<details><summary>([^<>]*)</summary>$|^</details>$", re.MULTILINE)
"""What folds away on a screen: on paper a heading."""
SHADE = {"fence": (246, 247, 249), "quote": (255, 244, 229)}
FIXED_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a clock in the file would make every print of a page differ

logging.getLogger("fontTools").setLevel(logging.ERROR)
logging.getLogger("fpdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A piece of the page: `kind` is h1, h2, h3, text, item, fence, bars or table; `quoted` stands in a shaded box.

    A table's text is a row a line, its cells apart by tabs.
    """

    kind: str
    text: str
    quoted: bool = False


def print_page(markdown: str) -> bytes:
    """The text as PDF, in the largest letters in which it is one page; what fills several is in the largest."""
    blocks = tuple(pieces_of(_spelt(markdown)))
    sizes = SIZES if len(markdown) <= ONE_PAGE else SIZES[:1]
    pages = (_drawn(blocks, size) for size in sizes)
    page = next((page for page in pages if page.page_no() == 1), None) or _drawn(blocks, SIZES[0])
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


def pieces_of(markdown: str) -> Iterator[PagePiece]:
    """The pieces of a page's text, in order.

    >>> [(block.kind, block.text) for block in pieces_of("## A\\n- **b** `c`\\n\\n> d")]
    [('h2', 'A'), ('item', '**b** c'), ('text', 'd')]
    >>> [(block.kind, block.text) for block in pieces_of("<details><summary>Why</summary>\\n\\n- a\\n\\n</details>")]
    [('h3', 'Why'), ('item', 'a')]
    """
    plain = FOLD.sub(lambda found: f"\n### {found[1]}\n" if found[1] else "", markdown)
    return _pieces(read_parts(plain), quoted=False)


def _pieces(parts: Sequence[Part], *, quoted: bool) -> Iterator[PagePiece]:
    for part in parts:
        match part:
            case Heading(level, spans):
                yield PagePiece(f"h{level}", _words(spans), quoted)
            case Paragraph(spans):
                yield PagePiece("text", _words(spans), quoted)
            case Items(items):
                yield from (PagePiece("item", _words(item), quoted) for item in items)
            case Grid(head, rows):
                yield PagePiece("table", "\n".join("\t".join(map(_cell, row)) for row in (head, *rows)), quoted)
            case Words(text, info):
                drawn = info == FENCE and text.count("\n") < MOST_BARS
                yield PagePiece(FENCE if drawn else "fence", text, quoted)
            case Box(inner):
                yield from _pieces(inner, quoted=True)


def _words(spans: Spans) -> str:
    """The words of a line; of its marks only strong is kept, as fpdf2 writes it."""
    return "".join(f"**{span.text}**" if span.mark == "strong" else span.text for span in spans)


def _cell(spans: Spans) -> str:
    return _words(spans).replace("\n", " ").replace("\t", " ")


def _drawn(blocks: tuple[PagePiece, ...], size: float) -> FPDF:
    page = FPDF(format="A4")
    page.set_creation_date(FIXED_DAY)
    page.set_title(blocks[0].text if blocks else "Plan")
    page.set_margins(MARGIN, MARGIN, MARGIN)
    page.set_auto_page_break(True, MARGIN)
    page.add_font("Manrope", "", FOLDER / "Manrope-Regular.ttf")
    page.add_font("Manrope", "B", FOLDER / "Manrope-Bold.ttf")
    page.add_page()
    for block in blocks:
        _draw(page, block, size)
    return page


def _draw(page: FPDF, block: PagePiece, size: float) -> None:
    """One block, with a little room above a heading; the paragraphs of a fenced text stand close together."""
    if block.kind in DRAWN:
        page.set_font("Manrope", "", size)
        DRAWN[block.kind](page, block)
        return
    larger = {"h1": 1.35, "h2": 1.15, "h3": 1.0}.get(block.kind)
    if larger:
        page.ln(size * (0.0 if block.kind == "h1" else 0.12))
        if page.will_page_break(size * KEPT_WITH):
            page.add_page()
    page.set_font("Manrope", "B" if larger else "", size * (larger or 1.0))
    shade = SHADE["quote"] if block.quoted else SHADE["fence"] if block.kind == "fence" else None
    page.set_fill_color(*(shade or (255, 255, 255)))
    for part in block.text.split("\n\n"):
        _write(page, part, block, shaded=shade is not None)
    page.ln(size * 0.06 if block.kind != "item" and not block.quoted else 0)


def _write(page: FPDF, text: str, block: PagePiece, *, shaded: bool) -> None:
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


def _table(page: FPDF, block: PagePiece) -> None:
    """A table over the whole width, lines between its rows."""
    rows = [line.split("\t") for line in block.text.split("\n")]
    width = max(map(len, rows))
    height = page.font_size_pt * 0.5
    with page.table(borders_layout="HORIZONTAL_LINES", line_height=height, text_align="LEFT", markdown=True) as table:
        for row in rows:
            table.row([*row, *[""] * (width - len(row))])
    page.ln(page.font_size_pt * 0.2)


NAMES, LINE = 0.24, 0.34
"""Of a picture's width, at most for the names, and for the bars; the words have the rest."""
GAP = 1.4
"""Millimetres between one bar's words and the next's."""
COLOURS = {
    "line": (200, 198, 188), "ask": (13, 90, 72), "offer": (180, 83, 15), "base": (13, 90, 72), "bonus": (95, 155, 138),
    "equity": (180, 83, 15), "signing": (106, 53, 128), "": (159, 196, 182),
}  # fmt: skip
HOLLOW = ("the guide", "round")
"""Marks of what is neither the offer nor the ask of now."""
STACK = ("base", "bonus", "equity", "signing")
"""Stretches that lie end to end, each told by its colour below the picture."""


def _bars(page: FPDF, block: PagePiece) -> None:
    """A table of a name, its bar, and the words; a line that is no bar stands as it is."""
    lines = [(line, read_bar(line)) for line in block.text.split("\n")]
    widths = _widths(page, [bar for _, bar in lines if bar])
    height = sum(_height(page, bar, widths) for _, bar in lines if bar)
    if page.will_page_break(height) and height < page.eph:
        page.add_page()
    for line, bar in lines:
        if bar:
            _bar(page, bar, widths)
        else:
            page.multi_cell(w=0, text=line, align="L", new_x="LMARGIN", new_y="NEXT")
    _key(page, [bar for _, bar in lines if bar])
    page.set_fill_color(255, 255, 255)
    page.ln(page.font_size_pt * 0.2)


Widths = tuple[float, float, float]
"""Of the names, the bars and the words."""


def _widths(page: FPDF, bars: Sequence[Bar]) -> Widths:
    longest = max((page.get_string_width(bar.name) for bar in bars), default=0.0) + 4
    names = min(longest, page.epw * NAMES)
    return names, page.epw * LINE, page.epw * (1 - LINE) - names


def _height(page: FPDF, bar: Bar, widths: Widths) -> float:
    room = page.font_size_pt * 0.445
    cells = ((bar.name, widths[0]), (bar.words, widths[2]))
    return max(_tall(page, text, w, room) for text, w in cells) + GAP


def _tall(page: FPDF, text: str, width: float, room: float) -> float:
    found: Any = page.multi_cell(w=width, h=room, text=text, align="L", dry_run=True, output="HEIGHT")
    return float(found)


def _bar(page: FPDF, bar: Bar, widths: Widths) -> None:
    left, top, tall, room = page.l_margin, page.get_y(), _height(page, bar, widths), page.font_size_pt * 0.445
    names, wide, words = widths
    for text, w, at in ((bar.name, names, 0.0), (bar.words, words, names + wide)):
        page.set_xy(left + at, top + GAP / 2)
        page.multi_cell(w=w, h=room, text=text, align="L")
    begin, wide, middle = left + names + 1, wide - 6, top + tall / 2
    page.set_draw_color(*COLOURS["line"])
    page.line(left, top + tall, left + page.epw, top + tall)
    page.line(begin, middle, begin + wide, middle)
    for piece in bar.pieces:
        _drawn_piece(page, piece, begin, wide, middle)
    page.set_xy(left, top + tall)


def _drawn_piece(page: FPDF, piece: Piece, begin: float, wide: float, middle: float) -> None:
    if piece.start is None:
        return
    page.set_fill_color(*COLOURS[_kind(piece)])
    x = begin + wide * piece.start / 100
    if piece.end is None:
        page.set_draw_color(*COLOURS[_kind(piece)])
        if piece.text.startswith(HOLLOW):
            page.set_fill_color(255, 255, 255)
        page.ellipse(x - 1.4, middle - 1.4, 2.8, 2.8, style="DF")
    else:
        page.rect(x, middle - 1.3, max(wide * (piece.end - piece.start) / 100, 0.3), 2.6, style="F")


def _kind(piece: Piece) -> str:
    """Which colour a piece has: of the part of pay or of who named it; a range is pale."""
    words = piece.text.lower()
    if piece.end is None:
        return "ask" if "ask" in words else "offer"
    whose = {"their": "offer", "your": "ask"}.get(words.partition(" ")[0], "")
    return next((kind for kind in STACK if words.startswith(kind)), whose)


def _key(page: FPDF, bars: Sequence[Bar]) -> None:
    """What the colours of stacked bars mean."""
    shown = [kind for kind in STACK if any(_kind(piece) == kind for bar in bars for piece in bar.pieces if piece.end)]
    if len(shown) < 2:
        return
    page.set_y(page.get_y() + 0.8)
    for kind in shown:
        page.set_fill_color(*COLOURS[kind])
        page.rect(page.get_x() + 0.5, page.get_y() + page.font_size_pt * 0.12, 2.6, 2.6, style="F")
        page.set_x(page.get_x() + 4)
        page.cell(w=page.get_string_width(kind) + 5, h=page.font_size_pt * 0.445, text=kind)
    page.ln(page.font_size_pt * 0.445)


DRAWN: dict[str, Callable[[FPDF, PagePiece], None]] = {"table": _table, FENCE: _bars}
"""Blocks that are no paragraphs."""
