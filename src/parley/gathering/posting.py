"""An employer's posting, as text, HTML or JSON-LD, read for the pay range of each place.

A range counts where two amounts of one currency stand together, words of pay or a period are beside it, and none that
make it something else (a bonus, funding). What is not certain is left out and named, never guessed.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise
from typing import Any

from parley.data import load
from parley.files.markup import html_words
from parley.gathering.beside import beside
from parley.gathering.model import Gathered, PlacePay
from parley.guides.cells import read_cell
from parley.guides.places import find_places
from parley.money import MARKS, FoundAmount, currencies, find_amounts

LD = re.compile(r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
TITLE = re.compile(r"<(h1|title)[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
JOINT = re.compile(
    r"\s*(?:/(?:yr|year|hr|hour)|a year|per year|per hour)?\s*(?:[-–—−]|\bto\b|\band\b|\bthrough\b)\s*", re.I
)
BARE = re.compile(rf"(?<![\d.,{MARKS}])(\d{{2,3}})\s*(?:[-–—]|to)\s*$", re.IGNORECASE)
"""A low end without its mark, before the amount that has it: 95-120k."""
CODE = re.compile(r"\s?([A-Z]{3})\b")
CLAUSE = re.compile(r"[,;.(]\s")
SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
WIDEST = 5
"""How many times the low end the high end of a range of pay can be."""
MOST_AN_HOUR = 1000
"""Amounts up to which a range may be pay by the hour or the day, which no pay table holds."""
LONGEST_ROLE = 10
"""Words of a first line that may be the job's title."""


@dataclass(frozen=True, slots=True)
class PostingWords:
    """data/postings.yaml: words of pay, words that make an amount something else, periods with payments a year."""

    pay: re.Pattern[str]
    other: re.Pattern[str]
    periods: tuple[tuple[re.Pattern[str], str, Decimal], ...]
    units: Mapping[str, tuple[str, Decimal]]


@cache
def posting_words() -> PostingWords:
    """The table as a record."""
    table = load("postings")
    periods = tuple((_any(row["said"]), name, Decimal(row["payments"])) for name, row in table["periods"].items())
    units = {name.upper(): (name, Decimal(row["payments"])) for name, row in table["periods"].items()}
    return PostingWords(_any(table["pay"]), _any(table["other"]), periods, units)


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in words), re.IGNORECASE)


def read_posting(text: str, source: str, company: str = "", role: str = "") -> Gathered:
    """What a posting says; `company` and `role` as the user named them win."""
    found = next(_structured(text), None)
    words = html_words(text) if TAG.search(text) else text
    pays, left_out = _ranges(words)
    structured = tuple(_structured_pays(found)) if found else ()
    return Gathered(
        company or _name(found, "hiringOrganization"),
        role or str((found or {}).get("title") or "").strip() or _title(text, words),
        structured or pays,
        source + (f", posted {found['datePosted']}" if found and found.get("datePosted") else ""),
        () if structured else left_out,
    )


def _structured(text: str) -> Iterator[dict[str, Any]]:
    """The JobPosting records in the text: JSON-LD alone, or inside a page."""
    for part in LD.findall(text) or ([text] if text.lstrip().startswith(("{", "[")) else []):
        try:
            found = json.loads(entities.unescape(part) if "&quot;" in part else part)
        except ValueError:
            continue
        yield from _postings(found)


def _postings(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        for one in found:
            yield from _postings(one)
    elif isinstance(found, dict):
        kind = found.get("@type")
        if "JobPosting" in (kind if isinstance(kind, list) else [kind]):
            yield found
        yield from _postings(found.get("@graph"))


def _name(found: Mapping[str, Any] | None, key: str) -> str:
    told = (found or {}).get(key)
    return str(told.get("name") or "").strip() if isinstance(told, dict) else str(told or "").strip()


def _structured_pays(found: Mapping[str, Any]) -> Iterator[PlacePay]:
    """The base of a JobPosting: a range, a year's worth by its unit; nothing where a part is missing."""
    pay = found.get("baseSalary")
    for salary in filter(_is_record, pay if isinstance(pay, list) else [pay]):
        value = salary.get("value")
        if not isinstance(value, dict):
            continue
        low, high = _number(value.get("minValue")), _number(value.get("maxValue"))
        unit = posting_words().units.get(str(value.get("unitText") or salary.get("unitText") or "").upper())
        currency = str(salary.get("currency") or value.get("currency") or "").upper()
        if low is None or high is None or unit is None or len(currency) != 3 or not 0 < low <= high:
            continue
        name, payments = unit
        told = "" if payments == 1 else f"{low} to {high} {currency} {_each(name)}, {payments} times a year"
        for place in _locations(found) or [""]:
            yield PlacePay(place, low * payments, high * payments, currency, told)


def _is_record(found: Any) -> bool:
    return isinstance(found, dict)


def _each(period: str) -> str:
    return f"{'an' if period == 'HOUR' else 'a'} {period.lower()}"


def _number(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def _locations(found: Mapping[str, Any]) -> list[str]:
    told = found.get("jobLocation")
    places = []
    for one in told if isinstance(told, list) else [told]:
        address = one.get("address") if isinstance(one, dict) else None
        if isinstance(address, dict):
            parts = (address.get("addressLocality"), address.get("addressRegion"))
            places.append(", ".join(str(part) for part in parts if part) or _name(address, "addressCountry"))
    return [place for place in places if place]


def _title(text: str, words: str) -> str:
    """The job's title: of the page, else the first line where it is short."""
    heading = TITLE.search(text)
    if heading:
        return re.split(r"\s+[-–|]\s+|\s+at\s+", entities.unescape(TAG.sub(" ", heading[2])).strip())[0].strip()
    first = next((line.strip(" #*") for line in words.splitlines() if line.strip()), "")
    return first if 0 < len(first.split()) <= LONGEST_ROLE and not any(find_amounts(first)) else ""


def _ranges(words: str) -> tuple[tuple[PlacePay, ...], tuple[str, ...]]:
    """The ranges of base by place, and the amounts that look like pay and were not taken."""
    found: dict[tuple[str, Decimal, Decimal], PlacePay] = {}
    left_out: list[str] = []
    home = _home(words)
    for sentence in SENTENCE.split(words):
        pairs = list(_pairs(sentence))
        places = beside(sentence, [(start, end) for start, end, *_ in pairs], _places_in)
        for (start, end, low, high), named in zip(pairs, places, strict=True):
            pay = _pay_of(sentence, (start, end), low, high)
            if pay is None:
                left_out.append(sentence.strip()[:120])
                continue
            for place in named or home or ("",):
                found.setdefault((place, pay.low, pay.high), PlacePay(place, pay.low, pay.high, pay.currency, pay.told))
    return tuple(found.values()), tuple(dict.fromkeys(left_out))


def _pairs(sentence: str) -> Iterator[tuple[int, int, FoundAmount, FoundAmount]]:
    amounts = list(find_amounts(sentence))
    for first, second in pairwise(amounts):
        if JOINT.fullmatch(sentence[first.end : second.start]):
            yield first.start, _with_code(sentence, second.end), first, second
    for only in amounts:
        if bare := BARE.search(sentence[: only.start]):
            yield bare.start(), _with_code(sentence, only.end), only, only


def _with_code(sentence: str, end: int) -> int:
    """The end of an amount with the code of its currency behind it: "120k USD"."""
    code = CODE.match(sentence, end)
    return code.end() if code and code[1] in currencies() else end


def _pay_of(sentence: str, span: tuple[int, int], low: FoundAmount, high: FoundAmount) -> PlacePay | None:
    """The range as a year's base; None where it is something else or its period is not certain."""
    start, end = span
    near = sentence[max(0, start - 60) : start], sentence[end : end + 45]
    words = posting_words()
    if words.other.search(near[0]) or words.other.search(CLAUSE.split(near[1])[0][:25]):
        return None
    read = _read(sentence[start:end], low, high)
    if read is None:
        return None
    currency, small, large = read
    if not 0 < small < large or large > small * WIDEST:
        return None
    told = next(((name, payments) for said, name, payments in words.periods if said.search(near[1][:30])), None)
    told = told or next(((name, payments) for said, name, payments in words.periods if said.search(near[0])), None)
    if told is None:
        told = ("YEAR", Decimal(1)) if words.pay.search(sentence) and small >= 10_000 else None
    if told is None:
        return None
    name, payments = told
    said = "" if payments == 1 else f"{sentence[start:end]} {_each(name)}, {payments} times a year"
    return PlacePay("", small * payments, large * payments, currency, said)


def _read(text: str, low: FoundAmount, high: FoundAmount) -> tuple[str, Decimal, Decimal] | None:
    """Currency and ends of a range: as a cell of a pay table reads it, or as they stand where it is pay by the hour."""
    cell = read_cell(JOINT.sub(" - ", text))
    if len(cell.money) == 1 and len(cell.money[0].currencies) == 1:
        return cell.money[0].currencies[0], cell.money[0].low, cell.money[0].high
    currency = low.currency or high.currency
    apart = low.currency and high.currency and low.currency != high.currency
    if cell.money or currency is None or apart or high.amount > MOST_AN_HOUR:
        return None
    return currency, low.amount, high.amount


def _places_in(words: str) -> tuple[str, ...]:
    found = [place for place in find_places(words) if place.kind in ("place", "state", "country")]
    return tuple(dict.fromkeys(place.text for place in found))


def _home(words: str) -> tuple[str, ...]:
    """The posting's own place: that of a line "Location: ..."; none where it names several."""
    for line in words.splitlines():
        head, colon, rest = line.partition(":")
        if colon and head.strip(" *#").casefold() in load("postings")["location"]:
            named = [place.text for place in find_places(rest) if place.kind == "place"]
            return tuple(named) if len(named) == 1 else ()
    return ()
