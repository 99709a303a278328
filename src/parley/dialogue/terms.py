"""Small facts for the sums that people ask for: part time, pension, leave, what is forfeited (data/terms.yaml).

In: the user's last messages. Out: `Terms`, each with the words and the turn that told it; the newest counts.

>>> found = terms_in("88k pro rata at 0.8 FTE, 10% employer pension; I'd forfeit a £9k bonus", 3)
>>> [str(one.value) for one in (found.share, found.pension, found.forfeited)]
['80.0', '10', '9000']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

from parley.data import load
from parley.dialogue.model import DialogueState, Stated
from parley.dialogue.words.text import fold, sentences
from parley.money import FoundAmount, find_amounts


@dataclass(frozen=True, slots=True)
class Terms:
    """`share` of full time, `pension` and `raised` in percent, `leave` in days, `forfeited` and `valuation` in money.

    Of leaving terms: `weeks_paid` or `months_paid` of pay, `leaving_sum` in money, `served` in years.

    `asks` names the sums that the last message asks for, by the rows of data/terms.yaml.
    """

    share: Stated | None = None
    pension: Stated | None = None
    leave: Stated | None = None
    raised: Stated | None = None
    forfeited: Stated | None = None
    valuation: Stated | None = None
    weeks_paid: Stated | None = None
    months_paid: Stated | None = None
    leaving_sum: Stated | None = None
    served: Stated | None = None
    asks: tuple[str, ...] = ()


NO_TERMS = Terms()
"""Nothing was told."""
NAMES = tuple(field.name for field in fields(Terms) if field.name != "asks")


def terms_of(state: DialogueState) -> Terms:
    """What the user's last messages tell; what is asked is of this one alone."""
    messages = state.earlier or (state.message,)
    found = NO_TERMS
    for place, text in enumerate(messages, state.turn - len(messages) + 1):
        new = terms_in(text, place)
        told = {name: getattr(new, name) for name in NAMES if getattr(new, name)}
        found = replace(found, **told)
    return replace(found, asks=_asked(state.message))


def terms_in(text: str, turn: int) -> Terms:
    """What one message tells."""
    plain = fold(text).replace("’", "'")
    found: dict[str, Any] = {name: _given(name, plain, turn) for name in load("terms")["given"]}
    found |= {name: next(_amounts(name, text, turn), None) for name in load("terms")["amounts"]}
    return Terms(**found)


@cache
def _patterns(group: str, name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in load("terms")[group][name])


def _given(name: str, plain: str, turn: int) -> Stated | None:
    found = next((match for pattern in _patterns("given", name) if (match := pattern.search(plain))), None)
    if found is None:
        return None
    value = Decimal(found["value"].replace(",", "."))
    if value > load("terms")["most"].get(name, value):
        return None
    return Stated(_percent(value, found.groupdict().get("of")) if name == "share" else value, found[0], turn)


def _percent(value: Decimal, of: str | None) -> Decimal:
    """A share of full time in percent, told as such, as a fraction or as hours of so many."""
    if of:
        return value / Decimal(of) * 100
    return value * 100 if value <= 1 else value


def _amounts(name: str, text: str, turn: int) -> Iterator[Stated]:
    for start, end in sentences(text):
        sentence = text[start:end]
        cue = next((match for one in _patterns("amounts", name) if (match := one.search(fold(sentence)))), None)
        near = sorted(find_amounts(sentence), key=partial(_apart, cue)) if cue else ()
        least = load("terms")["least"].get(name, 0)
        yield from (Stated(found.amount, found.text, turn) for found in near if found.amount >= least)


def _apart(cue: re.Match[str], found: FoundAmount) -> int:
    """How far an amount stands from the words; behind them is nearer than before."""
    return found.start - cue.end() if found.start >= cue.end() else 2 * (cue.start() - found.end)


def _asked(message: str) -> tuple[str, ...]:
    plain = fold(message).replace("’", "'")
    return tuple(
        name for name in load("terms")["asks"] if any(pattern.search(plain) for pattern in _patterns("asks", name))
    )
