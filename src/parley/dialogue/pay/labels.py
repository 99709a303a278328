"""Words around an amount that tell which part of the package it is and whose (data/offers.yaml).

In: one sentence with its amounts. Out: for each amount a component ("" where no word tells) and an owner cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.pay.amounts import Amount
from parley.dialogue.words.text import Word, name_key, runs

FLEETING = frozenset({"now", "today", "right now", "at present"})
"""Words that make a number one's own pay only where nothing before it says otherwise: "I have 38 lpa now"."""
AHEAD = frozenset({"ordered", "asks_me"})
"""Owners that only speak of a number behind them: "say 140" is an order, "back with 140 and say that's it" is none."""
PASSING = frozenset({"ordered", "asks_me", "claim"})
"""Owners that reach no further than their clause: "write me a counter, I have 290k from Google"."""
_CLAUSE = re.compile(
    r"[,;:.]\s*(?:(?:and|but|as|since|because|so)\s+)?(?:i|we|they|he|she|it|my|their|the|you)\b", re.IGNORECASE
)
_LINK = re.compile(r"[\s:=]*(?:(?:is|of|at|was|around|about)\s)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that names a component or an owner (`name`), its folded words, and where it stands."""

    name: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a message: its span in `text`, its amounts, and the cues of the two tables."""

    text: str
    start: int
    end: int
    amounts: tuple[Amount, ...]
    components: tuple[Cue, ...]
    owners: tuple[Cue, ...]

    def following(self, amount: Amount) -> int:
        """Where the next amount starts, or the sentence ends."""
        past = bisect_right(self.amounts, amount.start, key=lambda other: other.start)
        return self.amounts[past].start if past < len(self.amounts) else self.end

    def next_to(self, amount: Amount) -> tuple[Amount, ...]:
        """The amounts right before and right behind it."""
        at = bisect_left(self.amounts, amount.start, key=lambda other: other.start)
        return (*self.amounts[max(at - 1, 0) : at], *self.amounts[at + 1 : at + 2])

    def between(self, start: int, end: int) -> str:
        """The text between two positions."""
        return self.text[start:end]


@cache
def _phrases(table: str) -> Mapping[str, str]:
    return {name_key(str(text)): name for name, texts in load("offers")[table].items() for text in texts}


@cache
def _longest(table: str) -> int:
    return max(key.count(" ") + 1 for key in _phrases(table))


def cues(message: Sequence[Word], table: str) -> tuple[Cue, ...]:
    """The phrases of one table of data/offers.yaml in the message, longest first, without overlap."""
    found: list[Cue] = []
    past = 0
    for first, end, key in runs(message, _longest(table)):
        name = _phrases(table).get(key)
        if name and first >= past:
            found.append(Cue(name, key, message[first].start, message[end - 1].end))
            past = end
    return tuple(found)


def components_of(line: Line) -> dict[int, Cue]:
    """The component of each amount by its position: the word right before it, else the next one behind, once each."""
    free = list(line.components)
    result: dict[int, Cue] = {}
    last = line.start
    for amount in line.amounts:
        chosen = _component(line, amount, last, free)
        if chosen:
            free.remove(chosen)
            result[amount.start] = chosen
        last = amount.end
    return result


def _component(line: Line, amount: Amount, last: int, free: Sequence[Cue]) -> Cue | None:
    before = [cue for cue in free if last <= cue.start and cue.end <= amount.start and _near(line, cue, amount)]
    behind = [cue for cue in free if amount.end <= cue.start < line.following(amount) and _reaches(line, amount, cue)]
    tight = behind and not line.between(amount.end, behind[0].start).strip(" -")
    if before and not (tight and not _links(line, before[-1].end, amount.start)):
        return before[-1]
    return behind[0] if behind else None


def _near(line: Line, cue: Cue, amount: Amount) -> bool:
    gap = line.between(cue.end, amount.start)
    return len(gap) < 28 and len(gap.split()) <= 4 and not re.search(r"[,;+]", gap)


def _reaches(line: Line, amount: Amount, cue: Cue) -> bool:
    """Whether a word behind an amount is its own: not past a `+` or "plus", nor right before the next amount."""
    gap = line.between(amount.end, cue.start)
    other = line.following(amount)
    taken = other < line.end and _links(line, cue.end, other) and gap.strip(" -")
    return not re.search(r"[;+]|\b(?:plus|no|without)\b", gap) and not taken


def _links(line: Line, start: int, end: int) -> bool:
    return bool(_LINK.fullmatch(line.text, start, end))


def owner_of(line: Line, amount: Amount) -> Cue | None:
    """Whose the amount is: the last cue before it, unless one close behind it says so more plainly; None: untold."""
    before = [cue for cue in line.owners if cue.end <= amount.start and cue.key not in FLEETING]
    before = [cue for cue in before if cue.name not in PASSING or not _is_cut_off(line, cue, amount)]
    behind = [cue for cue in line.owners if amount.end <= cue.start < line.following(amount) and cue.name not in AHEAD]
    close = [cue for cue in behind if _speaks_back(line, amount, cue) and not (before and cue.key in FLEETING)]
    if close and not (before and before[-1].name != "theirs"):
        return close[0]
    return before[-1] if before else None


def _is_cut_off(line: Line, cue: Cue, amount: Amount) -> bool:
    return _CLAUSE.search(line.between(cue.end, amount.start)) is not None


def _speaks_back(line: Line, amount: Amount, cue: Cue) -> bool:
    """ "140 is my target", "110 is what I make": a cue a few words behind, with no comma between."""
    gap = line.between(amount.end, cue.start)
    return len(gap.split()) <= 3 and not re.search(r"[,;]", gap) and cue.name not in ("theirs", "asked", "wished")
