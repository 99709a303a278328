"""The numbers of a message as parts of somebody's pay, a year's worth each: what the reader read, in the talk's own
terms.

In: an `Understood`, the companies it names, the turn. Out: `Part`s in order, and what was seen and not placed, with the
reason. Every number of pay that was read lands in one or the other (conservation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from parley.dialogue.model import LeftOut, Stated
from parley.dialogue.pay.assembly import assembled
from parley.dialogue.pay.by_piece import by_piece, is_unit, piece_of
from parley.dialogue.pay.grants import Term, grant_kind
from parley.dialogue.pay.parts import Part
from parley.dialogue.pay.payment import YEAR, extra_months_of, is_sure, months_of
from parley.dialogue.words.text import Mention
from parley.reading.record import ReadNumber, Understood

NOWHERE: Mapping[int, str] = {}
"""No range is told for a place of its own."""
HOURS_A_WEEK, WEEKS_A_YEAR, DAYS_A_YEAR = 40, 52, 220
"""What a year of hourly or daily pay is counted with where the message tells no other hours (docs/advice.md 1.1)."""
OWNERS = {
    "offer": "theirs", "rival": "rival", "asked": "asked", "wish": "wished", "mine_now": "current_pay", "line":
    "walk_away",
    "named": "asks_me", "if": "supposed", "range": "range", "market": "market", "others": "others", "offer_before":
    "earlier",
    "mine_before": "past_pay", "unheld": "unheld",
}  # fmt: skip
COMPONENTS = {
    "base": "base", "bonus": "bonus", "bonus_pct": "bonus_pct", "equity": "equity", "shares": "shares", "share_price":
    "price",
    "strike": "strike", "share_pct": "stake_pct", "signing": "signing", "signing_2": "signing_second", "total": "total",
    "unknown": "",
}  # fmt: skip
_HOURS = re.compile(
    r"(?<![\d.,])(\d{2}(?:[.,]\d{1,2})?)\s?-?(?:h(?:ou)?rs?|hour|h|std|uur)\b(?!\s(?:to|notice|left|ago|from|before|after))",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"\bmonthly (?:guarantee|minimum|hours)\W{0,4}(\d{2,3})\s?h|\b(\d{2,3})\s?(?:hours|hrs?)\s(?:a|per|each)\smonth",
    re.IGNORECASE,
)
"""Hours that are told by the month."""
MONTHS = 12
_WEEKLY = re.compile(
    r"[^\w]{0,3}(?:(?:a|per|each|every|in the|gross|paid)\s|p)?(?:week|wk|woche|semaine|w\b)", re.IGNORECASE
)
"""What says that hours are a week's, not a shift's."""
HOURS_OF_A_WEEK = {Decimal(half) / 4 for half in range(4 * 12, 4 * 47)} - {Decimal(24)} | {
    Decimal(50),
    Decimal(55),
    Decimal(60),
}
"""What a week's hours can be: 12 to under 47 in quarters, and the long ones; 24 and 48 hours are mostly deadlines."""


_IN_TWO = re.compile(
    r"\b(?:split|paid|spread)\b(?: out)?(?: over| across| in)(?: the first)? (?:2|two) (?:years|yrs)", re.IGNORECASE
)
"""A signing bonus told whole and paid in two."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The parts of a message, and the numbers that are no part with the reason why."""

    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]


def placed(  # noqa: PLR0913, PLR0917
    read: Understood,
    tellers: Sequence[Mention],
    terms: Sequence[Term],
    turn: int,
    usual: Decimal | None = None,
    where: Mapping[int, str] = NOWHERE,
) -> Placed:
    """Each number in its place; `usual` is how many hours a year the talk has counted with so far, `where` the place
    of each range by where it starts, where several are told for a place each."""
    yearly = _hours_a_year(read.text) or usual or Decimal(HOURS_A_WEEK * WEEKS_A_YEAR)
    parts: list[Part] = []
    left: list[LeftOut] = []
    piece = piece_of(read.text)
    for read_number in read.numbers:
        number = without_a_stretch(by_piece(read_number, piece), read.text)
        reason = "count" if piece and number.said == piece.count_said else _unplaced(number)
        if reason:
            left.append(LeftOut(number.said, reason, turn))
        else:
            times = piece.yearly if piece and number.per == piece.unit else yearly
            told = _part(read, number, tellers, terms, turn, times)
            parts.extend(replace(part, place=where.get(number.start, "")) for part in told)
    fits, out = assembled(each_apart(parts))
    return Placed(fits, (*left, *out))


def each_apart(parts: Sequence[Part]) -> list[Part]:
    """The parts, those of other offers that nobody named told apart: each base begins one."""
    apart: list[Part] = []
    nth, told = 0, set[str]()
    for part in parts:
        if part.whose != "rival" or part.company is not None:
            apart.append(part)
            continue
        if part.component in told & BEGINS:
            nth, told = nth + 1, set()
        told.add(part.component)
        apart.append(replace(part, nth=nth))
    return apart


BEGINS = frozenset({"base", "total", ""})
"""Components by which one offer is told from the next."""


def _unplaced(number: ReadNumber) -> str:
    """Why a number is no part of anybody's pay here; a key of data/replies/left_out.yaml, "" where it is one."""
    if number.whose is None:
        return "owner"
    if number.part == "other":
        return "other"
    if number.part == "raise_pct" or number.step:
        return "step"
    return ""


def _part(  # noqa: PLR0913, PLR0917
    read: Understood, number: ReadNumber, tellers: Sequence[Mention], terms: Sequence[Term], turn: int, yearly: Decimal
) -> Iterator[Part]:
    component = COMPONENTS[number.part]
    around = _line(read.text, number)
    factor, monthly, months = _a_year(number, around, yearly)
    whose = OWNERS[number.whose or ""]
    years = int(number.years) if number.years else None
    if component == "equity" and number.per in ("year", "month"):
        factor, years = Decimal(4) * (12 if number.per == "month" else 1), 4
    values = [Decimal(str(value)) * factor for value in number.value]
    if component == "price":
        component = _price(number, terms)
    part = Part(
        whose, component, Stated(_clean(values[0]), number.said, turn), number.currency, number.start, number.end,
        years,
        assumed_scale=number.scaled, company=_teller(number, tellers), cue=number.start, monthly=monthly, months=months,
        high=Stated(_clean(values[1]), number.said, turn) if len(values) > 1 else None, per=number.per,
        sure_of=number.sure,
        payments=factor if (number.per in ("hour", "day", "week") or is_unit(number.per)) and factor != 1 else None,
    )  # fmt: skip
    if component == "signing" and _IN_TWO.search(around):
        half = replace(part, stated=replace(part.stated, value=part.stated.value / 2))
        yield replace(half, component="signing_second")
        part = half
    if component in ("bonus", "bonus_pct"):
        part = replace(part, sure=is_sure(around))
    if component in ("equity", "shares"):
        part = replace(part, kind=grant_kind(around))
    yield part


LEAST_YEAR, MOST_YEAR = 15_000, 99_000
"""What is a year's pay wherever people write it so."""
_MONTHS = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:months?|mos?)\b", re.IGNORECASE)
_A_MONTH = re.compile(
    r"\bmonth|\bmo\b|/ ?m\b|p\.?c?\.?m\b|\bmes\b|mensual|\bmois\b|monat|mese\b|mensil|maand", re.IGNORECASE
)


_TIMES = re.compile(r"\d ?[x×*] ?1[2-6]\b", re.IGNORECASE)
"""A month's pay told with how often a year it comes: "7,200 x 12"."""


def without_a_stretch(number: ReadNumber, text: str) -> ReadNumber:
    """A number read by the month though no word says so, as a year's: "8 months without a job", "31k by e-mail"."""
    if number.per != "month":
        return number
    paid, stretch = _months_in(text)
    return replace(number, per="year") if not paid and (stretch or _of_a_year(number)) else number


@lru_cache(maxsize=8)
def _months_in(text: str) -> tuple[bool, bool]:
    """Whether pay is told by the month anywhere, and whether a stretch of months is: read once for all numbers."""
    paid = _A_MONTH.search(_MONTHS.sub(" ", text)) or _TIMES.search(text)
    return bool(paid), bool(_MONTHS.search(text))


def _of_a_year(number: ReadNumber) -> bool:
    """Whether it is written and as large as a year's pay ("31k"), where no word speaks of a month."""
    return number.said.lower().endswith("k") and LEAST_YEAR <= number.value[0] <= MOST_YEAR


def _sentence(around: str, said: str) -> str:
    """The sentence of the words around a number in which it stands: what is paid a 13th time is one offer's."""
    return next((one for one in re.split(r"(?<=[.!?;])\s+|,\s+(?=[A-Z])", around) if said in one), around)


def _clean(value: Decimal) -> Decimal:
    return value.normalize() + 0


def _line(text: str, number: ReadNumber) -> str:
    """The words around a number, within its line."""
    start = max(text.rfind("\n", 0, number.start) + 1, number.start - 60)
    end = text.find("\n", number.end)
    return text[start : min(end if end >= 0 else len(text), number.end + 60)]


def _a_year(number: ReadNumber, around: str, yearly: Decimal) -> tuple[Decimal, bool, int | None]:
    """How many of it make a year (`yearly` hours), whether it is a month's, and the payments a year that were told."""
    if number.part in ("bonus_pct", "share_pct", "shares", "share_price", "strike", "signing", "signing_2"):
        return Decimal(1), False, None
    if number.per == "month":
        months = months_of(_sentence(around, number.said))
        return Decimal(months or YEAR), True, months
    if number.per == "week":
        return Decimal(WEEKS_A_YEAR), False, None
    if number.per == "day":
        return Decimal(DAYS_A_YEAR), False, None
    if number.per == "hour" or is_unit(number.per):
        return yearly, False, None
    return Decimal(1), False, extra_months_of(around) if number.part == "base" else None


def _hours_a_year(text: str) -> Decimal | None:
    """The hours a year that the message tells by the week's, for every hourly number of it alike; None where none."""
    monthly = _MONTHLY.search(text)
    if monthly:
        return Decimal(monthly[1] or monthly[2]) * MONTHS
    weekly = [found for found in _HOURS.finditer(text) if _WEEKLY.match(text, found.end())]
    told = (Decimal(found[1].replace(",", ".")) for found in (*weekly, *_HOURS.finditer(text)))
    return next((hours * WEEKS_A_YEAR for hours in told if hours in HOURS_OF_A_WEEK), None)


def _price(number: ReadNumber, terms: Sequence[Term]) -> str:
    """Which price of a share: as its own words say, else simply the price."""
    named = (term.component for term in terms if term.start < number.end and number.start < term.end)
    return next((name for name in named if name in ("fair", "preferred", "price")), "price")


def _teller(number: ReadNumber, tellers: Sequence[Mention]) -> Mention | None:
    """The company, as looked up, that the reader says the number is of."""
    said = number.company
    return next((mention for mention in tellers if said and (mention.text == said or said in mention.text)), None)
