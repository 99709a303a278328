"""What a number of a claim amounts to: its value in whole units, its period, over how many years a grant comes.

In: a `Scope` and the part that it is. Out: plain values.
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.documents.model import LetterPassage
from parley.documents.periods import period_beside
from parley.documents.scope import Scope

FACTORS = {"half": 24, "fortnight": 26}
"""Periods of pay that no other room knows, as so many a year."""
IN_THOUSANDS = ("base", "bonus", "equity", "signing", "total")
COUNTED = ("shares", "share_price", "strike", "share_pct", "bonus_pct")
SALARY = ("base", "fixed_sum", "fte")
ONCE = ("signing", "signing_2", "retention", "relocation")
AS_WRITTEN = 10_000
"""From here on a bare number is meant as it is written."""
LEAST_THOUSANDS = 20
"""A year's salary from here up to a thousand is told in thousands."""
MOST_UNITS = 20_000
"""More restricted units than these are what they are worth."""
PERIODS = ("hour", "day", "week", "month")
_WORDS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "36": 3.0, "48": 4.0, "60": 5.0,
    "forty-eight": 4.0, "forty eight": 4.0, "thirty-six": 3.0, "thirty six": 3.0,
}  # fmt: skip
_WHOLE = re.compile(r"\bover\b|\bvest|/\s?\d|total", re.IGNORECASE)


def sum_of(scope: Scope, part: str, label: str, pay: bool) -> tuple[tuple[float, ...], str, bool]:
    """The value in whole units, its period, and whether a scale was read into it ("185" as thousands)."""
    values, scaled = _values(scope, part)
    if part in COUNTED:
        return values, "year", scaled
    if part in ONCE:
        return values, "once", scaled
    per = period_beside(scope.clause, scope.start, scope.end, label)
    if not per and part in SALARY:
        read = scope.read
        per = read.per if read and read.part == "base" and read.per in PERIODS else "year"
    talked = scope.kind in ("chat", "mail") or not scope.number.signed
    if part in SALARY and per == "year" and talked and LEAST_THOUSANDS <= values[0] < 1_000 and not scaled:
        values, scaled = tuple(value * 1_000 for value in values), True
    many = _payments(scope) if per == "month" and part in SALARY else 0
    if many:
        return tuple(float(round(value * many)) for value in values), "year", scaled
    if per in FACTORS:
        return tuple(float(round(value * FACTORS[per])) for value in values), "year", scaled
    if part == "equity":
        per = per if per in ("year", "month") and not _WHOLE.search(scope.clause[scope.end :]) else "grant"
    return values, per or ("year" if pay else ""), scaled


def _payments(scope: Scope) -> float:
    """How many monthly salaries make a year, where the clause tells more than twelve; 0 where it does not."""
    found = re.search(load("letter")["salaries_a_year"], scope.clause, re.IGNORECASE)
    return float(next(said for said in found.groups() if said).replace(",", ".")) if found else 0


def _values(scope: Scope, part: str) -> tuple[tuple[float, ...], bool]:
    number, read = scope.number, scope.read
    values: tuple[float, ...] = (number.low,) if number.high is None else (number.low, number.high)
    plain = not (number.scaled or number.percent or number.signed) and number.low < AS_WRITTEN
    if read and plain and read.value and read.value[0] > number.low and part in IN_THOUSANDS:
        return read.value, True
    return values, False


def granted(scope: Scope, label: str) -> str:
    """Whether a bare number of a grant counts units or is what they are worth."""
    worth = re.search(r"value|grant|award|worth", label, re.IGNORECASE) or scope.number.low >= MOST_UNITS
    if not worth and not scope.number.scaled and re.search(r"option|share|unit", label, re.IGNORECASE):
        return "shares"
    if scope.read and scope.read.part in ("equity", "shares"):
        return scope.read.part
    return "equity" if scope.number.scaled or scope.number.currency or worth else "shares"


@cache
def _years() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in load("letter")["grant_years"])


def years_of(passage: LetterPassage, index: int, scope: Scope) -> float | None:
    """Over how many years the grant comes: behind it, before it in its sentence, or on the next lines that vest."""
    line = scope.line.text
    places = [line[scope.number.end - scope.line.start :], scope.clause[: scope.start], line]
    places += [one.text for one in passage.lines[index + 1 : index + 3] if re.search(r"vest", one.text, re.IGNORECASE)]
    for text in places:
        found = min((match for one in _years() if (match := one.search(text))), key=lambda m: m.start(), default=None)
        said = next((word for word in found.groups() if word), None) if found else None
        if said:
            return _WORDS.get(said.casefold()) or float(said)
    return None
