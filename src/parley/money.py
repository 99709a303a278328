"""Money as people and guides write it: exact amounts, their currencies, how they are printed and found again.

In: amounts as `Decimal`, currencies as ISO 4217 codes. Out: text such as `£159K`, and back.

>>> compact(Money(Decimal(159000), "GBP")), full(Money(Decimal(159000), "GBP"))
('£159K', '£159,000')
>>> full(Money(Decimal("16.5"), "GBP"))
'£16.50'
>>> compact(Money(Decimal(4750000), "INR"))
'₹47.5 lakh'
>>> [(str(found.amount), found.currency) for found in find_amounts("£130,000 base and $95k, 5% bonus")]
[('130000', 'GBP'), ('95000', 'USD')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from parley.data import load

SCALES = {word: int(float(load("numerals")["scales"][word])) for word in load("numerals")["published"]}
"""What multiplies an amount in a guide or a script, of all the words that people use for it (data/numerals.yaml)."""
LARGEST = Decimal(10**12)
"""More than anybody's pay in any currency's units; a longer number is none, and would break exact sums."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in whole currency units (not thousands) of one ISO 4217 currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """A published range, low and high inclusive, in whole currency units."""

    low: Decimal
    high: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A row of `data/currencies.yaml`."""

    code: str
    mark: str
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    counting: str


MARKS = re.escape(
    "".join(
        sorted(
            {symbol for row in load("currencies").values() for symbol in row["symbols"] if len(symbol) == 1}
            - {symbol for row in load("currencies").values() for symbol in row["symbols"] if symbol.isalpha()}
        )
    )
)
"""Every sign that stands for money by itself, as the inside of a character class, from the one table."""
NO_CURRENCY = "XXX"
"""The code of ISO 4217 for amounts whose currency nobody told: they are printed without a mark."""
_UNTOLD = Currency(NO_CURRENCY, "", (), (), "western")


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount seen in text: `amount` in whole units, `currency` None when the text carries no mark."""

    amount: Decimal
    currency: str | None
    text: str
    start: int
    end: int


@cache
def currencies() -> dict[str, Currency]:
    """Every known currency by ISO code."""
    return {
        code: Currency(code, row["mark"], tuple(row["symbols"]), tuple(row["words"]), row.get("counting", "western"))
        for code, row in load("currencies").items()
    }


def currency_of(code: str) -> Currency:
    """The row of a currency; one without a mark for `NO_CURRENCY`."""
    return _UNTOLD if code == NO_CURRENCY else currencies()[code]


@cache
def codes_by_symbol() -> dict[str, tuple[str, ...]]:
    """ISO codes for each symbol and code as written; several where only the place can tell (`kr`, `¥`)."""
    table: dict[str, tuple[str, ...]] = {}
    for currency in currencies().values():
        for symbol in (currency.code, *currency.symbols):
            table[symbol] = (*table.get(symbol, ()), currency.code)
    return table


@cache
def _codes_by_folded_symbol() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for symbol, codes in codes_by_symbol().items():
        table.setdefault(symbol.casefold(), codes)
    return table


def codes_of(mark: str) -> tuple[str, ...]:
    """ISO codes that a mark may stand for, first as written, else in any case.

    >>> codes_of("Rs"), codes_of("rs."), codes_of("gbp"), codes_of("?")
    (('INR',), ('INR',), ('GBP',), ())
    """
    return codes_by_symbol().get(mark) or _codes_by_folded_symbol().get(mark.casefold(), ())


def half_up(amount: Decimal, step: Decimal | int = 1) -> Decimal:
    """`amount` rounded to a multiple of `step`, an exact half going up (domain rule 2.8).

    >>> half_up(Decimal("302.5"))
    Decimal('303')
    """
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def plain_number(amount: Decimal) -> str:
    """`amount` with thousands separators, without trailing zeros after the point."""
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def full(money: Money) -> str:
    """The amount written out exactly, as in a mail: `£159,000`, `$34.50`; rupees in lakh or crore where three places
    say it.

    >>> [full(Money(Decimal(amount), "INR")) for amount in (4_750_000, 995_000, 1_234_567)]
    ['₹47.5 lakh', '₹9.95 lakh', '₹12,34,567']
    """
    if currency_of(money.currency).counting == "indian" and abs(money.amount) >= 10**5:
        return _marked(money, _in_lakh(money.amount))
    return _marked(money, _in_units(money.amount))


def _in_lakh(amount: Decimal) -> str:
    size, suffix, _ = next(step for step in _steps("indian") if abs(amount) >= step[0])
    shown = amount / size
    if shown == round(shown, 3):
        return plain_number(shown.normalize()) + suffix
    units, dot, cents = _in_units(amount).replace(",", "").partition(".")
    return re.sub(r"\B(?=(?:\d\d)*\d{3}$)", ",", units) + dot + cents


def compact(money: Money) -> str:
    """The shortest exact-to-0.1K form, for the chat: `£159K`, `HK$1.25M`, `₹47.5 lakh`; exact below one thousand."""
    for size, suffix, places in _steps(currency_of(money.currency).counting):
        if abs(money.amount) >= size:
            shown = half_up(money.amount / size, Decimal(1).scaleb(-places))
            return _marked(money, plain_number(shown) + suffix)
    return _marked(money, _in_units(money.amount))


def _in_units(amount: Decimal) -> str:
    """An amount of whole units, or with both its cents: `£16.50`."""
    return plain_number(amount) if amount % 1 == 0 else f"{amount:,.2f}"


def _steps(counting: str) -> tuple[tuple[int, str, int], ...]:
    if counting == "indian":
        return ((10**7, " Cr", 2), (10**5, " lakh", 1), (10**3, "K", 1))
    return ((10**6, "M", 3), (10**3, "K", 1))


def _marked(money: Money, number: str) -> str:
    sign, number = ("-", number[1:]) if number.startswith("-") else ("", number)
    return f"{sign}{currency_of(money.currency).mark}{number}"


@cache
def printed_pattern() -> str:
    """A regular expression for every form that `full` and `compact` print, by mark or by code.

    >>> [bool(re.fullmatch(printed_pattern(), text)) for text in ("£159,000", "USD 1.25M", "₹47.5 lakh", "£ 5")]
    [True, True, True, False]
    """
    marks = {mark for each in currencies().values() for mark in (each.mark, f"{each.code} ")}
    suffixes = {suffix for counting in ("indian", "western") for _, suffix, _ in _steps(counting)}
    either = ("|".join(map(re.escape, sorted(some, key=len, reverse=True))) for some in (marks, suffixes))
    return r"(?:{})\d[\d,]*(?:\.\d+)?(?:{})?".format(*either)


@cache
def _amount_pattern() -> re.Pattern[str]:
    symbols = sorted(codes_by_symbol(), key=len, reverse=True)
    marks = "|".join(rf"(?<![A-Za-z]){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in symbols)
    scales = "|".join(sorted(SCALES, key=len, reverse=True))
    return re.compile(
        rf"(?=\D{{0,6}}\d)(?P<mark>{marks})?[ \u00a0]?(?<![\d.,])"
        rf"(?P<number>\d[\d,]*(?:\.\d+)?)[ \u00a0]?(?P<scale>{scales})?(?![\w%])",
        re.IGNORECASE | re.ASCII,
    )


def find_amounts(text: str) -> Iterator[FoundAmount]:
    """Every amount in `text` that carries a currency mark or reads as at least 1,000, in order.

    Percentages, levels (`L4`), small bare numbers, and numbers with a letter of another script in them are not amounts.
    A symbol that several currencies share reads as the first of them in `data/currencies.yaml`.
    """
    for match in _amount_pattern().finditer(text):
        scale = SCALES[match["scale"].lower()] if match["scale"] else 1
        amount = Decimal(match["number"].replace(",", "")) * scale
        currency = _currency_of(match["mark"])
        if amount > LARGEST or hides_letter(text, match.start(), match.end()):
            continue
        if currency or (amount >= 1000 and (match["scale"] or "," in match["number"])):
            yield FoundAmount(amount.normalize() + 0, currency, match[0].strip(), match.start(), match.end())


def hides_letter(text: str, start: int, end: int) -> bool:
    """Whether a letter, digit or accent of another script hangs on `text[start:end]`: then it is no amount.

    >>> hides_letter("£1З0k", 0, 2), hides_letter("£130k", 0, 5)  # the first З is Cyrillic
    (True, False)
    """
    before = text[max(start - 1, 0) : start] if text[start].isdigit() else ""
    beside = before + text[end : end + 1]
    return any(not char.isascii() and (char.isalnum() or unicodedata.combining(char)) for char in beside)


def _currency_of(mark: str | None) -> str | None:
    return codes_of(mark)[0] if mark else None
