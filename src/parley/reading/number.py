"""A number as found in a text, and the tables by which every notation is read (data/numerals.yaml,
data/currencies.yaml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.money import codes_by_symbol, currencies

LARGEST = 1e12
"""More than anybody's pay in any currency; a longer number is none."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `text[start:end]`: `low` (and `high` of a range) in the units written, with written scales applied.

    `scaled`: a scale stood there ("k", "lakh"), so that no other is to be guessed. `currency` is ISO 4217 where a mark
    or word tells it; `shared` lists what a mark may stand for where several share it ("kr"). `rule` names the notation.
    """

    start: int
    end: int
    text: str
    low: float
    high: float | None = None
    currency: str | None = None
    shared: tuple[str, ...] = ()
    percent: bool = False
    scaled: bool = False
    signed: bool = False
    rule: str = "digits"


@cache
def numerals() -> Mapping[str, Mapping[str, float]]:
    """The lists of data/numerals.yaml."""
    rows: Mapping[str, Mapping[str, float]] = load("numerals")
    return rows


@cache
def marks() -> tuple[str, Mapping[str, tuple[str, ...]], Mapping[str, str], Mapping[str, str]]:
    """Marks and codes as an alternation, what each may mean, nouns of money, and adjectives with their noun."""
    meaning = {mark.casefold(): codes for mark, codes in codes_by_symbol().items()}
    meaning |= {f"{code.casefold()}$": (code,) for code in currencies()}
    either = "|".join(re.escape(mark) for mark in sorted(meaning, key=len, reverse=True))
    nouns = {word.casefold(): row.code for row in currencies().values() for word in row.words}
    adjectives = {
        f"{adjective} {noun}": code
        for noun, row in load("numerals")["countries"].items()
        for adjective, code in row.items()
    }
    return either, meaning, nouns, adjectives
