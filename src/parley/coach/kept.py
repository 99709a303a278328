"""What a person told of one employer's pay, kept as a small guide: the ranges of its base by place and level.

In: the messages of a talk with their replies. Out: a `Gathered`; UsageError says what the talk lacks. Of the person's
own words only a range's are quoted: what they earn, wish or would take stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.model import Evidence, Subject
from parley.errors import UsageError
from parley.gathering.beside import beside
from parley.gathering.model import Gathered, PlacePay
from parley.gathering.posting import SENTENCE, posting_words, read_posting
from parley.guides.gazetteer import spelling_of
from parley.guides.library import Library
from parley.guides.places import find_places
from parley.money import currencies
from parley.reading.record import ReadNumber

NOTHING = Subject()
RANGE, POSTING = "employer_range", "posting"
WORD = re.compile(r"[^\W\d_]{3,}")
SURE = 0.4
"""How sure the reader is at least that a number is their range for the base."""


def kept_guide(  # noqa: PLR0913, PLR0917 - a talk, where it is told, and two names that win
    messages: Sequence[str], replies: Sequence[Reply], library: Library, today: date, company: str = "", role: str = ""
) -> Gathered:
    """The guide that a talk makes of the employer that it is about at its end; `company` and `role` win if named."""
    words = load("postings")["kept"]
    subject = replies[-1].state.subject if replies else NOTHING
    company = company or library.companies.get(subject.company or "") or subject.company_said or ""
    role = role or (subject.role_said or (subject.role or "").replace("-", " ")).title()
    for name, missing in ((company, "no_company"), (role, "no_role")):
        if not name:
            raise UsageError(words[missing])
    pays: dict[tuple[str, str], PlacePay] = {}
    left_out: list[str] = []
    kinds = set()
    begun = max((turn for turn, reply in enumerate(replies, 1) if reply.state.cleared), default=0)
    for turn, (message, reply) in enumerate(zip(messages, replies, strict=True), 1):
        if turn > begun and _is_about(reply, replies[-1]):
            found, left = _told(turn, message, reply, replies[-1])
            pays |= {(pay.place, pay.level): pay for pay in found}
            left_out += left
            kinds |= {_is_posting(reply)} if found else set()
    if not pays:
        raise UsageError(words["no_range"])
    source = words["posting" if kinds == {True} else "source"].format(today=today)
    return Gathered(company, role, tuple(pays.values()), source, tuple(left_out))


def _is_about(reply: Reply, last: Reply) -> bool:
    """Whether a message is about the employer that the talk ends with, or comes before any was named."""
    said = reply.state.subject.company_said or reply.state.subject.company
    return said in (None, last.state.subject.company_said, last.state.subject.company)


def _is_posting(reply: Reply) -> bool:
    return reply.state.paper is not None and reply.state.paper.kind == POSTING


def _told(turn: int, message: str, reply: Reply, last: Reply) -> tuple[list[PlacePay], list[str]]:
    """The ranges that one message tells, and what was left out."""
    if _is_posting(reply):
        posting = read_posting(message, "", "", "")
        return list(posting.pays), list(posting.left_out)
    home = last.state.subject.region_said or last.state.subject.region or ""
    currency = last.currency or next((one.currency for one in _evidence(last) if one.currency), None)
    words, pays, left = load("postings")["kept"], [], []
    for number, place, level in _ranges(reply):
        low, high = _yearly(number, _evidence(reply))
        money = number.currency or currency
        why = "unsure" if _begins_with_a_word(number.said) else "no_currency" if money is None else ""
        if why or money is None:
            left.append(words[why].format(said=number.said))
            continue
        told = words["quoted"].format(said=number.said, turn=turn) + _times(number, low)
        pays.append(PlacePay(place or home, low, high, money, told, level=level))
    return pays, left


def _evidence(reply: Reply) -> tuple[Evidence, ...]:
    return (*reply.state.evidence, *reply.state.ranges)


def _ranges(reply: Reply) -> Iterator[tuple[ReadNumber, str, str]]:
    """Each range of their base in a message, with the place and the level that it is told for."""
    read = reply.state.read
    if read is None:
        return
    numbers = [number for number in read.numbers if _is_range(number) and _is_of_subject(number, reply)]
    for start, sentence in _sentences(read.text):
        inside = [number for number in numbers if start <= number.start < start + len(sentence)]
        spans = [(number.start - start, number.end - start) for number in inside]
        places, levels = beside(sentence, spans, _places_in), beside(sentence, spans, _levels_in)
        for number, place, level in zip(inside, places, levels, strict=True):
            yield number, ", ".join(place[:1] if len(inside) > 1 else ()), ", ".join(level[-1:])


def _is_of_subject(number: ReadNumber, reply: Reply) -> bool:
    """Whether a number is the talk's employer's: by its own company, else no message that names another one alone."""
    ours = spelling_of(reply.state.subject.company_said or "")
    read = reply.state.read
    named = {spelling_of(name.said) for name in read.names} if read else set()
    return spelling_of(number.company) == ours if number.company else not named or ours in named


def _is_range(number: ReadNumber) -> bool:
    is_theirs = number.whose == "range" and number.part == "base" and number.sure >= SURE
    return is_theirs and not number.step and len(number.value) == 2 and number.value[0] < number.value[1]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in SENTENCE.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def _yearly(number: ReadNumber, evidence: Sequence[Evidence]) -> tuple[Decimal, Decimal]:
    """A year's worth, as the answers count it."""
    known = next((one for one in evidence if one.kind == RANGE and one.low.text == number.said), None)
    if known:
        return known.low.value, known.high.value
    payments = _payments().get(number.per, Decimal(1))
    low, high = (Decimal(str(value)) * payments for value in number.value)
    return low, high


def _begins_with_a_word(said: str) -> bool:
    """Whether a word that is no currency belongs to the number: "mid 120s", or the mid level's 120?"""
    word = WORD.match(said)
    return word is not None and word[0].upper() not in currencies()


def _times(number: ReadNumber, low: Decimal) -> str:
    """How often a year the words' amount was counted, where it is not a year's."""
    payments = low / Decimal(str(number.value[0]))
    words: str = load("postings")["kept"]["times"]
    return "" if payments == 1 else words.format(period=number.per, payments=f"{payments.normalize():f}")


@cache
def _payments() -> Mapping[str, Decimal]:
    return {name.lower(): payments for name, payments in posting_words().units.values()}


def _places_in(words: str) -> tuple[str, ...]:
    return tuple(place.text for place in find_places(words) if place.kind in ("place", "state", "country"))


@cache
def _level() -> re.Pattern[str]:
    return re.compile("|".join(load("postings")["levels"]), re.IGNORECASE)


def _levels_in(words: str) -> tuple[str, ...]:
    return tuple(found[0] for found in _level().finditer(words))
