"""Parts of pay that add up: fixed and variable to a total, allowances to a month's pay, a split of on-target pay.

In: the numbers read of one message. Out: the same, each as the part of the sum that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.dialogue.pay.near_words import REACH, near_pattern
from parley.reading.record import ReadNumber

APART = 0.02
"""How far a sum may be from its whole."""
HUNDRED = 100


def summed(numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """What with the bonus makes up the total is the base; a month's pay that its parts make up is the whole of it."""
    theirs = [one for one in numbers if one.whose in ("offer", None) and not one.step]
    whole = _whole_of_parts(theirs)
    fixed = None if whole else _fixed_of(theirs)
    parts = [one for one in theirs if whole and one is not whole and one.per == whole.per]
    for one in numbers:
        if one is whole:
            yield replace(one, part="base", whose="offer")
        elif one in parts:
            yield replace(one, part="other", whose="offer")
        elif one is fixed:
            yield replace(one, part="base", whose="offer", per="year")
        else:
            yield one


def _whole_of_parts(theirs: Sequence[ReadNumber]) -> ReadNumber | None:
    """The month's pay that two or more of the month's other amounts add up to."""
    monthly = [one for one in theirs if one.per == "month" and len(one.value) == 1]
    if len(monthly) < 3:
        return None
    most = max(monthly, key=lambda one: one.value[0])
    return most if _equal(most.value[0], sum(one.value[0] for one in monthly if one is not most)) else None


def _fixed_of(theirs: Sequence[ReadNumber]) -> ReadNumber | None:
    """The number that is no base yet and makes up the total with the bonus."""
    if any(one.part == "base" and one.whose == "offer" for one in theirs):
        return None
    totals = [one for one in theirs if one.part == "total"]
    bonuses = [one for one in theirs if one.part == "bonus"]
    rest = [one for one in theirs if one.part in ("base", "bonus", "total", "unknown")]
    return next(
        (
            one
            for total in totals
            for bonus in bonuses
            for one in rest
            if one is not bonus
            and one is not total
            and one.value[0] >= bonus.value[0]
            and _equal(total.value[0], one.value[0] + bonus.value[0])
        ),
        None,
    )


def split(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """On-target pay told with its split ("OTE 130, 60/40") with the two parts that it is of."""
    shares = near_pattern("split").finditer(text) if near_pattern("on_target").search(text) else ()
    found = next((one for one in shares if sum(map(int, one.groups())) == HUNDRED), None)
    parts = [one.part for one in numbers if one.whose == "offer"]
    for one in numbers:
        if not found or one.whose != "offer" or parts not in (["total"], ["base"]) or not _on_target(text, one):
            yield one
            continue
        yield replace(one, part="total")
        for part, percent in zip(("base", "bonus"), found.groups(), strict=True):
            value = tuple(round(value * int(percent) / HUNDRED, 4) for value in one.value)
            yield replace(one, part=part, value=value)


def _on_target(text: str, one: ReadNumber) -> bool:
    """Whether the words around a number call it what is earned with all targets met."""
    around = f"{text[max(0, one.start - REACH) : one.start]} {text[one.end : one.end + REACH]}"
    return one.part == "total" or near_pattern("on_target").search(around) is not None


def _equal(whole: float, total: float) -> bool:
    return abs(whole - total) <= APART * whole
