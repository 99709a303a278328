"""Whose company a number is: the name at the head of its column or above it, else the nearest of the fitting relation.

In: the names of a message and where its numbers stand. Out: the name at the head of a number, which has a word in whose
it is; and the numbers with `company` set where the message itself names it.
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


def at_head(lines: Layout, names: Sequence[ReadName], place: int) -> ReadName | None:
    """The one name at the head of the column, or above, of what stands at `place`; None for several, or where its own
    line names one."""
    line = lines.line(place)
    if any(_is_in(name, line) for name in names):
        return None
    for head in (lines.column(place), *lines.above(place)):
        named = [name for name in names if _is_in(name, head)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _is_in(name: ReadName, line: str) -> bool:
    return name.said.casefold() in line.casefold()


def fits(owner: str, name: ReadName) -> bool:
    """Whether pay of that owner can be the company's; what is nobody's company fits anywhere."""
    return name.relation in RELATIONS.get(owner, (name.relation,))


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
    head = at_head(lines, fitting, place)
    if head:
        return head.said
    ahead = [name for name in fitting if name.start < number.start]
    return (ahead[-1] if ahead else fitting[0]).said
