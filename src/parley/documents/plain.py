"""A message without a document whose own words say what a number is, whatever the reader made of it.

In: what was read of a message. Out: the same with the parts that stand in so many words right beside their numbers.

>>> from parley.reading.reader import understand
>>> text = "$168,400 base, first-year sign-on bonus of $61,500 and a second-year sign-on bonus of $47,000"
>>> [number.part for number in worded(understand(text)).numbers]
['base', 'signing', 'signing_2']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from parley.documents.labels import label_of
from parley.documents.lines import lines_of
from parley.documents.model import Line
from parley.documents.periods import period_beside
from parley.documents.scope import Scope, scope_of
from parley.documents.sums import FACTORS
from parley.documents.tables import pattern
from parley.reading.number import Number
from parley.reading.numbers import numbers
from parley.reading.record import ReadNumber, Understood
from parley.reading.writing import Writing, written

BESIDE = 2
"""The cost of a label that stands right beside its number: of 850 labelled numbers it names 97 of 100 rightly."""
NAMED = ("base", "bonus", "bonus_pct", "signing", "signing_2", "total")
"""Parts that one word beside a number can settle; a grant's number may be units or what they are worth."""
_BETWEEN = re.compile(r"\s?(?:/|per |a )\s?(?:yr|year|hr|hour|mo|month|week|wk|day)\s?(?:-|–|to)\s?", re.IGNORECASE)
GIVEN = ("equity", "signing", "signing_2")
"""Parts that nobody but an employer names."""
OWNERS = ("offer", "rival", "named", None)


def worded(read: Understood) -> Understood:
    """The reading, its numbers named by the words beside them."""
    message = written(read.text)
    lines = lines_of(message)
    found = {number.start: number for number in numbers(message.text)}
    told = [_worded(message, lines, number, found.get(number.start)) for number in read.numbers]
    told = spanned([_theirs(number, told) for number in told], message.text)
    if any(_is_offered(number) for number in told) and pattern("no_offer").search(read.text):
        whose = "market" if pattern("sites").search(read.text) else "range"
        told = [replace(number, whose=whose) if _is_offered(number) else number for number in told]
    return replace(read, numbers=tuple(told))


def _theirs(number: ReadNumber, beside: Sequence[ReadNumber]) -> ReadNumber:
    """A part of an offer whose owner was not sure, among numbers that are all the offer's."""
    alone = number.whose is None and {one.whose for one in beside if one.whose} == {"offer"}
    if not alone or number.part not in GIVEN or number.currency is None:
        return number
    return replace(number, whose="offer", per="grant" if number.part == "equity" else number.per)


def spanned(found: Sequence[ReadNumber], text: str) -> list[ReadNumber]:
    """The numbers, two with a period between them as the range that they are: "$165K/yr - $210K/yr"."""
    kept: list[ReadNumber] = []
    for number in found:
        last = kept[-1] if kept else None
        if last and len(last.value) == len(number.value) == 1 and _BETWEEN.fullmatch(text, last.end, number.start):
            whose = "range" if last.whose in OWNERS else last.whose
            said = text[last.start : number.end]
            kept[-1] = replace(last, end=number.end, said=said, value=(last.value[0], number.value[0]), whose=whose)
        else:
            kept.append(number)
    return kept


def _is_offered(number: ReadNumber) -> bool:
    """Whether it is the offer's or may be: where the person says that there is none yet, it is a site's, or a range."""
    return number.whose in ("offer", None)


def _worded(message: Writing, lines: Sequence[Line], read: ReadNumber, number: Number | None) -> ReadNumber:
    at = bisect_right(lines, number.start, key=lambda one: one.start) - 1 if number else -1
    line = lines[at] if number and at >= 0 and number.start < lines[at].end else None
    if line is None or number is None or read.step:
        return read
    if read.whose == "mine_now" and pattern("to_you").search(message.text[line.start : number.start]):
        read = replace(read, whose="offer")
    if number.signed and read.part == "shares":
        read = replace(read, part="equity", per="grant")
    if read.whose not in OWNERS or read.part not in NAMED:
        return read
    scope = scope_of(message, line, number, read, "")
    return _in_a_year(scope, _named(scope, read))


def _named(scope: Scope, read: ReadNumber) -> ReadNumber:
    """The number as the words right beside it name it."""
    label = label_of(scope.clause, scope.start, scope.end, scope.form) if scope.form in ("money", "percent") else None
    if label is None or label.cost > BESIDE or not _one_word_is_enough(label.words):
        return read
    part = f"{label.part}_pct" if label.part == "bonus" and scope.form == "percent" else label.part
    if part not in NAMED or part == read.part:
        return read
    return replace(read, part=part, per="once" if part.startswith("signing") else read.per)


def _one_word_is_enough(words: str) -> bool:
    """Whether the label can only mean its part: two words, or one of a signing bonus."""
    return " " in words.strip() or "-" in words


def _in_a_year(scope: Scope, read: ReadNumber) -> ReadNumber:
    """Pay of a half month or a fortnight as a year's."""
    factor = FACTORS.get(period_beside(scope.clause, scope.start, scope.end, "")) if read.part == "base" else None
    if factor is None:
        return read
    return replace(read, value=tuple(float(round(value * factor)) for value in read.value), per="year")
