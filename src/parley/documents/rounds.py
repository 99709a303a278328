"""A later word of the other side in a chat or a mail that names a figure and not what it is: "best I can do is £14.10".

In: the claims and what was seen. Out: the same, with such a figure of the base's size as the base of its round: sure
where they say that they pay it, in doubt with the older one where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parley.documents.corrected import scale_beside
from parley.documents.model import NOT_PAY, Claim
from parley.documents.tables import pattern

NAMED = 0.9
"""How sure a name must be to hold against the size of the figure."""
UNNAMED = ("no_label", "small")
NEAR = (0.7, 1.5)
"""How far the base moves between two rounds."""
MOST_SCALE = 100_000
"""No bare number of a chat is in millions."""
BEFORE = 60
"""Characters in front of a figure that can say that it is offered."""


def with_rounds(claims: Sequence[Claim], text: str, mine: frozenset[int]) -> list[Claim]:
    """The claims of a chat or a mail; `mine` are the ages of the person's own passages."""
    bases = [one for one in claims if one.part == "base" and one.whose == "offer" and one.status != NOT_PAY]
    if not bases:
        return list(claims)
    newest = min(bases, key=lambda one: (one.age, -one.sure))
    later = [one for one in claims if one.age < newest.age and one.age not in mine and _like(one, newest)]
    last = min((one.age for one in later), default=0)
    told = [one for one in later if one.age == last]
    named = [one for one in told if one.part == "base"]
    put = {id(one): _put(one, newest, text, alone=len(named or told) == 1) for one in named or told}
    return [put.get(id(one), one) for one in claims]


def _like(one: Claim, base: Claim) -> bool:
    """Whether a figure that nothing names, or only words far off, is of the base's size and kind."""
    named = one.status != NOT_PAY and (one.part == "base" or one.sure >= NAMED)
    if named or (one.status == NOT_PAY and one.why not in UNNAMED) or not one.value or "%" in one.said:
        return False
    same = one.currency in (None, base.currency) or base.currency is None
    return same and NEAR[0] <= one.value[0] * _scale(one, base) / base.value[0] <= NEAR[1]


def _scale(one: Claim, base: Claim) -> float:
    scale = scale_beside(one.value[0], base) if one.status == NOT_PAY else 1
    return scale if scale and scale <= MOST_SCALE else 0


def _put(one: Claim, base: Claim, text: str, *, alone: bool) -> Claim:
    ahead = text[max(one.start - BEFORE, text.rfind("\n", 0, one.start) + 1) : one.start]
    behind = re.split(r"[\n,;.]| but ", text[one.end : one.end + BEFORE])[0]
    if pattern("no_word").search(f"{ahead} 0 {behind}"):
        return one
    scale = _scale(one, base)
    offered = alone and pattern("word").search(ahead) is not None
    return replace(
        base, said=one.said, line=one.line, start=one.start, end=one.end, age=one.age if offered else base.age,
        value=tuple(value * scale for value in one.value), scaled=scale != 1, currency=one.currency or base.currency,
    )  # fmt: skip
