"""The pieces of a pay cell: amounts with their marks and scales, percentages, dashes, slashes, periods, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from parley.money import SCALES, codes_by_symbol, codes_of

DOLLARS = frozenset({"USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD"})
LONGEST = 20
"""More digits than any amount of money has."""
SMALLEST = 1000
"""No yearly or monthly pay is below this many units of any currency: the K is missing."""

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)|\d[\d,]*(?:\.\d+)*"
GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d+")
THOUSANDS_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a cell: kind is amount, percent, to, slash, plus, year, month or word.

    `named` is True of an amount whose bare `$` a code beside it makes certain: `AUD $180K`, `$180K AUD`.
    """

    kind: str
    text: str
    value: Decimal = Decimal(0)
    scale: str | None = None
    currencies: tuple[str, ...] = ()
    symbol: str | None = None
    spaced: bool = False
    named: bool = False


class UnsureError(Exception):
    """Why a cell cannot be read; `read_cell` turns it into the cell's `unsure`."""


@cache
def _pattern() -> re.Pattern[str]:
    symbols = sorted(codes_by_symbol(), key=len, reverse=True)
    mark = "|".join(rf"(?<![A-Za-z]){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in symbols)
    after = "|".join(re.escape(s) for s in symbols)
    scale = "|".join(sorted(SCALES, key=len, reverse=True))
    return re.compile(
        rf"""
          (?P<month> (?:/|\bper[ ]|\ba[ ])\s?(?:mo|month|mth|m)\b\.? | \bmonthly\b | \bpcm\b | \bp\.m\.)
        | (?P<years> /\s?\d{{1,2}}\s?-?\s?(?:yr|year|y)s?\b\.?
            | (?:\b(?:over|across)\s)?\b\d{{1,2}}[-\s]?(?:yr|year)s?\b\.? )
        | (?P<year> (?:/|\bper[ ]|\ba[ ])\s?(?:yr|year|annum|y)\b\.? | \bannual(?:ly)?\b | \byearly\b | \bp\.?a\.(?!\w))
        | (?: (?P<code>(?<![A-Za-z])[A-Z]{{3}})\s(?=\$\s?\d) )?
            (?P<mark>{mark})?\s?(?P<number>{NUMBER})
            (?: \s?(?P<percent>%) | \s?(?P<scale>{scale})(?![A-Za-z]) )?
            (?: \s?(?P<after>{after})(?![A-Za-z]) )?
        | (?P<to> [-–—−‒‑‐―]+ | \bto\b)
        | (?P<slash> / | \|)
        | (?P<plus> \+)
        | (?P<word> [^\W\d_]+ | .)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def read_tokens(text: str) -> Iterator[Token]:
    """The tokens of a cell's text; raises `UnsureError` for a number that cannot be one."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        if match["number"]:
            yield _number(match)
        elif kind == "years":
            digits = re.search(r"\d+", match[0])
            yield Token("year", match[0], Decimal(digits[0] if digits else 0))
        elif kind == "year":
            yield Token("year", match[0], Decimal(1))
        elif kind in ("to", "slash", "plus", "month"):
            yield Token(kind, match[0], spaced=match.start() > 0 and text[match.start() - 1].isspace())
        elif not match[0].isspace():
            yield Token("word", match[0])


def _number(match: re.Match[str]) -> Token:
    symbol, named = _symbol(match)
    if match["scale"] and not symbol and _hangs_on_a_letter(match):
        raise UnsureError(f"a letter stands right before {match[0].strip()}")
    value = _decimal(match["number"], scaled=bool(match["scale"]) or bool(match["percent"]))
    if match["percent"]:
        return Token("percent", match[0], value)
    scale = match["scale"].lower() if match["scale"] else None
    if not symbol and not scale and value < SMALLEST:
        return Token("small", match[0], value)
    return Token("amount", match[0].strip(), value, scale, _candidates(symbol), symbol, named=named)


def _hangs_on_a_letter(match: re.Match[str]) -> bool:
    """Whether a letter that is no word of a range stands right before: the first sign of "£l30k" is an l."""
    before = match.string[: match.start()]
    return before[-1:].isalnum() and not before.endswith("to")


def _symbol(match: re.Match[str]) -> tuple[str | None, bool]:
    """The amount's currency mark as written, and whether a code beside a bare `$` names it."""
    code = match["code"] or (match["after"] if match["mark"] == "$" else None)
    if code and code.upper() in DOLLARS:
        return code.upper(), True
    return match["mark"] or match["after"], False


def _decimal(written: str, *, scaled: bool) -> Decimal:
    """The number as written: `1,166`, `47,00,000`, `2.55`, `120.000` (thousands, when nothing follows)."""
    digits = re.sub(r"[ \u00a0\u202f'’]", "", written).rstrip(",")
    if len(digits) > LONGEST:
        raise UnsureError("too many digits")
    if "." not in digits and "," in digits and not GROUPED.fullmatch(digits):
        raise UnsureError("commas at odd places")
    if not scaled and THOUSANDS_BY_POINT.fullmatch(digits):
        return Decimal(digits.replace(".", ""))
    if digits.count(".") > 1:
        raise UnsureError("more than one decimal point")
    return Decimal(digits.replace(",", ""))


def _candidates(symbol: str | None) -> tuple[str, ...]:
    return codes_of(symbol) if symbol else ()
