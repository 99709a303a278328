"""A reading in the form of the labels (docs/reading.md): what `parley read` writes and the ANSWER's `understood`
holds."""

from __future__ import annotations

import re
from typing import NotRequired

from typing_extensions import TypedDict

from parley.reading.record import ReadNumber, ReadSlot, Understood

Amount = int | float


class NumberPart(TypedDict):
    """A number that was read in the last message."""

    said: str
    value: Amount | list[Amount]
    part: str
    whose: str | None
    company: str | None
    per: str
    currency: str | None
    confidence: float
    nth: NotRequired[int]
    years: NotRequired[Amount]
    step: NotRequired[bool]


NamePart = TypedDict("NamePart", {"said": str, "is": str, "confidence": float})
"""A company that was read in the last message, and what it is to the talk."""


class UnderstoodPart(TypedDict):
    """All that was read in the last message (docs/reading.md)."""

    numbers: list[NumberPart]
    names: list[NamePart]
    role: str | None
    place: str | None
    level: str | None
    deadline: str | None
    wants: list[str]
    told: list[str]


def record(read: Understood) -> UnderstoodPart:
    """The reading as plain values."""
    return {
        "numbers": [_number(read.text, number) for number in read.numbers],
        "names": [{"said": name.said, "is": name.relation, "confidence": round(name.sure, 3)} for name in read.names],
        "role": _said(read.role),
        "place": _said(read.place),
        "level": _said(read.level),
        "deadline": _said(read.deadline),
        "wants": [want for want, _ in read.wants],
        "told": [event for event, _ in read.told],
    }


def _said(slot: ReadSlot | None) -> str | None:
    return slot.said if slot else None


def _number(text: str, number: ReadNumber) -> NumberPart:
    values: list[Amount] = [int(value) if value == int(value) else value for value in number.value]
    row: NumberPart = {
        "said": number.said,
        "value": values[0] if len(values) == 1 else values,
        "part": number.part,
        "whose": number.whose,
        "company": number.company,
        "per": number.per,
        "currency": number.currency,
        "confidence": round(number.sure, 3),
    }
    which = _occurrence(text, number)
    if which > 1:
        row["nth"] = which
    if number.years:
        row["years"] = int(number.years) if number.years == int(number.years) else number.years
    if number.step:
        row["step"] = True
    return row


def _occurrence(text: str, number: ReadNumber) -> int:
    """Which of the equal texts of the message it is, counting from one, as the labels count them."""
    said = number.said
    edge = r"(?<![\w.,])" if said[:1].isalnum() else ""
    tail = r"(?![\w]|[.,]\d)" if said[-1:].isalnum() else ""
    found = [match.start() for match in re.finditer(edge + re.escape(said) + tail, text)]
    found = found if number.start in found else [match.start() for match in re.finditer(re.escape(said), text)]
    return found.index(number.start) + 1 if number.start in found else 1
