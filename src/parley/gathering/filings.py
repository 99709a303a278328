"""Visa filings (LCA disclosure files of the US Department of Labor): one employer's certified rows by role and metro.

In: a workbook of the department's layout, an employer's name. Out: guides with base from the 25th to the 75th
percentile of at least five rows, and what was left out with the count. It is what the employer attested, base only.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from parley.errors import UsageError
from parley.gathering.model import Gathered, PlacePay
from parley.gathering.sheet import Sheet
from parley.guides.blank import slug
from parley.market.open import shipped_places
from parley.market.places import names_of
from parley.money import half_up

LEAST = 5
"""Rows below which a group says nothing."""
YEARLY = {
    "year": Decimal(1),
    "month": Decimal(12),
    "bi-weekly": Decimal(26),
    "week": Decimal(52),
    "hour": Decimal(2080),
}
COLUMNS = {
    "status": ("CASE_STATUS",),
    "employer": ("EMPLOYER_NAME",),
    "title": ("JOB_TITLE",),
    "city": ("WORKSITE_CITY", "WORKSITE_CITY_1"),
    "state": ("WORKSITE_STATE", "WORKSITE_STATE_1"),
    "low": ("WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_FROM_1"),
    "high": ("WAGE_RATE_OF_PAY_TO", "WAGE_RATE_OF_PAY_TO_1"),
    "unit": ("WAGE_UNIT_OF_PAY", "WAGE_UNIT_OF_PAY_1"),
    "decided": ("DECISION_DATE",),
}
OPTIONAL = ("high", "decided")
LEGAL = re.compile(
    r"\b(?:inc|llc|llp|lp|corp|corporation|co|company|ltd|limited|usa|us|na|plc|pbc)\b\.?", re.IGNORECASE
)
RANK = re.compile(r"\s*(?:\(.*?\)|[-–,/].*|\b(?:i{1,3}|iv|v|\d+)\b)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filings:
    """The guides of one employer, and what was left out, a line each."""

    guides: tuple[Gathered, ...]
    left_out: tuple[str, ...]


def gather_filings(path: Path, company: str, role: str = "") -> Filings:
    """The filings of `company`, of one `role` where it is named."""
    sheet = Sheet(path)
    columns = _columns(sheet, path)
    wanted, only = _plain(company), slug(role)
    groups: dict[tuple[str, str], list[Decimal]] = {}
    told: Counter[str] = Counter()
    days: list[str] = []
    for number, row in sheet.rows():
        if number == 1 or _plain(sheet.cells(row, [columns["employer"]])[0]) != wanted:
            continue
        cells = dict(zip(columns, sheet.cells(row, list(columns.values())), strict=True))
        pay = _yearly(cells)
        if cells["status"].strip().lower() != "certified":
            told["not certified"] += 1
        elif pay is None:
            told[f"row {number}: pay {cells['low']!r} a {cells['unit']!r} could not be read"] += 1
        elif not only or slug(_role(cells["title"])) == only:
            groups.setdefault((_role(cells["title"]), _place(cells)), []).append(pay)
            days.append(cells.get("decided", ""))
    return _guides(company, path, groups, told, _span(days))


def _columns(sheet: Sheet, path: Path) -> dict[str, bytes]:
    header = sheet.header()
    found = {field: next((header[name] for name in names if name in header), b"") for field, names in COLUMNS.items()}
    missing = [names[0] for field, names in COLUMNS.items() if not found[field] and field not in OPTIONAL]
    if missing:
        raise UsageError(f"{path}: row 1 has no column {', '.join(missing)}; is it an LCA disclosure file?")
    return {field: column for field, column in found.items() if column}


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """An employer's name without its legal form, for comparing."""
    return slug(LEGAL.sub(" ", name.replace(".", "")))


def _role(title: str) -> str:
    """A job's title without level, number or what stands in brackets, as a name."""
    short = RANK.sub("", RANK.sub("", title.strip())) or title.strip()
    return short.title() if short.isupper() or short.islower() else short


def _place(cells: dict[str, str]) -> str:
    """The metropolitan area of a worksite by its first town, else the town itself."""
    state, city = cells["state"].strip().upper(), cells["city"].strip().title()
    return _metro(f"{city}, {state}") if city else state


@lru_cache(maxsize=4096)
def _metro(town: str) -> str:
    areas = shipped_places().find(town).areas
    metro = next((area for area in areas if area.kind == "metro" and names_of(area)), None)
    return f"{names_of(metro)[0]}, {metro.state}" if metro else town


def _yearly(cells: dict[str, str]) -> Decimal | None:
    """The base a year, the low end where a range is filed; None where it cannot be read."""
    payments = YEARLY.get(cells["unit"].strip().lower())
    try:
        amount = Decimal(cells["low"].replace("$", "").replace(",", "").strip())
    except InvalidOperation:
        return None
    return amount * payments if payments and amount > 0 else None


def _guides(
    company: str, path: Path, groups: dict[tuple[str, str], list[Decimal]], told: Counter[str], span: str
) -> Filings:
    roles: dict[str, list[PlacePay]] = {}
    left_out = [f"{path}: {count} rows: {why}" if count > 1 else f"{path}: {why}" for why, count in told.items()]
    for (role, place), pays in sorted(groups.items()):
        if len(pays) < LEAST:
            left_out.append(f"{path}: {role} in {place}: {len(pays)} rows, fewer than {LEAST}, left out")
            continue
        low, high = (half_up(_quantile(sorted(pays), part)) for part in (Decimal("0.25"), Decimal("0.75")))
        remark = f"{len(pays)} certified filings, 25th to 75th percentile, base only, what the employer attested"
        roles.setdefault(role, []).append(PlacePay(place, low, high, "USD", remark, len(pays)))
    source = f"US Department of Labor, LCA disclosure data, {path.name}{span}"
    return Filings(tuple(Gathered(company, role, tuple(rows), source) for role, rows in roles.items()), tuple(left_out))


def _quantile(ordered: list[Decimal], part: Decimal) -> Decimal:
    """The part of the way through sorted amounts, on a straight line between two."""
    at = part * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def _span(days: list[str]) -> str:
    """The quarters of the decisions, where they are told as days or as Excel's numbers."""
    quarters = sorted(set(filter(None, map(_quarter, days))))
    return f", {quarters[0]}" + (f" to {quarters[-1]}" if len(quarters) > 1 else "") if quarters else ""


def _quarter(day: str) -> str:
    found = re.match(r"(\d{4})-(\d{2})", day) or re.match(r"(\d{5})(?:\.0)?$", day)
    if not found:
        return ""
    if found.lastindex == 1:
        when = date(1899, 12, 30) + timedelta(days=int(found[1]))
        return f"{when.year}-Q{(when.month + 2) // 3}"
    return f"{found[1]}-Q{(int(found[2]) + 2) // 3}"
