"""Rows of a pay table to pay bands: which currency each cell is in, what is certain, and Issues for what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parley.guides.cells import AmountSpan, Cell, read_cell
from parley.guides.columns import PAY_KINDS, Column, named_currencies
from parley.guides.gazetteer import gazetteer
from parley.guides.layouts import UNNAMED, UnreadRow
from parley.guides.model import Citation, EquityGrant, Issue, PayBand, PercentRange
from parley.guides.places import RegionLabel, read_label
from parley.guides.tokens import DOLLARS
from parley.money import MoneyRange

SIGN_ON = re.compile(r"(?i)\bsign(?:ing)?\b")
ALSO_BONUS = re.compile(r"(?i)/\s*bonus\b")


@dataclass(frozen=True, slots=True)
class SureRange:
    """The certain part of one pay component of one row: a first and, in a dual cell, a second range of money."""

    column: Column
    cell: Cell
    money: MoneyRange | None = None
    other: MoneyRange | None = None
    problem: tuple[str, str] | None = None


def read_bands(guide: str, rows: Sequence[UnreadRow]) -> tuple[tuple[PayBand, ...], tuple[Issue, ...]]:
    """The pay bands of a guide's main table, and the Issues its cells raise."""
    bands: list[PayBand] = []
    issues: list[Issue] = []
    for row in rows:
        readings = _readings(row)
        issues.extend(_issues(guide, row, readings))
        if _says_something(row, readings):
            bands.append(_band(guide, row, readings))
        else:
            issues.append(Issue("row-without-pay", guide, row.line, f"row {_name(row)!r} holds no pay: skipped"))
    return tuple(bands), tuple(issues)


def _name(row: UnreadRow) -> str:
    return " · ".join(filter(None, (row.region, row.level)))


def _says_something(row: UnreadRow, readings: dict[str, SureRange]) -> bool:
    """True for rows with pay in them, and for known places whose pay the guide states in words only."""
    if any(reading.money or reading.cell.percent or reading.problem for reading in readings.values()):
        return True
    if any(read_cell(text).money for _, text in row.cells):
        return True
    label = read_label(row.region or "")
    words = [reading.cell for reading in readings.values() if not reading.cell.blank]
    return bool(words) and bool(label.places or label.country or label.covers)


# --- one component


def _readings(row: UnreadRow) -> dict[str, SureRange]:
    """The row's components by kind; of two columns of a kind the first that holds something counts."""
    label = read_label(row.region or "")
    local = _local_currency(row, label)
    readings: dict[str, SureRange] = {}
    for column, text in sorted(row.cells, key=lambda cell: cell[0].lesser):
        if column.kind not in PAY_KINDS:
            continue
        held = readings.get(column.kind)
        if held is None or held.cell.blank or _is_other_half(held, text):
            reading = _reading(column, _percent_cell(column, read_cell(text)), row, local)
            readings[column.kind] = _whole_bonus(held, reading) if held else reading
    return _with_shared_currency(readings)


def _is_other_half(held: SureRange, text: str) -> bool:
    """True where a bonus stands in percent in one column and in money in the next."""
    cell = read_cell(text)
    halves = (held.cell.percent and not held.cell.money, cell.money and not cell.percent)
    return held.column.kind == "bonus" and (all(halves) or bool(held.money and cell.percent and not held.cell.percent))


def _whole_bonus(held: SureRange, reading: SureRange) -> SureRange:
    """Of two columns of a kind the later reading, with the percentage of the bonus's other half."""
    if held.cell.blank:
        return reading
    money = reading if reading.money else held
    return replace(money, cell=replace(money.cell, percent=held.cell.percent or reading.cell.percent))


def _percent_cell(column: Column, cell: Cell) -> Cell:
    """`10-15` under `Bonus %` is a percentage."""
    bare = "%" in column.text and not cell.money and not cell.percent and not cell.unsure
    return read_cell(f"{cell.text}%") if bare and cell.text[-1:].isdigit() else cell


def _reading(column: Column, cell: Cell, row: UnreadRow, local: str | None) -> SureRange:
    if cell.unsure:
        return SureRange(column, cell, problem=("unsure-cell", cell.unsure))
    if cell.counts_units:
        return SureRange(column, cell, problem=("share-count", f"shares are counted, not valued: {cell.text}"))
    if not cell.money and not cell.percent and re.search(r"\d", cell.text):
        return SureRange(column, cell, problem=("unsure-cell", f"no amount that can be read: {cell.text}"))
    if cell.percent and not cell.money and not _is_bonus_too(column):
        return SureRange(column, cell, problem=("unsure-cell", f"a percentage where an amount belongs: {cell.text}"))
    if cell.monthly and column.kind == "equity":
        return SureRange(column, cell, problem=("monthly-equity", f"equity per month names no grant: {cell.text}"))
    if column.kind == "bonus" and cell.percent and SIGN_ON.search(cell.text):
        cell = replace(cell, money=())
    ranges = [MoneyRange(span.low, span.high, _currency(span, column, row, local)) for span in cell.money]
    if len(ranges) == 2 and ranges[1].currency == local and ranges[0].currency != local:
        ranges.reverse()
    first, second = (*ranges, None, None)[:2]
    return SureRange(column, cell, first, second)


def _named(row: UnreadRow) -> tuple[str, ...]:
    """The currencies that a row's label, or its column of that name, names."""
    return (*named_currencies(row.currency or ""), *named_currencies(row.region or ""))


def _local_currency(row: UnreadRow, label: RegionLabel) -> str | None:
    """The currency a row names or its first place pays in."""
    named = _named(row)
    place = label.places[0].currency if label.places else gazetteer().currencies.get(label.country or "")
    if place in named or not named:
        return place
    return named[0]


def _currency(span: AmountSpan, column: Column, row: UnreadRow, local: str | None) -> str:
    """The currency of a span; empty where only the rest of the row can tell."""
    if span.symbol == "$":
        return _dollars(row, column)
    if len(span.currencies) == 1:
        return span.currencies[0]
    if span.currencies:
        return local if local in span.currencies else ""
    named = (*column.currencies, *_named(row))
    return named[0] if named else local or ""


def _dollars(row: UnreadRow, column: Column) -> str:
    """What a bare `$` is: US dollars, unless the column or the label names one other dollar (`Vancouver (CAD)`)."""
    named = dict.fromkeys((*column.currencies, *_named(row)))
    return next(iter(named)) if len(named) == 1 and next(iter(named)) in DOLLARS else "USD"


def _with_shared_currency(readings: dict[str, SureRange]) -> dict[str, SureRange]:
    """Cells whose own text cannot tell the currency take the one that the rest of the row is in."""
    known = [reading.money.currency for reading in readings.values() if reading.money and reading.money.currency]
    shared = known[0] if known and len(set(known)) == 1 else None
    return {kind: _settled(reading, shared) for kind, reading in readings.items()}


def _settled(reading: SureRange, shared: str | None) -> SureRange:
    if reading.money is None or reading.money.currency:
        return reading
    if shared:
        return replace(reading, money=replace(reading.money, currency=shared))
    return replace(reading, money=None, other=None, problem=("unknown-currency", f"no currency: {reading.cell.text}"))


# --- the band


def _band(guide: str, row: UnreadRow, readings: dict[str, SureRange]) -> PayBand:
    label = read_label(row.region or "")
    money = {kind: reading.money for kind, reading in readings.items()}
    return PayBand(
        region=row.region,
        places=label.places,
        level=row.level,
        currency=_band_currency(money, row, label),
        base=money.get("base"),
        equity=_equity(readings.get("equity")),
        bonus_pct=_bonus_percent(readings),
        bonus=money.get("bonus"),
        signing_bonus=money.get("signing"),
        total_comp=money.get("total"),
        period="month" if "base" in readings and _is_monthly(readings["base"]) else "year",
        open_ended=any(reading.cell.open_ended for reading in readings.values() if not reading.problem),
        source="table",
        citation=Citation(guide, row.line, row.line_to),
        country=label.country,
        title=row.title,
        total_period="month" if "total" in readings and _is_monthly(readings["total"]) else "year",
        alternatives=tuple((kind, reading.other) for kind, reading in readings.items() if reading.other),
    )


def _bonus_percent(readings: Mapping[str, SureRange]) -> PercentRange | None:
    """The bonus in percent: of the bonus column, else of a column that is the bonus too (`Sign-On / Bonus`)."""
    own = readings.get("bonus")
    if own:
        return None if own.problem else own.cell.percent
    shared = (reading.cell.percent for reading in readings.values() if _is_bonus_too(reading.column))
    return next((percent for percent in shared if percent), None)


def _is_bonus_too(column: Column) -> bool:
    return column.kind == "bonus" or (column.kind in ("equity", "signing") and bool(ALSO_BONUS.search(column.text)))


def _band_currency(money: dict[str, MoneyRange | None], row: UnreadRow, label: RegionLabel) -> str:
    stated = next((amount.currency for kind in BY_WEIGHT if (amount := money.get(kind))), None)
    return stated or _local_currency(row, label) or "USD"


BY_WEIGHT = ("base", "total", "equity", "bonus", "signing")


def _equity(reading: SureRange | None) -> EquityGrant | None:
    if reading is None or reading.money is None:
        return None
    return EquityGrant(reading.money, reading.cell.years or reading.column.years)


def _is_monthly(reading: SureRange) -> bool:
    return reading.cell.monthly or (reading.column.monthly and not reading.cell.years)


# --- issues


def _issues(guide: str, row: UnreadRow, readings: Mapping[str, SureRange]) -> Iterator[Issue]:
    for reading in readings.values():
        if reading.problem:
            code, reason = reading.problem
            yield Issue(code, guide, row.line, f"{_name(row)}, {reading.column.kind}: {reason}")
    for column, text in row.cells:
        if column.kind is None and read_cell(text).money:
            code = "unnamed-figures" if column.text == UNNAMED else "unknown-column"
            yield Issue(code, guide, row.line, f"{_name(row)}, {column.text}: {text}")
    yield from _currency_issues(guide, row, readings)


def _currency_issues(guide: str, row: UnreadRow, readings: Mapping[str, SureRange]) -> Iterator[Issue]:
    """Pay in more than one currency, or in none of the place's, is so in some guides and a slip in others."""
    stated = {kind: reading.money.currency for kind, reading in readings.items() if reading.money}
    if len(set(stated.values())) > 1:
        said = ", ".join(f"{kind} in {currency}" for kind, currency in stated.items())
        yield Issue("mixed-currencies", guide, row.line, f"{_name(row)}: {said}")
    places = read_label(row.region or "").places
    local = {place.currency for place in places} | set(_named(row))
    if places and stated and not local & set(stated.values()):
        said = f"pay in {', '.join(dict.fromkeys(stated.values()))}, where {places[0].name} pays {places[0].currency}"
        yield Issue("foreign-currency", guide, row.line, f"{_name(row)}: {said}")
