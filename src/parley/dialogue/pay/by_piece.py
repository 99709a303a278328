"""Pay by the mile, the visit, the piece: the unit, and how many of it make a year (data/pieces.yaml).

In: the words of a message. Out: the unit with its number a year and the words that tell it; None where pay is by time,
or nobody told how many there are.

>>> found = piece_of("62 cents a mile, about 2600 mi a week")
>>> found.unit, str(found.yearly), found.count_said
('mile', '135200', '2600')
>>> piece_of("$38 an hour, 20 miles from home")
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from parley.data import load
from parley.reading.record import ReadNumber


@dataclass(frozen=True, slots=True)
class PaidUnit:
    """A unit of work that is paid for, how many a year, and the number that told how many."""

    unit: str
    yearly: Decimal
    count_said: str
    cents: bool


def piece_of(text: str) -> PaidUnit | None:
    """The unit that the message's pay is for."""
    for unit, (paid, count) in _patterns().items():
        counted = count.search(text) if paid.search(text) else None
        if counted:
            said = counted["value"]
            times = load("pieces")["times"][counted["span"].lower()]
            return PaidUnit(unit, Decimal(said.replace(",", "")) * times, said, _CENTS.search(text) is not None)
    return None


def by_piece(number: ReadNumber, piece: PaidUnit | None) -> ReadNumber:
    """A number of pay read by the hour, or by no period, as one of the unit; in cents where others were told so."""
    if piece is None or number.part != "base" or number.value[0] >= MOST:
        return number
    cents = piece.cents and number.value[0] >= 1 and "." not in number.said
    value = tuple(value / 100 for value in number.value) if cents else number.value
    return replace(number, per=piece.unit, value=value, scaled=False)


def is_unit(per: str) -> bool:
    """Whether pay told so goes by a unit of work."""
    return per in load("pieces")["units"]


MOST = 1000
"""What one unit pays at most; more is a week's or a year's pay."""
_CENTS = re.compile(r"\d ?(?:cents?\b|¢|c\b|p\b|cpm\b)", re.IGNORECASE)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    table = load("pieces")
    spans = "|".join(map(re.escape, table["times"]))
    return {
        unit: (
            re.compile(rf"\d[^.?!;\d]{{0,12}}(?:\b(?:an?|per|each|every) |/ ?)(?:{names})\b", re.IGNORECASE),
            re.compile(
                rf"(?<![\d,])(?P<value>\d[\d,]{{0,12}}) ?(?:{names})(?:s|es)? ?"
                rf"(?:an?|per|each|every|/) ?(?P<span>{spans})\b",
                re.IGNORECASE,
            ),
        )
        for unit, names in table["units"].items()
    }
