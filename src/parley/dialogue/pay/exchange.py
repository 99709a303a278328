"""The user's own rate of exchange, for their own comparison: there is none built in (docs/advice.md 1.1).

>>> rate = rate_of("at 1.27 dollars to the pound", 1)
>>> rate.base, rate.quote, str(rate.stated.value)
('GBP', 'USD', '1.27')
>>> rate_of("£1 = $1.27", 1) == rate, rate_of("GBP/USD 1.27", 1).quote, rate_of("100 euros", 1)
(False, 'USD', None)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from parley.dialogue.model import Rate, Stated
from parley.money import codes_by_symbol, codes_of, currencies

_NUMBER = r"(?<![\d.])\d{1,9}(?:\.\d{1,6})?"


@dataclass(frozen=True, slots=True)
class FoundRate:
    """A rate with its place in the message."""

    rate: Rate
    start: int
    end: int


@cache
def _words() -> dict[str, str]:
    """What people call a currency, singular and plural, with its code."""
    words = {word.lower(): code for code, row in currencies().items() for word in row.words}
    singular = {word.removesuffix("s"): code for word, code in words.items()}
    return singular | words | {code.lower(): code for code in currencies()}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = "|".join(re.escape(word) for word in sorted(_words(), key=len, reverse=True))
    mark = "|".join(re.escape(symbol) for symbol in sorted(codes_by_symbol(), key=len, reverse=True))
    number = f"(?P<n>{_NUMBER})"
    texts = (
        rf"{number}\s?(?P<quote>{name})\s(?:to|per|for|a|an)\s(?:the |a |an |one |1 )?(?P<base>{name})\b",
        rf"(?:\b1|\bone|\ba)\s?(?P<base>{name})\s?(?:=|is|equals|buys|to|at)\s?{number}\s?(?P<quote>{name})\b",
        rf"(?P<base_mark>{mark})\s?1\s?(?:=|is|to|:|at)\s?(?P<quote_mark>{mark})\s?{number}",
        rf"\b(?P<base>{name})\s?/\s?(?P<quote>{name})\s?(?:=|is|of|at|:)?\s?{number}\b",
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


@lru_cache(maxsize=256)
def found_rate(text: str) -> FoundRate | None:
    """The first rate that the message tells, with its place; the turn is not known here."""
    for pattern in _patterns():
        match = pattern.search(text)
        if match:
            groups = match.groupdict()
            base, quote = (_code(groups.get(name), groups.get(f"{name}_mark")) for name in ("base", "quote"))
            value = Decimal(match["n"])
            if base != quote and value > 0:
                return FoundRate(Rate(base, quote, Stated(value, match[0], 0)), match.start(), match.end())
    return None


def _code(word: str | None, mark: str | None) -> str:
    return _words()[word.lower()] if word else codes_of(mark or "")[0]


def rate_of(text: str, turn: int) -> Rate | None:
    """The rate that the message tells, or None."""
    found = found_rate(text)
    return replace(found.rate, stated=replace(found.rate.stated, turn=turn)) if found else None
