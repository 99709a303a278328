"""The records of pay in a message: its parts, before they are put together to offers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parley.dialogue.model import Stated
from parley.dialogue.words.text import Mention


@dataclass(frozen=True, slots=True)
class Part:
    """One component of somebody's pay: `whose` is one of `placed.OWNERS`, `company` the mention it was told of.

    `component` is base, equity, bonus_pct, bonus, signing, total, "equity?" for the second of an unnamed pair, or ""
    where the words do not tell. `years` of a grant (a yearly figure is already times four); `assumed_scale` for a bare
    "140" read as thousands; `cue` where the words stand that tell whose it is, -1 for none. Components of a grant
    are those of `model.Grant`; `kind` is what is granted; `monthly`: told a month, to be paid `months` times a year
    where that was told; `sure`: whether a bonus is guaranteed.
    """

    whose: str
    component: str
    stated: Stated
    currency: str | None
    start: int
    end: int
    years: int | None = None
    assumed_scale: bool = False
    company: Mention | None = None
    cue: int = -1
    kind: str | None = None
    monthly: bool = False
    months: int | None = None
    sure: bool | None = None
    high: Stated | None = None  # the upper end, where a range was told
    per: str = "year"  # the period in which it was told
    payments: Decimal | None = None  # how many of an hour's, day's or week's pay make the year
    place: str = ""  # the words of the place that a range is told for, where several are
    nth: int = 0  # of another offer that nobody named: how many such were told before it
    sure_of: float = 1.0  # the reader's probability that part and owner are right
