"""The parts of one message made consistent: one of each component an offer, no total below its base.

In: parts as placed. Out: the parts that hold together, and those that do not as `LeftOut`, so that none is lost in
silence.
What is kept of two is the likelier; the same amount told twice (a month's and a year's) is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from parley.dialogue.model import LeftOut
from parley.dialogue.pay.parts import Part

SINGLE = ("base", "total", "bonus", "bonus_pct", "equity", "signing", "signing_second", "")
"""Components of which an offer has one."""
SAME = Decimal("0.02")
"""How far two amounts may be apart to be the same one told in two periods."""


def assembled(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
    """The consistent parts in order, and what was left out."""
    kept: list[Part] = []
    left: list[LeftOut] = []
    for _, group in groupby(sorted(parts, key=_owner), key=_owner):
        fits, out = _one_offer(list(group))
        kept += fits
        left += out
    return tuple(sorted(kept, key=lambda part: part.start)), tuple(left)


def _owner(part: Part) -> tuple[str, tuple[str, ...], str, int]:
    return part.whose, part.company.values if part.company else (), part.place, part.nth


def _one_offer(parts: list[Part]) -> tuple[list[Part], list[LeftOut]]:
    kept: dict[str, Part] = {}
    others: list[Part] = []
    left: list[LeftOut] = []
    for part in parts:
        if part.component not in SINGLE:
            others.append(part)
            continue
        first = kept.get(part.component)
        if first is None:
            kept[part.component] = part
        else:
            same = _is_same(first, part)
            later = first.per != "year" and part.per == "year" if same else part.sure_of > first.sure_of
            kept[part.component], worse = (part, first) if later else (first, part)
            left.append(_left(worse, "repeated" if same else "second"))
    return [*_above_base(kept, left), *others], left


def _is_same(one: Part, other: Part) -> bool:
    a, b = one.stated.value, other.stated.value
    return abs(a - b) <= SAME * max(a, b)


def _above_base(kept: dict[str, Part], left: list[LeftOut]) -> Iterable[Part]:
    """The parts but for a total that is less than its base."""
    base, total = kept.get("base"), kept.get("total")
    if base and total and total.stated.value < base.stated.value:
        left.append(_left(total, "below_base"))
        return [part for part in kept.values() if part is not total]
    return kept.values()


def _left(part: Part, why: str) -> LeftOut:
    return LeftOut(part.stated.text, why, part.stated.turn)
