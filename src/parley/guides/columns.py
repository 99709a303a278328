"""What a pay table's column heads (and component rows) mean, by the words of `data/headings.yaml`.

>>> read_column("Stock (BKNG RSU/4yr)")
Column(kind='equity', text='Stock (BKNG RSU/4yr)', years=4, monthly=False, currencies=(), lesser=False)
>>> read_column("Walk-Away").kind, read_column("Base + Bonus").kind
('not_pay', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.guides.gazetteer import spelling_of
from parley.money import codes_by_symbol

PAY_KINDS = ("base", "equity", "bonus", "signing", "total")
YEARS = re.compile(r"(?i)(?<!\d)(\d{1,2}|four)[-\s]?(?:yr|year|y)s?\b")
YEARLY = re.compile(r"(?i)/\s?(?:yr|year)\b|\bper year\b|\bannual(?:ly|ized|ised)?\b|\bp\.a\.|\byearly\b")
MONTHLY = re.compile(r"(?i)/\s?mo(?:nth)?\b|\bper month\b|\bmonthly\b")
ASIDE = re.compile(r"\([^)]*\)?")
CODES = re.compile(r"\b[A-Z]{3}\b|[^\w\s()/,.&+:;'\"–—-]+|[A-Z]{1,3}\$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning: one of `PAY_KINDS`, "region", "level", "title", "aside", "not_pay", or None when unknown.

    `years` is the period its equity is for, `currencies` what its head names (`Base (USD)`),
    `lesser` that another column of its kind counts before it.
    """

    kind: str | None
    text: str
    years: int | None = None
    monthly: bool = False
    currencies: tuple[str, ...] = ()
    lesser: bool = False


@cache
def read_column(text: str) -> Column:
    """The meaning of a column head or of a component row's name."""
    plain = re.sub(r"[*`]", "", text).strip()
    bare = ASIDE.sub(" ", plain)
    kind = "aside" if _is_beside(bare) else _kind(bare) or _kind(plain)
    years = YEARS.search(plain)
    return Column(
        kind,
        plain,
        years=_count(years[1]) if years else 1 if YEARLY.search(plain) else None,
        monthly=bool(MONTHLY.search(plain)),
        currencies=named_currencies(plain),
        lesser=holds(bare, load("headings")["lesser"]),
    )


def _count(written: str) -> int:
    return int(written) if written.isdigit() else 4


def _is_beside(text: str) -> bool:
    """True for a yearly refresh or a retention grant; `RSU + Refresh` is the grant."""
    return holds(text, load("headings")["beside"]) and not re.search(r"(?i)[+&]|\bincl|\band\b", text)


@cache
def named_currencies(text: str) -> tuple[str, ...]:
    """The currencies that a head or a label names, by code or by a symbol of one currency: `London (GBP £)`."""
    table = codes_by_symbol()
    found = (table.get(mark, ()) for mark in CODES.findall(text))
    return tuple(dict.fromkeys(codes[0] for codes in found if len(codes) == 1))


def holds(text: str, phrases: Iterable[str]) -> bool:
    """True when `text` holds one of the phrases as whole words, whatever its case and marks."""
    return bool(_any_of(tuple(phrases)).search(f" {_spaced(text)} "))


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(re.escape(_spaced(phrase)) for phrase in phrases)}) ")


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", spelling_of(text)))


def _kind(text: str) -> str | None:
    tables = load("headings")
    kinds = [kind for kind, phrases in tables["columns"] if holds(text, phrases)]
    if any(all(kind in kinds for kind in pair) for pair in tables["sums"]) and kinds[0] != "total":
        return None
    if kinds:
        return str(kinds[0])
    if holds(text, tables["asides"]):
        return "aside"
    return "not_pay" if holds(text, tables["not_pay"]) else None
