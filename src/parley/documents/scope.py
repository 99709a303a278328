"""A number of a document with what surrounds it, and its kind: money, per cent, units, or none of them.

In: a message, a line, a number in it. Out: a `Scope`; "" as its kind for dates, codes, days, hours and the like.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile

from parley.data import load
from parley.documents.columns import column_head
from parley.documents.lines import is_row
from parley.documents.model import Line
from parley.documents.tables import pattern
from parley.money import MARKS
from parley.reading.number import Number
from parley.reading.numbers import numbers
from parley.reading.record import ReadNumber
from parley.reading.writing import Writing

AHEAD = 80
"""Characters before a number in which a word may say what it counts."""
AROUND, MOST_OF_A_LINE = 240, 400
"""Characters on each side of a number that can tell what it is; numbers of a line that are looked at."""
_CLAUSE = re.compile(
    rf"(?<!\.)[.!?](?=\s+(?:\(?[A-Z§\"{MARKS}]|\d+[.)]\s|$))" r"|;|\t|\||\s-\s(?=[A-Z])|\s·\s|\)\s(?=\(\d\))"
)
_DATED = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|okt|dez)[a-z]*\.?,?\s"
    r"|[/:]|\d[.-]|(?<!\s)-|\+|#|§\s?)$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:st|nd|rd|th|er)\b|\s?(?:am|pm|a\.m|p\.m|uhr|h\d\d)\b|[:/]\s?\d|\s(?:of\s)?(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|[-–]\d{3}|\.\s?(?:januar|m[äa]rz)",
    re.IGNORECASE,
)
POINTS, LEAST_POINT = 4, 1_000
"""Sums in a row from which on they are a scale, and what each is at least."""
_POINTS = re.compile(r"[ ;,/|>→-]{1,4}")
_GOES = re.compile(r"\b(?:goes|going|went|moves?|moving|moved)(?: up)? from\s$", re.IGNORECASE)
_OPENS, _CLOSES = re.compile(r"(?:^|\(|\s)\W*$"), re.compile(r"\)|\.\s|\s?\(k\)|[.)]$")
_CODE = re.compile(r"0\d|40[13]\s?\(?[kb]\b", re.IGNORECASE)
_CELL = re.compile(r"[^,\n]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Scope:
    """A number, its line, its clause and where that starts, what the reader made of it, and the document's kind.

    `form` is the kind of number: money, percent, count (a bare one), shares, or ""; `column` the head of its column.
    """

    number: Number
    line: Line
    clause: str
    at: int
    read: ReadNumber | None
    kind: str
    form: str = ""
    column: str = ""

    @property
    def start(self) -> int:
        """Where the number starts in its clause."""
        return self.number.start - self.at

    @property
    def end(self) -> int:
        """Where it ends there."""
        return self.number.end - self.at

    @property
    def ahead(self) -> str:
        """The line up to the number."""
        return self.line.text[: self.number.start - self.line.start]


def scope_of(message: Writing, line: Line, number: Number, read: ReadNumber | None, kind: str) -> Scope:
    """The number in its clause: a sentence, or a cell of a row."""
    first, last = max(line.start, number.start - AROUND), min(line.end, number.end + AROUND)
    breaks = [first + match.end() for match in _CLAUSE.finditer(message.text[first:last])]
    start = max((at for at in breaks if at <= number.start), default=first)
    end = min((at for at in breaks if at >= number.end), default=last)
    clause = message.text[start:end]
    ahead = line.text[max(number.start - line.start - AHEAD, 0) : number.start - line.start]
    form, column = _form(number, clause[number.end - start :], ahead, read), column_head(message, number.start)
    form = "percent" if form == "count" and "%" in column else form
    return Scope(number, line, clause, start, read, kind, form, column)


def numbers_in(message: Writing, line: Line) -> Iterator[Number]:
    """The numbers of a line in order; of a row with commas between its cells, those of each cell."""
    if not is_row(line.text):
        every = numbers(message.text)
        first = bisect_left(every, line.start, key=lambda one: one.start)
        for one in takewhile(lambda one: one.end <= line.end, every[first : first + MOST_OF_A_LINE]):
            yield from _moved_apart(one, message.text[line.start : one.start])
        return
    for cell in islice(_CELL.finditer(line.text), MOST_OF_A_LINE):
        at = line.start + cell.start()
        yield from (replace(one, start=one.start + at, end=one.end + at) for one in numbers(cell[0]))


def points_in(text: str, found: Sequence[Number]) -> frozenset[int]:
    """Where the points of a scale stand among a line's sums: "€71,034; €72,489; €73,954; €75,401"."""
    run: list[Number] = []
    points: set[int] = set()
    for one in found:
        beside = run and run[-1].low < one.low and _POINTS.fullmatch(text, run[-1].end, one.start)
        run = [*(run if beside else ()), one] if one.low >= LEAST_POINT and not _YEAR.fullmatch(one.text) else []
        if len(run) >= POINTS:
            points |= {point.start for point in run}
    return frozenset(points)


def _moved_apart(number: Number, ahead: str) -> Iterator[Number]:
    """The two ends of what is told as a range and is a move: "base goes from $98,000 to $107,500"."""
    ends = numbers_of_range(number) if number.high is not None and _GOES.search(ahead) else ()
    yield from ends or (number,)


def numbers_of_range(number: Number) -> tuple[Number, ...]:
    """The two numbers that a range was joined of; none where they cannot be told apart."""
    cut = re.search(r"\s(?:up )?to\s", number.text)
    if cut is None or number.high is None:
        return ()
    one = replace(number, end=number.start + cut.start(), text=number.text[: cut.start()], high=None)
    start = number.start + cut.end()
    return one, replace(number, start=start, text=number.text[cut.end() :], low=number.high, high=None)


def words_from(text: str) -> int:
    """Where the words of a line start behind its speaker or its header's name; the whole line for a date's header."""
    header = pattern("header").match(text)
    if header:
        return header.start("value") if header["key"].casefold() in ("subject", "betreff", "objet") else len(text)
    if pattern("attribution").match(text) or pattern("attribution_short").match(text):
        return len(text)
    stamp = pattern("stamp").match(text)
    return stamp.end() if stamp else 0


def _form(number: Number, rest: str, ahead: str, read: ReadNumber | None) -> str:
    if _CODE.match(number.text + rest[:3]) or (number.text[:1].isalpha() and _codes().search(ahead)):
        return ""
    if number.percent:
        return "percent"
    behind = rest.lstrip(" ")
    marked = bool(number.signed or number.currency)
    if _shares().match(behind) and not marked and not _YEAR.fullmatch(number.text):
        return "shares"
    if marked or (number.scaled and not _counted().match(behind)):
        return "money"
    return "" if _is_none(number, rest, ahead, read) else "count"


def _is_none(number: Number, rest: str, ahead: str, read: ReadNumber | None) -> bool:
    """Whether a bare number is a date, a code, a clause's own number, or counts days and the like."""
    listed = _OPENS.search(ahead) and _CLOSES.match(rest)
    if listed or rest[:1].isalpha() or _counted().match(rest.lstrip(" ")) or _DATE.match(rest):
        return True
    if _codes().search(ahead) or _DATED.search(ahead):
        return True
    return bool(_YEAR.fullmatch(number.text)) and not (read and read.part == "base")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"(?:-|\(\d+\)\s?)?\s?" + load("letter")["counted"], re.IGNORECASE)


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(load("letter")["shares_behind"], re.IGNORECASE)


@cache
def _codes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){load('letter')['codes']}", re.IGNORECASE)
