"""Amounts as people type them in a chat, before anybody knows what they are.

In: a message. Out: `Amount`s with spans: `130k`, `£125,000`, `1.2M`, `12 lpa`, `210-240k`, `15%`, `5k a month`, and
bare numbers ("140"), which only the sentence can make money. Quantities of other things are left out.

>>> [(str(a.value), a.currency, a.text) for a in amounts("£130k base, 95,000 EUR stock, 12 lpa")]
[('130000', 'GBP', '£130k'), ('95000', 'EUR', '95,000 EUR'), ('1200000', 'INR', '12 lpa')]
>>> [(str(a.value), a.bare, a.percent) for a in amounts("5% bonus, 140")]
[('5', False, True), ('140', True, False)]
>>> amounts("$14B valuation, 99.99% uptime, L4, 2026, 5 years, 24 hours, 401k, 3x, 10 people, 2,000 users")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from parley.data import load
from parley.dialogue.pay.periods import NEAR
from parley.dialogue.pay.spoken import spoken
from parley.money import LARGEST, SCALES, codes_by_symbol, codes_of, currencies, hides_letter

THOUSAND = Decimal(1000)
INDIAN = ("l", "lac", "lacs", "lakh", "lakhs", "lpa", "cr", "crore", "crores")
_OPTIONS = re.compile(r"\s?(?:stock |share )?options\b", re.IGNORECASE)
_ADDED = re.compile(r"\d\s?k?(?: base| salary)?\s?(?:\+|/|plus|and|with)\s?$", re.IGNORECASE)
_CALLED = re.compile(r"\s(?:base|salary|basic)\b", re.IGNORECASE)
_CALLING = re.compile(
    r"\b(?:base|salary|basic)(?: salary| pay)?\s?(?:(?:is|of|at|was|=|:)\s?(?:only |just |about )?)?$", re.IGNORECASE
)
_DASH = re.compile(
    r"\b(?:base|salary|basic|pay|equity|stock|rsus?|bonus|total|tc|sign-?on)\s?[-−]$|\d\s?k?\s[-−]$|^\s*[-−]$",
    re.IGNORECASE,
)
MOST_PERCENT = 10_000
WORD_SCALES = {
    "grand": 1000, "thousand": 1000, "tsd": 1000, "tkr": 1000, "mille": 1000, "ribu": 1000,
    "lacs": 10**5, "juta": 10**6, "jt": 10**6, "wan": 10**4, "million": 10**6, "millions": 10**6, "billion": 10**9,
}  # fmt: skip
LOOSE_MILLIONS, DOLLARS, LEAST_LOOSE = ("mil",), ("USD", "CAD", "AUD", "GBP"), 10
_TIMES = re.compile(r"\bx\s?$", re.IGNORECASE)
_CLOCK = re.compile(r"\s?[ap]\.?m\b", re.IGNORECASE)
_GROUPED = re.compile(r"[, '’]|\.\d{3}(?!\d)")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d\d)?")
_COMMA_POINT = re.compile(r"\d+,\d\d?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a message: `value` in whole units as written (a bare "140" is 140).

    `scaled` tells that its size was written ("k", "lpa", thousands separators, five digits or more), `marked` that a
    currency was. `high` is the upper end of a range. `percent` amounts are no money.
    """

    value: Decimal
    currency: str | None
    text: str
    start: int
    end: int
    scaled: bool = False
    percent: bool = False
    high: Decimal | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing but the sentence can tell that this is money."""
        return not (self.scaled or self.percent or self.currency)


@cache
def _pattern() -> re.Pattern[str]:
    symbols = sorted(codes_by_symbol(), key=len, reverse=True)
    marks = "|".join(rf"(?<![A-Za-z]){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in symbols)
    names = sorted({*currency_words(), *(code.lower() for code in currencies())}, key=len, reverse=True)
    scales = "|".join(sorted([*SCALES, *WORD_SCALES, *LOOSE_MILLIONS], key=len, reverse=True))
    european = rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d\d)?(?![\d.,]|\s?%|\s?(?:{scales}|pct|percent)\b)"
    comma = rf"\d+,\d\d?(?=\s?(?:{scales})\b)"
    number = rf"(?:{european}|{comma}|\d{{1,3}}(?:[,'’]\d{{2,3}})+|\d{{1,3}}(?: \d{{3}})* 000\b|\d+)(?:\.\d+)?"
    behind = "|".join(re.escape(symbol) for symbol in symbols if not symbol[0].isalnum())
    named = f"(?:{'|'.join(map(re.escape, names))})(?![a-z])|{behind}"
    return re.compile(
        rf"(?:(?P<mark>{marks})\s?|\s?(?<![\w.,]))(?P<number>{number})(?:\s?(?P<scale>{scales})(?![a-z0-9]))?\+?"
        rf"(?P<percent>\s?%|\s?percent\b|\s?pct\b)?(?:\s?(?P<name>{named})(?!\s?\d))?(?![a-z0-9%]|[.,]\d)",
        re.IGNORECASE | re.ASCII,
    )


@cache
def currency_words() -> dict[str, str]:
    """What people call currencies (`pounds`, `quid`) with the ISO code."""
    return {word.lower(): code for code, currency in currencies().items() for word in currency.words}


@cache
def _units() -> re.Pattern[str]:
    units = "|".join(re.escape(str(unit)) for unit in load("offers")["units"])
    return re.compile(rf"[\s-]?(?:{units})\b(?!\s?(?:one|two|1[234]?|2)\b)", re.IGNORECASE)


@lru_cache(maxsize=256)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number of `text` that may be pay or a percentage of it, in order; ranges are one amount."""
    digits = list(_single(text))
    worded = [amount for amount in _in_words(text) if all(amount.value != other.value for other in digits)]
    told = sorted((*digits, *worded), key=lambda amount: amount.start)
    return tuple(_joined_ranges(text, [amount for amount in told if _may_be_pay(text, amount)]))


def _in_words(text: str) -> Iterator[Amount]:
    """Amounts told in words, with the currency told behind them: "ninety thousand pounds"."""
    for number in spoken(text):
        behind = re.match(r"\s([a-z]+)\b", text[number.end :], re.IGNORECASE)
        currency = currency_words().get(behind[1].lower()) if behind else None
        yield Amount(number.value, currency, number.text, number.start, number.end, scaled=True)


def _single(text: str) -> Iterator[Amount]:
    for match in _pattern().finditer(text):
        if hides_letter(text, match.start(), match.end()):
            continue
        scale = (match["scale"] or "").lower()
        currency = _currency(match["mark"], match["name"]) or ("INR" if scale in INDIAN else None)
        number = _number(match["number"])
        value = number * _scale(scale, number, currency)
        scaled = bool(scale) or value >= 10000 or (bool(_GROUPED.search(match["number"])) and value >= 1000)
        shown = match[0].strip()
        start = match.start() + match[0].index(shown)
        if _is_negative(text[:start]):
            value, start, shown = -value, start - 1, f"-{shown}"
        yield Amount(value.normalize() + 0, currency, shown, start, start + len(shown), scaled, bool(match["percent"]))


def _is_negative(ahead: str) -> bool:
    """Whether a minus sign stands right before the number, rather than a dash behind a word or at a line's start.

    >>> [str(amount.value) for amount in amounts("they offered -£130k, base -£130k")]
    ['-130000', '130000']
    """
    line = ahead[ahead.rfind("\n") + 1 :]
    return bool(re.search(r"(?<=[\s(:])[-−]\Z", ahead)) and not _DASH.search(line)


def _number(digits: str) -> Decimal:
    """What the digits are, in English, Indian, Swiss and continental writing.

    >>> [str(_number(text)) for text in ("1,20,000", "95.000", "1.250.000,50", "120'000", "1,2", "95.5", "65 000")]
    ['120000', '95000', '1250000.50', '120000', '1.2', '95.5', '65000']
    """
    if _CONTINENTAL.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA_POINT.fullmatch(digits):
        digits = digits.replace(",", ".")
    return Decimal(re.sub(r"[, '’]", "", digits))


def _scale(word: str, number: Decimal, currency: str | None) -> int:
    """How many units the word counts; "25 mil" is thousands in Portuguese and Spanish, "$1.2 mil" American slang."""
    if word in LOOSE_MILLIONS:
        return 10**6 if currency in DOLLARS or (currency is None and number < LEAST_LOOSE) else 1000
    return WORD_SCALES.get(word) or SCALES.get(word, 1)


def _currency(mark: str | None, name: str | None) -> str | None:
    if mark:
        return codes_of(mark)[0]
    if name is None:
        return None
    return currency_words().get(name.lower()) or codes_of(name)[0]


def _may_be_pay(text: str, amount: Amount) -> bool:
    if amount.percent:
        return abs(amount.value) <= MOST_PERCENT and not re.match(
            r"\s*(?:uptime|availability|of the way|sure|remote)", text[amount.end :]
        )
    if _is_called_pay(text, amount):
        return abs(amount.value) <= LARGEST
    if amount.text.lower() in ("401k", "401") or not 0 < abs(amount.value) <= LARGEST or _is_count(text, amount):
        return False
    if amount.currency in (None, "USD", "GBP", "EUR") and amount.value > 5 * 10**7:
        return False
    if amount.bare or not (amount.scaled or amount.value >= 1000):
        return amount.value >= 10 and not 1985 <= amount.value <= 2045 and not _dated(text, amount)
    return True


def _is_called_pay(text: str, amount: Amount) -> bool:
    """Whether the words beside it call the number pay outright, be it too small or too large to be meant: "4 base"."""
    behind, ahead = text[amount.end : amount.end + NEAR], text[max(amount.start - NEAR, 0) : amount.start]
    return bool(_CALLED.match(behind) or _CALLING.search(ahead)) and not _units().match(text, amount.end)


def _is_count(text: str, amount: Amount) -> bool:
    """Whether it counts something: "20k options" and "x 12" do; not the worth in "175k + 90k options"."""
    if amount.bare and _TIMES.search(text[: amount.start]):
        return True
    if amount.scaled and _CLOCK.match(text, amount.end):
        return False
    if not _units().match(text, amount.end):
        return False
    return not (amount.scaled and _OPTIONS.match(text, amount.end) and _ADDED.search(text[: amount.start]))


def _dated(text: str, amount: Amount) -> bool:
    months = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    before, after = text[max(amount.start - NEAR, 0) : amount.start], text[amount.end : amount.end + NEAR]
    return bool(
        re.search(rf"\b{months}\s$", before, re.IGNORECASE) or re.match(rf"\s(?:of\s)?{months}\b", after, re.IGNORECASE)
    )


def _joined_ranges(text: str, found: list[Amount]) -> Iterator[Amount]:
    index = 0
    while index < len(found):
        low, high = found[index], found[index + 1] if index + 1 < len(found) else None
        if high and _is_range(text, low, high):
            yield _range(text, low, high)
            index += 2
        else:
            yield low
            index += 1


def _is_range(text: str, low: Amount, high: Amount) -> bool:
    gap = text[low.end : high.start]
    before = text[max(low.start - NEAR, 0) : low.start]
    between = re.fullmatch(r"\s?and\s?", gap) and re.search(r"\bbetween\s*$", before, re.IGNORECASE)
    return bool(re.fullmatch(r"\s?(?:-|–|—|to)\s?", gap) or between) and low.percent == high.percent


def _range(text: str, low: Amount, high: Amount) -> Amount:
    value = low.value
    if not low.scaled and high.scaled and value < 1000 <= high.value:
        value *= high.value / _leading(high)
    shown = text[low.start : high.end]
    return replace(
        low,
        value=value,
        high=high.value,
        text=shown,
        end=high.end,
        scaled=low.scaled or high.scaled,
        currency=low.currency or high.currency,
    )


def _leading(amount: Amount) -> Decimal:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", amount.text)
    return Decimal(match[0].replace(",", "")) if match else Decimal(1)
