"""What an amount of a strategy is: an ask, a floor, an expected counter, a rival's pay or an aside.

The words that decide are in `data/strategy.yaml`. In doubt an amount is of no kind, for a floor must never pass for an
ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from parley.data import load
from parley.guides.amounts import Amount

KINDS = ("floor", "expected_counter", "rival", "aside", "ask")
BREAK = re.compile(r";|\s[—–-]{1,2}\s|\bthen\b|\bbut\b|\bwhile\b|\binstead\b|\bor else\b")
CALLED_FLOOR = re.compile(
    r"(?i)\+?(?:\s+(?:(?!with\b)[\w/-]+\s+){0,3}floor\b(?!\s+(?:of|at|is)\b|:)|"
    r"[^.;]{0,80}?\b(?:that(?:'s| is)|which is|being)\s+(?:my|your|the|a)\b[^.;]{0,30}?"
    r"\b(?:floor|minimum|walk-?away|bottom line)\b)"
)


@cache
def _cues() -> re.Pattern[str]:
    kinds = load("strategy")["cues"]
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(kinds[kind])})" for kind in KINDS), re.IGNORECASE)


def amount_kinds(text: str, amounts: Sequence[Amount]) -> list[str | None]:
    """The kind of each amount: that of the last cue before it; a floor gives way only after a break in the sentence."""
    marks = sorted(
        [(match.start(), match.lastgroup or "") for match in _cues().finditer(text)]
        + [(match.start(), "break") for match in BREAK.finditer(text)]
    )
    kinds = [_state(marks, amount.start) or _following(marks, amount) for amount in amounts]
    return ["floor" if _is_called_floor(text, amount) else kind for amount, kind in zip(amounts, kinds, strict=True)]


def _is_called_floor(text: str, amount: Amount) -> bool:
    """True for `$205K to move forward — that's my walk-away floor` and `(S$435,000 floor)`."""
    return bool(CALLED_FLOOR.match(text, amount.end))


def _state(marks: Sequence[tuple[int, str]], position: int) -> str | None:
    state, broken = None, False
    for start, kind in marks:
        if start >= position:
            break
        if kind == "break":
            broken = True
        elif state != "floor" or broken or kind in ("floor", "rival"):
            state, broken = kind, False
    return state


def _following(marks: Sequence[tuple[int, str]], amount: Amount) -> str | None:
    """`$185K is my floor`: with no cue before, the first after it in the same clause."""
    for start, kind in marks:
        if start >= amount.end:
            return kind if kind in ("floor", "rival", "aside", "expected_counter") else None
    return None
