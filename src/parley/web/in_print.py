"""The page's pictures in a copy: bars as lines of text that a PDF draws, a comparison as a table of Markdown.

In: a Reply. Out: its Markdown with them in their places. Amounts come from figures, places from the pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from parley.advice.comparison import Comparison
from parley.advice.model import YearView
from parley.bars import Bar, Piece, fenced
from parley.coach import Reply
from parley.coach.model import LevelRow
from parley.money import compact
from parley.render import escape_markdown
from parley.web.chart import Lane
from parley.web.ink import NO_INK
from parley.web.levels import LEVEL_NAMES, drawn_levels
from parley.web.rounds import TITLE, rounds_of
from parley.web.sides import SideColumn, columns, stacks, table_of
from parley.web.yearly import PARTS, part_of

WHOSE = {"offer": "their base", "ask": "your base"}
TABLE = re.compile(r"^\|.*\n?", re.MULTILINE)


def with_pictures(reply: Reply) -> str:
    """The reply's Markdown, with the pictures that the page has in it."""
    return "\n\n".join(_drawn(name, text, reply) for name, text in reply.sections) or reply.text


def rounds_text(reply: Reply) -> str:
    """The rounds so far, with their heading; empty where there was one."""
    bars = tuple(Bar(one.name, _of_round(one.words, one.kind, one.share)) for one in rounds_of(reply))
    return f"## {TITLE}\n{fenced(bars)}" if bars else ""


def _of_round(words: str, kind: str, share: Decimal) -> tuple[Piece, ...]:
    return (Piece(words), *((Piece(WHOSE[kind], 0, round(share * 100)),) if share else ()))


def _drawn(name: str, text: str, reply: Reply) -> str:
    """A section with its picture below its heading."""
    if name == "compare" and reply.comparison:
        return _compared(text, reply.comparison)
    picture = IN_COPIES[name](reply) if name in IN_COPIES else ""
    head, line, rest = text.partition("\n")
    return f"{head}\n{picture}\n\n{rest.lstrip()}" if picture and line else text


def _compared(text: str, comparison: Comparison) -> str:
    """A comparison as on the page: what it comes to, the picture, the table; then the sides in words."""
    found = columns(comparison)
    if len(found) < 2:
        return text
    before, items, rest = TABLE.sub("", text).partition("\n- ")
    return "\n\n".join(
        filter(None, [before.strip(), fenced(tuple(_sides(found))), _table(found), (items + rest).strip()])
    )


def _table(found: Sequence[SideColumn]) -> str:
    rows = [("", [column.name for column in found]), *((name, cells) for _, name, cells in table_of(found, NO_INK))]
    lines = [f"| {' | '.join(escape_markdown(cell) for cell in (name, *cells))} |" for name, cells in rows]
    return "\n".join([lines[0], f"|{'---|' * (len(found) + 1)}", *lines[1:]])


def _sides(found: Sequence[SideColumn]) -> Iterator[Bar]:
    drawn = stacks(found)
    most = max((stack.length for stack in drawn), default=1.0)
    for stack in drawn:
        shares = [(part, value / most) for part, value in stack.parts]
        yield Bar(stack.name, (Piece(f"{compact(stack.total.money)} a year"), *_end_to_end(shares)))


def _end_to_end(pieces: Sequence[tuple[str, float]]) -> Iterator[Piece]:
    """Shares of the longest bar, one behind the other."""
    at = 0.0
    for name, share in pieces:
        yield Piece(name, round(at * 100), round((at + share) * 100))
        at += share


def levels_bars(rows: Sequence[LevelRow]) -> Iterator[Bar]:
    """Pay by level on one scale, with the offer and the ask in each."""
    for one in drawn_levels(rows):
        span = f"{compact(one.low.money)} to {compact(one.high.money)}"
        marks = (
            Piece(f"{LEVEL_NAMES[kind].lower()} {compact(figure.money)}", round(one.percent(figure.exact)))
            for kind, figure in one.marks
        )
        yield Bar(
            one.name, (Piece(span, round(one.percent(one.low.exact)), round(one.percent(one.high.exact))), *marks)
        )


def range_bar(row: Lane) -> Bar:
    """A row of the pay range."""
    span = f"{compact(row.low.money)} to {compact(row.high.money)}"
    marks = (
        Piece(f"{mark.name[:1].lower()}{mark.name[1:]} {compact(mark.money)}", round(row.percent(mark.money.amount)))
        for mark in row.marks
    )
    place = round(row.percent(row.low.exact)), round(row.percent(row.high.exact))
    return Bar(row.title, (Piece(span, *place), *marks))


def years_bars(view: YearView) -> Iterator[Bar]:
    """An offer year by year."""
    most = max(year.total.exact for year in view.years)
    for year in view.years if most > 0 else ():
        parts = [(name.lower(), figure) for part, name in PARTS if (figure := part_of(year, part))]
        shares = [(name, float(max(figure.exact, Decimal(0)) / most)) for name, figure in parts]
        yield Bar(f"Year {year.number}", (Piece(compact(year.total.money)), *_end_to_end(shares)))


IN_COPIES: dict[str, Callable[[Reply], str]] = {
    "_rows": lambda reply: fenced(tuple(levels_bars(reply.by_level))),
    "_years": lambda reply: (
        fenced(tuple(years_bars(reply.advice.by_year))) if reply.advice and reply.advice.by_year else ""
    ),
}
"""Sections that have a picture below their heading."""
