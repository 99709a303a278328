"""The pay amounts of a sentence, with the words beside each, what it pays and for how many years.

In: a sentence and the guide's bands. Out: `Amount`s in order; ranges are joined, of a dual currency the local half is
kept, and money that is no pay (a valuation, a rise, a premium) is left out.

>>> asked = pay_amounts("I need $205K base with $265K/4yr equity", ())
>>> [(amount.role, int(amount.low), amount.years) for amount in asked]
[('base', 205000, None), ('equity', 265000, 4)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from parley.data import load
from parley.guides.columns import holds
from parley.guides.model import PayBand
from parley.money import MARKS, FoundAmount, find_amounts

DIGIT = re.compile(r"\d")
JOINT = re.compile(r"\s*(?:[-–—]|to)\s*")
SLASH = re.compile(r"\+?\s*/\s*(?:~|approximately )?")
IN_PARENTHESES = re.compile(rf"[^(){MARKS}]{{0,30}}\((?:~|≈|approximately )?\s*")
EDGE = re.compile(r"[,;=/()&]|\s\+|\b(?:with|and|plus|or|putting|bringing|by|for|in exchange)\b|[—–]")
YEARS = re.compile(r"(?i)\s*(?:/|over|across|in)?\s*(\d{1,2}|four)[- ]?(?:yr|year)s?\b")
YEARS_AHEAD = re.compile(rf"(?i)[^,.;{MARKS}]{{0,40}}?(?:/|over |across |\()\s?(\d|four)[- ]?y(?:ea)?r")
A_YEAR = re.compile(r"(?i)\s*(?:/|per |a )(?:yr|year)\b|\s*annual(?:ly|ized)?\b")
A_YEAR_AHEAD = re.compile(r"(?i)[^,.;$]{0,25}(?:/|per )year")
AT_ONCE = re.compile(
    r"(?i)\+?(?:\s*(?:/|over|across|in)?\s*(?:\d{1,2}|four)[- ]?(?:yr|year)s?\b|\s*(?:/|per |a )(?:yr|year)\b)?"
)
SAID_BEFORE = re.compile(
    r"(?i)((?:[\w-]+\s+){0,3}[\w-]+)(?:\s+(?:ask|range|target|valued|worth))?\s+(?:of|at|to|is|worth)\s+"
    r"(?:~|at least |approximately |about |around )?$"
)
UNITS_WORTH = re.compile(
    rf"(?i)\d\s+(?:\w+\s+){{0,2}}(?:rsus?|options|shares|units)\b[^(){MARKS}]{{0,25}}\(\s*(?:approximately|approx\.?|about|~|≈|worth|or)?\s*$"
)
UNITS_BEHIND = re.compile(r"(?i)\+?\s+(?:[A-Za-z]+\s+){0,2}?(?:rsus?|options|shares|units|stock options)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A range in a sentence, with the words `before` and `after` that stand with it.

    `role` is what it pays, a field of pay or None; `years` its equity's period.
    """

    low: Decimal
    high: Decimal
    currency: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    role: str | None = None
    years: int | None = None


def pay_amounts(text: str, bands: Sequence[PayBand]) -> list[Amount]:
    """The pay amounts of a sentence: ranges joined, one half of each dual currency dropped, other money left out."""
    if not DIGIT.search(text):
        return []
    joined = list(_joined(text, [found for found in find_amounts(text) if not _counts_units(text, found)]))
    ceiling = _ceilings(tuple(bands)) if joined else {}
    home = bands[0].currency if bands else ""
    read = [_with_words(text, amount, joined) for amount in joined]
    read = [replace(amount, currency=amount.currency or _nearest_currency(amount, joined) or home) for amount in read]
    fitting = [amount for amount in read if amount.currency and _is_pay(amount, ceiling)]
    return [amount for amount in _one_currency(text, fitting) if not _is_rise(text, amount)]


def _joined(text: str, found: Sequence[FoundAmount]) -> Iterator[Amount]:
    position = 0
    while position < len(found):
        first = found[position]
        second = found[position + 1] if position + 1 < len(found) else None
        if second and JOINT.fullmatch(text, first.end, second.start) and _one_range(first, second):
            low = first.amount * 1000 if first.amount < 1000 <= second.amount else first.amount
            yield Amount(low, second.amount, first.currency or second.currency or "", first.start, second.end)
            position += 2
        else:
            low = first.amount
            yield Amount(low, low, first.currency or "", first.start, first.end)
            position += 1


def _one_range(first: FoundAmount, second: FoundAmount) -> bool:
    low = first.amount * 1000 if first.amount < 1000 <= second.amount else first.amount
    return low <= second.amount and (first.currency or second.currency) == (second.currency or first.currency)


def _nearest_currency(amount: Amount, others: Sequence[Amount]) -> str | None:
    marked = [other for other in others if other.currency]
    return min(marked, key=lambda other: abs(other.start - amount.start)).currency if marked else None


@lru_cache(maxsize=64)
def _ceilings(bands: tuple[PayBand, ...]) -> dict[str, Decimal]:
    """For each currency of the guide, the most that a pay amount in it can be: three times the highest published."""
    highest: dict[str, Decimal] = {}
    for band in bands:
        grants = (band.equity.value,) if band.equity else ()
        published = (band.base, band.total_comp, *grants, *(money for _, money in band.alternatives))
        for money in published:
            if money:
                highest[money.currency] = max(highest.get(money.currency, Decimal(0)), money.high * 3)
    return highest


def _counts_units(text: str, amount: FoundAmount) -> bool:
    return amount.currency is None and bool(UNITS_BEHIND.match(text, amount.end))


def _is_pay(amount: Amount, ceiling: dict[str, Decimal]) -> bool:
    return amount.low >= 1000 and amount.high <= ceiling.get(amount.currency, Decimal(10**10))


def _one_currency(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Of `£355K / $455K` and `£192K ($240K equivalent)` the local half: the first, for guides put it first."""
    rows = {amount.start: len(row) for row in slash_rows(text, amounts) for amount in row}
    previous: Amount | None = None
    for amount in amounts:
        between = text[previous.end : amount.start] if previous else ""
        dual = previous and previous.currency not in (amount.currency, "USD") and rows[amount.start] < 3
        if dual and (SLASH.fullmatch(between) or IN_PARENTHESES.fullmatch(between)):
            continue
        yield amount
        previous = amount


def _with_words(text: str, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """The amount with the words beside it, up to the next mark or joining word on either side; its role and period."""
    lefts = [match.end() for match in EDGE.finditer(text, 0, amount.start)]
    behind = AT_ONCE.match(text, amount.end)
    right_from = behind.end() if behind else amount.end
    dual = next(
        (o for o in amounts if o.currency != amount.currency and SLASH.fullmatch(text, amount.end, o.start)), None
    )
    right_from = dual.end if dual else right_from
    right = EDGE.search(text, right_from)
    next_amount = min((other.start for other in amounts if other.start >= right_from), default=len(text))
    before = text[lefts[-1] if lefts else 0 : amount.start]
    after = text[right_from : min(right.start() if right else len(text), next_amount)]
    role = _paid_for(text, amount, before, after)
    return replace(amount, before=before, after=after, role=role, years=_years(text, amount, role, before))


def _paid_for(text: str, amount: Amount, before: str, after: str) -> str | None:
    """What an amount pays: `a signing bonus of $40K`, else `$40K signing bonus`, else any word just before it."""
    if UNITS_WORTH.search(text[: amount.start]):
        return "equity"
    said = SAID_BEFORE.search(before)
    return (said and role_of(said[1], last=True)) or role_of(_first_words(after, 5)) or role_of(before, last=True)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def _is_rise(text: str, amount: Amount) -> bool:
    """True for `a $20K-$30K base lift`, `$15,000 above the initial offer`, `+$98K`: not a level of pay."""
    rises = load("strategy")["rises"]
    plus = amount.start > 0 and text[amount.start - 1] == "+"
    yearly = holds(" ".join(amount.before.split()[-4:]), load("strategy")["not_pay_before"])
    return plus or yearly or holds(_first_words(amount.after, 3), rises)


def _years(text: str, amount: Amount, role: str | None, before: str) -> int | None:
    """The period right behind an amount (`$265K/4yr`), or behind its words (`$220K RSUs over 4 years`)."""
    if role == "equity" and holds(before, ["annual", "yearly"]):
        return 1
    start = amount.end + (text[amount.end : amount.end + 1] == "+")
    found = YEARS.match(text, start) or (role == "equity" and YEARS_AHEAD.match(text, start)) or None
    if found:
        return int(found[1]) if found[1].isdigit() else 4
    a_year = A_YEAR.match(text, start) or (role == "equity" and A_YEAR_AHEAD.match(text, start))
    return 1 if a_year else None


def role_of(words: str, *, last: bool = False) -> str | None:
    """What the first (or last) telling word says."""
    found = list(_role_words().finditer(f" {' '.join(re.findall(r'[^ .,*]+', words.lower()))} "))
    return found[-1 if last else 0].lastgroup if found else None


@cache
def _role_words() -> re.Pattern[str]:
    roles = load("strategy")["roles"]
    return re.compile("|".join(rf"(?P<{role}>(?<=\s)(?:{'|'.join(names)})(?=\s))" for role, names in roles.items()))


def slash_rows(text: str, amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Amounts that slashes join, as rows: `R$215,000 / R$250,000 / $145,000`; most rows hold one."""
    row: list[Amount] = []
    for amount in amounts:
        if row and not SLASH.fullmatch(text, row[-1].end, amount.start):
            yield row
            row = []
        row.append(amount)
    if row:
        yield row
