"""The shapes of pay tables: each reader knows one, and the first that fits reads the table into `Row`s.

In: a table block and the prose around it. Out: rows that name a region or a level (or both) and hold the cells of its
pay, not yet read. To teach Parley a new shape, write one function and add it to `LAYOUTS`; most particular first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parley.data import load
from parley.guides.blocks import FileBlock
from parley.guides.cells import read_cell
from parley.guides.columns import PAY_KINDS, Column, holds, read_column
from parley.guides.places import read_label

LEVEL_WORDS = re.compile(
    r"(?i)\b(?:junior|mid|senior|staff|principal|distinguished|lead|director|manager|vp|associate|analyst|intern|"
    r"entry|[a-z]{1,3}-?\d{1,2}\+?|\d{2}(?:-\d{2})?\+?|i{1,3}|iv|v)\b"
)


TIER = re.compile(r"(?i)\W*(?:tier|zone|geo)\b")
CURRENCY = re.compile(r"(?i)(?:local )?(?:currency|ccy)\b")
UNNAMED = "figure"
"""The column text of a bare figure, in a table whose heads name places and levels only."""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """Published pay of one region or level, its cells unread: `cells` pairs a column's meaning with its text.

    `currency` is what a column of that name says.
    """

    region: str | None
    level: str | None
    title: str | None
    cells: tuple[tuple[Column, str], ...]
    line: int
    line_to: int
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class PayTable:
    """A table with the meaning of its heads; `note` is the prose beside it, which may say what bare figures are."""

    block: FileBlock
    head: tuple[Column, ...]
    note: str

    def rows(self) -> list[tuple[tuple[str, ...], int]]:
        """The body rows with their lines; the rule under the head is already gone."""
        return list(zip(self.block.rows[1:], self.block.row_lines[1:], strict=True))

    def where(self, kind: str) -> int | None:
        """The position of the first column of that kind."""
        return next((at for at, column in enumerate(self.head) if column.kind == kind), None)


def read_rows(block: FileBlock, note: str) -> tuple[UnreadRow, ...] | None:
    """The rows of a pay table, or None where the table is something else."""
    table = PayTable(block, tuple(read_column(text) for text in block.rows[0]), note)
    if len(table.head) < 2 or any(column.kind == "not_pay" for column in table.head):
        return None
    for layout in LAYOUTS:
        rows = layout(table)
        if rows and _has_money(rows):
            return rows
    return None


def region_and_level_rows(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Level | Region | Base | … |`: a region and a level in every row."""
    region, level = _region_column(table), table.where("level")
    if region is None or level is None or not _pay_columns(table):
        return None
    if all(TIER.match(cells[level]) or not _is_name(cells[level]) for cells, _ in table.rows()):
        return None
    return tuple(_row(table, cells, line, region, level) for cells, line in _filled_down(table.rows(), region, level))


def region_rows(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |`: the usual table."""
    region = _region_column(table)
    if region is None and _mostly([row[0] for row, _ in table.rows()], _is_region):
        region = 0
    if region is None or not _pay_columns(table):
        return None
    return tuple(_row(table, cells, line, region, None) for cells, line in table.rows())


def component_rows(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Component | London (GBP) | Bangalore (INR) |`: one row a component, one column a region or a level."""
    names = [read_column(row[0]) for row, _ in table.rows()]
    heads = [column.text for column in table.head[1:]]
    if any(name.kind == "not_pay" for name in names) or sum(name.kind in PAY_KINDS for name in names) < 2:
        return None
    if not (_mostly(heads, _is_region) or _mostly(heads, _is_level)):
        return None
    return tuple(
        _place_row(
            text=table.block.rows[0][at],
            cells=tuple((name, row[at]) for name, (row, _) in zip(names, table.rows(), strict=True)),
            block=table.block,
        )
        for at in range(1, len(table.head))
        if table.head[at].kind != "aside"
    )


def level_by_region(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Level | San Francisco (USD) | London (GBP) |`: one range a cell, which a note says is total compensation."""
    if not _names_levels(table) or not _mostly(table.block.rows[0][1:], _is_region):
        return None
    kind = _what_figures_are(table.note)
    return tuple(
        UnreadRow(table.block.rows[0][at], row[0], None, ((Column(kind, UNNAMED), row[at]),), line, line)
        for row, line in table.rows()
        for at in range(1, len(table.head))
        if table.head[at].kind != "aside"
    )


def region_by_level(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Region | Mid (L4) | Senior (L5) |`: the same, turned on its side."""
    if table.head[0].kind != "region" or not _mostly(table.block.rows[0][1:], _is_level) or _pay_columns(table):
        return None
    kind = _what_figures_are(table.note)
    return tuple(
        UnreadRow(row[0], table.block.rows[0][at], None, ((Column(kind, UNNAMED), row[at]),), line, line)
        for row, line in table.rows()
        for at in range(1, len(table.head))
    )


def rows_by_level(table: PayTable) -> tuple[UnreadRow, ...] | None:
    """`| Level | Title | Base Salary | … |`: levels of one unnamed region."""
    level = table.where("level")
    level = table.where("title") if level is None else level
    if level is None or len(_pay_columns(table)) < 2:
        return None
    return tuple(_row(table, cells, line, None, level) for cells, line in table.rows())


Layout = Callable[[PayTable], tuple[UnreadRow, ...] | None]
LAYOUTS: tuple[Layout, ...] = (
    region_and_level_rows,
    component_rows,
    level_by_region,
    region_by_level,
    region_rows,
    rows_by_level,
)


def _pay_columns(table: PayTable) -> list[int]:
    return [at for at, column in enumerate(table.head) if column.kind in PAY_KINDS]


def _region_column(table: PayTable) -> int | None:
    """The column that names the rows' regions: of `Country` and `City` the one that tells more rows apart."""
    named = [at for at, column in enumerate(table.head) if column.kind == "region"]

    def worth(at: int) -> tuple[int, int, int]:
        labels = [row[at] for row, _ in table.rows()]
        return sum(map(_is_region, labels)), len(set(labels)), at

    return max(named, key=worth, default=None)


def _row(table: PayTable, cells: Sequence[str], line: int, region: int | None, level: int | None) -> UnreadRow:
    title = table.where("title")
    return UnreadRow(
        region=cells[region] if region is not None else None,
        level=cells[level] if level is not None else None,
        title=cells[title] if title is not None and title != level else None,
        cells=_joined_ends(
            [(table.head[at], cells[at]) for at in range(len(cells)) if table.head[at].kind not in NAMES]
        ),
        line=line,
        line_to=line,
        currency=next((cells[at] for at, column in enumerate(table.head) if CURRENCY.match(column.text)), None),
    )


def _joined_ends(cells: Sequence[tuple[Column, str]]) -> tuple[tuple[Column, str], ...]:
    """Cells whose low and high ends stand in columns of their own (`Base Low`, `Base High`), as one cell each."""
    tables, joined = load("headings"), list[tuple[Column, str]]()
    for column, text in cells:
        before = joined[-1] if joined else None
        low = before and before[0].kind == column.kind and holds(before[0].text, tables["low_ends"])
        if before and low and column.kind in PAY_KINDS and holds(column.text, tables["high_ends"]):
            joined[-1] = (before[0], f"{before[1]} – {text}")
        else:
            joined.append((column, text))
    return tuple(joined)


NAMES = ("region", "level", "title", "aside")


def _place_row(text: str, cells: tuple[tuple[Column, str], ...], block: FileBlock) -> UnreadRow:
    lines = (block.row_lines[0], block.row_lines[-1])
    if _is_region(text):
        return UnreadRow(text, None, None, cells, *lines)
    return UnreadRow(None, text, None, cells, *lines)


def _filled_down(rows: Sequence[tuple[tuple[str, ...], int]], *columns: int) -> list[tuple[tuple[str, ...], int]]:
    """Rows whose empty names repeat the row above: `| Senior | London | … |`, `| | Dublin | … |`."""
    filled: list[tuple[tuple[str, ...], int]] = []
    for cells, line in rows:
        above = filled[-1][0] if filled else cells
        filled.append((tuple(above[at] if at in columns and not cell else cell for at, cell in enumerate(cells)), line))
    return filled


def _what_figures_are(note: str) -> str | None:
    """What a note beside a table of bare figures says they are: "total", "base", or None when it does not say."""
    plain = re.sub(r"[*_`]", "", note)
    return next((kind for kind, words in load("headings")["notes"] if re.search(words, plain, re.IGNORECASE)), None)


def _is_region(text: str) -> bool:
    label = read_label(text)
    return bool(label.places or label.country or label.covers or label.remote or label.states)


def _names_levels(table: PayTable) -> bool:
    """True where the first column is one of levels, by its head or, where that says nothing of pay, by its cells."""
    kind = table.head[0].kind
    by_cells = kind in (None, "aside") and _mostly([row[0] for row, _ in table.rows()], _is_level)
    return kind in ("level", "title") or by_cells


def _is_name(text: str) -> bool:
    """False for a blank and for money: no level is called so."""
    cell = read_cell(text)
    return not (cell.blank or cell.money)


def _is_level(text: str) -> bool:
    return bool(LEVEL_WORDS.search(text)) and not _is_region(text)


def _mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(test, texts)) * 2 >= len(texts)


def _has_money(rows: Sequence[UnreadRow]) -> bool:
    return any(read_cell(text).money for row in rows for _, text in row.cells)
