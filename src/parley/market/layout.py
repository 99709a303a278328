"""A pay table on disk, opened memory-mapped: nothing is read but its head and the cells that are asked for.

The file: MAGIC, the head's length, the head as JSON, then one record a cell, by occupation and area. A record is the
area's number and five steps: the lowest percentile and how far each is above the one before, in units of the sheet.
The largest three numbers are no steps: the percentile is above what the source prints, withheld, or not in the table.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from math import gcd
from pathlib import Path
from typing import Any

from parley.errors import TableUnusable
from parley.market.model import Area, Occupation, PayCell, Release

MAGIC = b"parley pay table 1\n"
SIZE = struct.Struct("<I")
WIDTHS = {"H": (struct.Struct("<H5H"), 0xFFFF), "I": (struct.Struct("<H5I"), 0xFFFFFFFF)}
"""A record by the width of its steps, with the largest number that a step can hold."""
Steps = dict[tuple[str, str], tuple[int, ...]]
SILENCE = ("top", "withheld", "")
"""Why a percentile is not there, by how far its step is below the largest number."""


@dataclass(frozen=True, slots=True)
class PeriodSheet:
    """Cells of one period and width: `starts` holds where the records of each occupation begin, and the end of all."""

    period: str
    unit: Decimal
    width: str
    offset: int
    starts: Sequence[int]


class MarketTable:
    """One table, open. Safe to share between threads: it only reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = _mapped(path)
        head = _head(self._bytes, path)
        self.release = Release(**head["release"])
        self.occupations = tuple(Occupation(*row) for row in head["occupations"])
        self.areas = tuple(Area(*row) for row in head["areas"])
        self.sheets = tuple(PeriodSheet(**{**row, "unit": Decimal(row["unit"])}) for row in head["sheets"])
        self._first = head["first"]
        if hashlib.sha256(memoryview(self._bytes)[self._first :]).hexdigest() != head["sha256"]:
            raise TableUnusable(f"{path}: its figures are not those of its checksum; install or build it again")

    @cached_property
    def by_code(self) -> dict[str, int]:
        """The number of each occupation, by its code."""
        return {occupation.code: number for number, occupation in enumerate(self.occupations)}

    @cached_property
    def area_numbers(self) -> dict[str, int]:
        """The number of each area, by its code."""
        return {area.code: number for number, area in enumerate(self.areas)}

    def cell(self, code: str, area_code: str) -> PayCell | None:
        """The percentiles a year, else an hour; None where the table has no such row."""
        occupation, area = self.by_code.get(code), self.area_numbers.get(area_code)
        if occupation is None or area is None:
            return None
        found = (self._find(sheet, occupation, area) for sheet in self.sheets)
        return next((cell for cell in found if cell), None)

    def cells(self, code: str) -> Iterator[PayCell]:
        """Every cell of one occupation."""
        number = self.by_code[code]
        for sheet in self.sheets:
            for at in range(sheet.starts[number], sheet.starts[number + 1]):
                yield self._read(sheet, number, at)

    def _find(self, sheet: PeriodSheet, occupation: int, area: int) -> PayCell | None:
        rows = range(sheet.starts[occupation], sheet.starts[occupation + 1])
        at = bisect_left(rows, area, key=lambda row: self._record(sheet, row)[0])
        if at == len(rows) or self._record(sheet, rows[at])[0] != area:
            return None
        return self._read(sheet, occupation, rows[at])

    def _record(self, sheet: PeriodSheet, at: int) -> tuple[int, ...]:
        record, _ = WIDTHS[sheet.width]
        return record.unpack_from(self._bytes, self._first + sheet.offset + at * record.size)

    def _read(self, sheet: PeriodSheet, occupation: int, at: int) -> PayCell:
        area, *steps = self._record(sheet, at)
        values, silent = _values(steps, sheet.unit, WIDTHS[sheet.width][1])
        return PayCell(self.occupations[occupation], self.areas[area], self.release, values, sheet.period, silent)


def _values(steps: Sequence[int], unit: Decimal, largest: int) -> tuple[tuple[Decimal | None, ...], str]:
    values: list[Decimal | None] = []
    total, silent = 0, ""
    for step in steps:
        missing = largest - step < len(SILENCE)
        total += 0 if missing else step
        values.append(None if missing else unit * total)
        silent = silent or (SILENCE[largest - step] if missing else "")
    return tuple(values), silent


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise TableUnusable(f"{path}: no pay table can be opened there ({error})") from None


def _head(data: mmap.mmap, path: Path) -> dict[str, Any]:
    try:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("it does not begin as one")
        (length,) = SIZE.unpack_from(data, len(MAGIC))
        start = len(MAGIC) + SIZE.size
        return {**json.loads(data[start : start + length]), "first": start + length}
    except (ValueError, KeyError, struct.error) as error:
        raise TableUnusable(f"{path}: not a pay table of this version ({error}); build or import it again") from None


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell to write: codes, the amounts in the order of PERCENTILES, and why the rest is silent."""

    occupation: str
    area: str
    values: tuple[Decimal | None, ...]
    period: str = "year"
    silent: str = ""


def write_table(
    path: Path, release: Release, occupations: Sequence[Occupation], areas: Sequence[Area], rows: Sequence[CellRow]
) -> None:
    """Write a table; the same rows give the same bytes."""
    sheets, blocks, offset = [], [], 0
    for period in ("year", "hour"):
        told = [row for row in rows if row.period == period]
        unit = _unit(told)
        steps = {(row.occupation, row.area): _steps(row, unit) for row in told}
        for width in WIDTHS:
            starts, block = _packed(width, steps, occupations, areas)
            sheets.append(PeriodSheet(period, unit, width, offset, starts))
            blocks.append(block)
            offset += len(block)
    body = b"".join(blocks)
    head = {
        "release": asdict(release),
        "occupations": [[one.code, one.name] for one in occupations],
        "areas": [[one.code, one.name, one.kind, one.state, one.jobs] for one in areas],
        "sheets": [{**asdict(sheet), "unit": str(sheet.unit)} for sheet in sheets],
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    beside = path.with_suffix(".part")
    beside.write_bytes(MAGIC + SIZE.pack(len(text)) + text + body)
    beside.replace(path)


def _packed(
    width: str, steps: Steps, occupations: Sequence[Occupation], areas: Sequence[Area]
) -> tuple[list[int], bytes]:
    """The records of the cells whose steps need this width and no other: few need the wide one."""
    record, largest = WIDTHS[width]
    starts, packed = [0], bytearray()
    for occupation in occupations:
        for number, area in enumerate(areas):
            found = steps.get((occupation.code, area.code))
            if found and _width(found) == width:
                packed += record.pack(number, *(step if step >= 0 else largest + 1 + step for step in found))
        starts.append(len(packed) // record.size)
    return starts, bytes(packed)


def _width(steps: tuple[int, ...]) -> str:
    return next(width for width, (_, largest) in WIDTHS.items() if max(steps) <= largest - len(SILENCE))


def _unit(rows: Sequence[CellRow]) -> Decimal:
    """The largest unit of which every amount is a whole number."""
    cents = [int(value * 100) for row in rows for value in row.values if value is not None]
    return Decimal(gcd(*cents) or 1) / 100


def _steps(row: CellRow, unit: Decimal) -> tuple[int, ...]:
    """How far each amount is above the one before; below zero where there is none: -1 less its place in SILENCE."""
    steps, before = [], 0
    for value in row.values:
        now = before if value is None else int(value / unit)
        steps.append(-1 - SILENCE.index(row.silent) if value is None else now - before)
        before = now
    return tuple(steps)
