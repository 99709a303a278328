"""A pay table that a person brings as CSV, read row by row: occupation, area, percentiles, source, licence.

In: the text of the file. Out: the rows that can be used, of one source and year, and a line for each of the others.
Nothing is filled: a figure that is not printed stays so.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from parley.data import load
from parley.errors import UsageError
from parley.guides.blank import slug
from parley.guides.places import read_label
from parley.market.layout import CellRow, write_table
from parley.market.model import PERCENTILES, Area, Occupation, Release
from parley.market.open import SUFFIX, write_titles
from parley.money import MARKS, currencies, half_up

AMOUNT = re.compile(rf"[{MARKS}]?" + r"\s?(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(\.\d{1,2})?")
YEAR = re.compile(r"(?:19|20)\d\d")
MOST = Decimal(4_000_000_000)
COLUMNS = tuple(f"p{percentile}" for percentile in PERCENTILES)

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class PayRow:
    """A row that can be used; `kind` is of `market.model.KINDS`, `within` the wider area by its name."""

    number: int
    occupation: str
    code: str
    titles: tuple[str, ...]
    area: str
    kind: str
    within: str
    values: Values


@dataclass(frozen=True, slots=True)
class About:
    """What all rows of a table share."""

    source: str
    year: str
    currency: str
    licence: str


@dataclass(frozen=True, slots=True)
class PaySheet:
    """A table as it was read; `left_out` names each row that was not, with the reason."""

    about: About
    country: str
    rows: tuple[PayRow, ...]
    left_out: tuple[str, ...]


class BadRow(UsageError):
    """A row that cannot be used; the message is the reason."""


def read_pay_table(text: str) -> PaySheet:
    """The table in a text; UsageError where its columns are others, or no row can be used."""
    between = _delimiter(text)
    head, *lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    columns = _columns(_cells(head, between))
    left_out: list[str] = []
    found: list[tuple[About, str, PayRow]] = []
    for number, line in enumerate(lines, 2):
        if line.strip(f" {between}"):
            try:
                found.append(_row(number, _cells(line, between), columns))
            except BadRow as fault:
                left_out.append(f"row {number}: {fault}")
    if not found:
        raise UsageError("; ".join([*left_out[:3], _said("nothing")]))
    about = Counter(about for about, *_ in found).most_common(1)[0][0]
    rows: dict[tuple[str, str], PayRow] = {}
    for of, _, row in found:
        first = rows.setdefault((row.code, slug(row.area)), row) if of == about else None
        if first is None:
            left_out.append(f"row {row.number}: {_said('other', value=_of(of), most=_of(about))}")
        elif first is not row:
            left_out.append(
                f"row {row.number}: {_said('twice', occupation=row.occupation, area=row.area, row=first.number)}"
            )
    return PaySheet(about, _country(found), tuple(rows.values()), tuple(sorted(left_out, key=_number)))


def _said(key: str, **facts: object) -> str:
    return str(load("pay_table")["said"][key]).format(**facts)


def _number(left_out: str) -> int:
    return int(left_out.partition(":")[0].removeprefix("row "))


def _of(about: About) -> str:
    return f"{about.source}, {about.year}, {about.currency}, {about.licence}"


def _delimiter(text: str) -> str:
    """What stands between the cells of the first line."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _cells(line: str, between: str) -> list[str]:
    """The cells of one line: a quotation mark that is never closed ends with it, so that the rest is read."""
    try:
        return next(csv.reader([line], delimiter=between), [])
    except csv.Error as error:
        raise BadRow(_said("line", why=error)) from None


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by the names that it may have."""
    table = load("pay_table")
    names = {name: column for column, told in table["columns"].items() for name in told}
    found = {names[key]: at for at, cell in enumerate(head) if (key := " ".join(cell.split()).lower()) in names}
    if missing := [column for column in table["needed"] if column not in found]:
        raise UsageError(_said("columns", missing=", ".join(missing)))
    if not set(COLUMNS) & set(found):
        raise UsageError(_said("percentiles"))
    return {"": len(head), **found}


def _row(number: int, cells: Sequence[str], columns: Mapping[str, int]) -> tuple[About, str, PayRow]:
    """What a row is of, its country as told, and its figures; BadRow says why it cannot be used."""
    if len(cells) != columns[""]:
        raise BadRow(_said("cells", count=len(cells), most=columns[""]))
    told = {column: " ".join(cells[at].split()) for column, at in columns.items() if column}
    for column in load("pay_table")["needed"]:
        if not told[column]:
            raise BadRow(_said("empty", column=column))
    currency = told["currency"].upper()
    if currency not in currencies():
        raise BadRow(_said("currency", value=told["currency"]))
    if not YEAR.fullmatch(told["year"]):
        raise BadRow(_said("year", value=told["year"]))
    about = About(told["source"], told["year"], currency, told["licence"])
    titles = tuple(title.strip() for title in told.get("titles", "").split("|") if title.strip())
    code = told.get("code") or slug(told["occupation"])
    kind = _kind(told.get("kind", ""), told["area"])
    row = PayRow(number, told["occupation"], code, titles, told["area"], kind, told.get("within", ""), _values(told))
    return about, told.get("country", "").upper(), row


def _values(told: Mapping[str, str]) -> Values:
    values = tuple(_amount(column, told.get(column, "")) for column in COLUMNS)
    known = [value for value in values if value is not None]
    if not known:
        raise BadRow(_said("silent"))
    if any(high < low for low, high in pairwise(known)):
        raise BadRow(_said("order", values=", ".join(f"{value:,}" for value in known)))
    return values


def _amount(column: str, value: str) -> Decimal | None:
    if value.lower() in _unprinted():
        return None
    found = AMOUNT.fullmatch(value)
    amount = half_up(Decimal(re.sub(r"\D", "", found[1]) + (found[2] or ""))) if found else Decimal(0)
    if not 0 < amount < MOST:
        raise BadRow(_said("amount", column=column, value=value))
    return amount


@cache
def _unprinted() -> frozenset[str]:
    return frozenset(map(str, load("pay_table")["unprinted"]))


def _kind(told: str, area: str) -> str:
    """The kind of area as told; untold, what the area's name is: a country, a town that is known, else a region."""
    kinds: Mapping[str, Any] = load("pay_table")["kinds"]
    if told:
        found = next((kind for kind, names in kinds.items() if told.lower() in (kind, *names)), None)
        if found is None:
            raise BadRow(_said("kind", value=told))
        return found
    label = read_label(area)
    if label.places:
        return "metro"
    return "nation" if label.country and slug(area) in _countries(label.country) else "state"


@cache
def _countries(code: str) -> frozenset[str]:
    """The slugs by which a whole country is called: its name, its code, its first other name (UK, not Scotland)."""
    row = load("regions")["countries"][code]
    return frozenset(map(slug, (code, row["name"], *row.get("also", ())[:1])))


def write_pay_table(sheet: PaySheet, folder: Path, today: date) -> Path:
    """Write the table into a folder of tables; one of the same source, year and country takes its place."""
    about = sheet.about
    release = Release(about.source, about.year, str(today), sheet.country, about.currency, about.licence)
    occupations = {row.code: Occupation(row.code, row.occupation) for row in sheet.rows}
    areas = {slug(row.area): Area(slug(row.area), row.area, row.kind, _state(row)) for row in sheet.rows}
    rows = [CellRow(row.code, slug(row.area), row.values, silent=_silence(row.values)) for row in sheet.rows]
    titles = {title: row.code for row in sheet.rows for title in (row.occupation, *row.titles)}
    path = folder / f"{slug(f'{about.source} {about.year} {sheet.country}')}{SUFFIX}"
    folder.mkdir(parents=True, exist_ok=True)
    write_titles(path, titles)
    write_table(path, release, tuple(occupations.values()), tuple(areas.values()), rows)
    return path


def _state(row: PayRow) -> str:
    """The region by whose name an area is widened: its own, or the one that it lies in."""
    return row.area if row.kind == "state" else row.within


def _silence(values: Values) -> str:
    return "withheld" if None in values else ""


def _country(found: Sequence[tuple[About, str, PayRow]]) -> str:
    """The country of the table: as told, else that of its areas."""
    told = Counter(country for _, country, _ in found if country) or Counter(_known_countries(found))
    if not told:
        raise UsageError(_said("country"))
    return told.most_common(1)[0][0]


def _known_countries(found: Sequence[tuple[About, str, PayRow]]) -> Iterator[str]:
    for area in dict.fromkeys(row.area for *_, row in found):
        country = read_label(area).country
        if country:
            yield country
