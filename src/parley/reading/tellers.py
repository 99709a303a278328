"""Whose company a number is: the name of the fitting relation that stands above it, at the head of its column, or
nearest.

In: the numbers and names of a message. Out: the numbers with `company` set where the message itself names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.reading.layout import Layout, layout
from parley.reading.record import ReadName, ReadNumber
from parley.reading.writing import Writing

RELATIONS = {
    "offer": ("subject",), "offer_before": ("subject",), "range": ("subject",), "named": ("subject",), "if":
    ("subject",),
    "rival": ("rival",), "unheld": ("rival", "other"), "mine_now": ("employer",), "mine_before": ("past", "employer"),
    "others": ("yardstick", "employer", "other"), "market": ("yardstick",),
}  # fmt: skip
"""What a company is to the talk, by the owner of the pay."""


def with_companies(
    message: Writing, numbers: Sequence[ReadNumber], names: Sequence[ReadName]
) -> tuple[ReadNumber, ...]:
    """The numbers with the company of each, None where none fits."""
    lines = layout(message.text)
    at = {place: index for index, place in reversed(list(enumerate(message.places)))}
    return tuple(replace(number, company=_company(number, names, lines, at.get(number.start, 0))) for number in numbers)


def _company(number: ReadNumber, names: Sequence[ReadName], lines: Layout, place: int) -> str | None:
    fitting = [name for name in names if name.relation in RELATIONS.get(number.whose or "", ())]
    if len(fitting) < 2:
        return fitting[0].said if fitting else None
    for head in (lines.column(place), lines.heading(place)):
        named = next((name for name in fitting if head and name.said.casefold() in head.casefold()), None)
        if named:
            return named.said
    ahead = [name for name in fitting if name.start < number.start]
    return (ahead[-1] if ahead else fitting[0]).said
