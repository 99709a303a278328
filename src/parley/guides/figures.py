"""The amounts of a strategy's sentences: what each is (ask, floor, expected counter), what it pays, and for whom.

In: one sentence and the guide's bands. Out: `Saying`s; amounts whose kind or role is not certain are left out, for a
floor must never pass for an ask. The words that decide are in `data/strategy.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache

from parley.data import load
from parley.guides.columns import holds
from parley.guides.model import PayBand, PercentRange
from parley.guides.places import FoundPlace, find_places
from parley.money import FoundAmount, find_amounts

KINDS = ("floor", "expected_counter", "rival", "aside", "ask")
PAY_SAID = frozenset({"floor", "expected_counter", "ask"})
BREAK = re.compile(r";|\s[—–-]{1,2}\s|\bthen\b|\bbut\b|\bwhile\b|\binstead\b|\bor else\b")
JOINT = re.compile(r"\s*(?:[-–—]|to)\s*")
SLASH = re.compile(r"\s*/\s*(?:~|approximately )?")
EDGE = re.compile(r"[,;:+=/()&]|\b(?:with|and|plus|or|putting|bringing|for|in exchange)\b|[—–]")
YEARS = re.compile(r"(?i)\s*(?:/|over|across|in)?\s*(\d+|four)[- ]?(?:yr|year)s?\b")
YEARS_AHEAD = re.compile(r"(?i)[^,.;$£€₹]{0,40}?(?:/|over |across |\()\s?(\d|four)[- ]?y(?:ea)?r")
A_YEAR_AHEAD = re.compile(r"(?i)[^,.;$]{0,25}(?:/|per )year")
DIGIT = re.compile(r"\d")
A_YEAR = re.compile(r"(?i)\s*(?:/|per |a )(?:yr|year)\b|\s*annual(?:ly|ized)?\b")
PERCENT_BONUS = re.compile(r"(?i)(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?%\+?\s+(?:\w+\s+){0,3}?(?:bonus|variable)\b")
LINKED = re.compile(r"(?i)(?:^|\b(?:in|for|at|and|or|from|to)\s+(?:the\s+)?|[(/,;]\s*)\W*$")
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A range in a sentence, with the words `before` and `after` that stand with it.

    `role` is what it pays, a field of pay or None; `years` its equity's period.
    """

    low: Decimal
    high: Decimal
    currency: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    role: str | None = None
    years: int | None = None


@dataclass(slots=True)
class Saying:
    """Amounts named in one breath: of one kind, one place, one level and one currency."""

    kind: str
    region: str | None
    level: str | None
    currency: str
    amounts: dict[str, Amount] = field(default_factory=dict)
    bonus_pct: PercentRange | None = None


def read_sentence(sentence: str, bands: Sequence[PayBand], known: Sequence[Saying]) -> list[Saying]:
    """The sayings of one sentence; `known` are those of the sentences before it, which settle a bare "$195K"."""
    text = IN_BRACKETS.sub(lambda match: "_" * len(match[0]), sentence)
    amounts = [amount for amount in _amounts(text, bands) if not _is_rise(text, amount)]
    if not amounts:
        return []
    places = _named_places(text)
    sayings: list[Saying] = []
    for amount, kind in zip(amounts, _kinds(text, amounts), strict=True):
        if kind not in PAY_SAID:
            continue
        role = amount.role or _slash_role(text, amount, amounts)
        role = role or _bare_role(amount, kind, bands, [*known, *sayings])
        if role:
            for region in _regions_of(text, amount, amounts, places) or (None,):
                _add(sayings, kind, region, _level(text, amount, bands), replace(amount, role=role))
    _add_bonus(text, sayings)
    return sayings


def _add(sayings: list[Saying], kind: str, region: str | None, level: str | None, amount: Amount) -> None:
    role = amount.role or ""
    for saying in sayings:
        same = (saying.kind, saying.region, saying.level, saying.currency) == (kind, region, level, amount.currency)
        if same and role not in saying.amounts:
            saying.amounts[role] = amount
            return
        if same and saying.amounts[role] == amount:
            return
    sayings.append(Saying(kind, region, level, amount.currency, {role: amount}))


def _add_bonus(text: str, sayings: Sequence[Saying]) -> None:
    found = PERCENT_BONUS.search(text)
    kinds = {saying.kind for saying in sayings}
    if found and len(kinds) == 1:
        low = Decimal(found[1])
        sayings[0].bonus_pct = PercentRange(low, Decimal(found[2] or low))


# --- amounts


def _amounts(text: str, bands: Sequence[PayBand]) -> list[Amount]:
    """The pay amounts of a sentence: ranges joined, one half of each dual currency dropped, other money left out."""
    joined = list(_joined(text, list(find_amounts(text)))) if DIGIT.search(text) else []
    ceiling = _ceilings(tuple(bands)) if joined else {}
    home = bands[0].currency if bands else ""
    read = [_with_words(text, amount, joined) for amount in joined]
    read = [replace(amount, currency=amount.currency or _nearest_currency(amount, joined) or home) for amount in read]
    return list(_one_currency(text, [amount for amount in read if amount.currency and _is_pay(amount, ceiling)]))


def _joined(text: str, found: Sequence[FoundAmount]) -> Iterator[Amount]:
    position = 0
    while position < len(found):
        first = found[position]
        second = found[position + 1] if position + 1 < len(found) else None
        if second and JOINT.fullmatch(text, first.end, second.start) and _one_range(first, second):
            low = first.amount * 1000 if first.amount < 1000 <= second.amount else first.amount
            yield Amount(low, second.amount, first.currency or second.currency or "", first.start, second.end)
            position += 2
        else:
            low = first.amount
            yield Amount(low, low, first.currency or "", first.start, first.end)
            position += 1


def _one_range(first: FoundAmount, second: FoundAmount) -> bool:
    low = first.amount * 1000 if first.amount < 1000 <= second.amount else first.amount
    return low <= second.amount and (first.currency or second.currency) == (second.currency or first.currency)


def _nearest_currency(amount: Amount, others: Sequence[Amount]) -> str | None:
    marked = [other for other in others if other.currency]
    return min(marked, key=lambda other: abs(other.start - amount.start)).currency if marked else None


@lru_cache(maxsize=64)
def _ceilings(bands: tuple[PayBand, ...]) -> dict[str, Decimal]:
    """For each currency of the guide, the most that a pay amount in it can be: three times the highest published."""
    highest: dict[str, Decimal] = {}
    for band in bands:
        grants = (band.equity.value,) if band.equity else ()
        published = (band.base, band.total_comp, *grants, *(money for _, money in band.alternatives))
        for money in published:
            if money:
                highest[money.currency] = max(highest.get(money.currency, Decimal(0)), money.high * 3)
    return highest


def _is_pay(amount: Amount, ceiling: dict[str, Decimal]) -> bool:
    return amount.low >= 1000 and amount.high <= ceiling.get(amount.currency, Decimal(10**10))


def _one_currency(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Of `£355K / $455K` and `£192K ($240K equivalent)` the local half: the first, for guides put it first."""
    previous: Amount | None = None
    for amount in amounts:
        between = text[previous.end : amount.start] if previous else ""
        dual = previous and previous.currency not in (amount.currency, "USD")
        if dual and (SLASH.fullmatch(between) or re.fullmatch(r"\s*\((?:~|≈)?\s*", between)):
            continue
        yield amount
        previous = amount


def _with_words(text: str, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """The amount with the words beside it, up to the next mark or joining word on either side; its role and period."""
    lefts = [match.end() for match in EDGE.finditer(text, 0, amount.start)]
    period = YEARS.match(text, amount.end) or A_YEAR.match(text, amount.end)
    right_from = period.end() if period else amount.end
    right = EDGE.search(text, right_from)
    next_amount = min((other.start for other in amounts if other.start >= right_from), default=len(text))
    before = text[lefts[-1] if lefts else 0 : amount.start]
    after = text[right_from : min(right.start() if right else len(text), next_amount)]
    role = _role(after) or _role(before)
    return replace(amount, before=before, after=after, role=role, years=_years(text, amount, role))


def _is_rise(text: str, amount: Amount) -> bool:
    """True for `a $20K-$30K base lift`, `$15,000 above the initial offer`, `+$98K`: not a level of pay."""
    plus = text[: amount.start].rstrip().endswith("+") and not amount.before.strip()
    return plus or holds(amount.after, load("strategy")["rises"])


# --- kinds


@cache
def _cues() -> re.Pattern[str]:
    kinds = load("strategy")["cues"]
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(kinds[kind])})" for kind in KINDS), re.IGNORECASE)


def _kinds(text: str, amounts: Sequence[Amount]) -> list[str | None]:
    """The kind of each amount: that of the last cue before it; a floor gives way only after a break in the sentence."""
    marks = sorted(
        [(match.start(), match.lastgroup or "") for match in _cues().finditer(text)]
        + [(match.start(), "break") for match in BREAK.finditer(text)]
    )
    kinds: list[str | None] = []
    for amount in amounts:
        kinds.append(_state(marks, amount.start) or _following(text, marks, amount))
    return kinds


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


def _following(text: str, marks: Sequence[tuple[int, str]], amount: Amount) -> str | None:
    """`$185K is my floor`: with no cue before, the first after it in the same clause."""
    for start, kind in marks:
        if start >= amount.end:
            return kind if kind in ("floor", "rival", "aside", "expected_counter") else None
    return None


# --- what an amount pays


def _years(text: str, amount: Amount, role: str | None) -> int | None:
    """The period right behind an amount (`$265K/4yr`), or behind its words (`$220K RSUs over 4 years`)."""
    found = YEARS.match(text, amount.end) or (role == "equity" and YEARS_AHEAD.match(text, amount.end)) or None
    if found:
        return int(found[1]) if found[1].isdigit() else 4
    a_year = A_YEAR.match(text, amount.end) or (role == "equity" and A_YEAR_AHEAD.match(text, amount.end))
    return 1 if a_year else None


def _role(words: str) -> str | None:
    return next((role for role, names in load("strategy")["roles"].items() if holds(words, names)), None)


def _slash_role(text: str, amount: Amount, amounts: Sequence[Amount]) -> str | None:
    """Of `$215,000 / $175,000 RSU` the first is base."""
    at = next(position for position, other in enumerate(amounts) if other.start == amount.start)
    following = amounts[at + 1] if at + 1 < len(amounts) else None
    if following and SLASH.fullmatch(text, amount.end, following.start) and following.currency == amount.currency:
        return "base" if _role(following.after) == "equity" else None
    return None


def _bare_role(amount: Amount, kind: str | None, bands: Sequence[PayBand], known: Sequence[Saying]) -> str | None:
    """What a bare amount pays, by the asks before it: a floor a little under an ask's base is base."""
    asks = [saying.amounts for saying in known if saying.kind == "ask" and saying.currency == amount.currency]
    for role in ("base", "total"):
        if kind == "floor" and any(_near(amount, said[role]) for said in asks if role in said):
            return role
    inside = [role for role in ("base", "total") if _in_band(amount, role, bands)]
    return inside[0] if len(inside) == 1 else None


def _near(amount: Amount, ask: Amount) -> bool:
    return ask.low * Decimal("0.75") <= amount.low <= ask.high


def _in_band(amount: Amount, role: str, bands: Sequence[PayBand]) -> bool:
    ranges = [band.base if role == "base" else band.total_comp for band in bands]
    return any(r and r.currency == amount.currency and r.low <= amount.low and amount.high <= r.high for r in ranges)


# --- for which place and level


def _named_places(text: str) -> list[FoundPlace]:
    """The places a sentence names after `in`, `for`, `(`, or at its start."""
    return [found for found in find_places(text) if LINKED.search(text, max(0, found.start - 12), found.start)]


def _regions_of(text: str, amount: Amount, amounts: Sequence[Amount], places: Sequence[FoundPlace]) -> tuple[str, ...]:
    """The places an amount is for: those named before it (`In Boston, target …`), else after it (`… in Boston`)."""
    piece_from = max((match.end() for match in re.finditer(r";", text[: amount.start])), default=0)
    piece = [place for place in places if place.start >= piece_from]
    leading = [place for place in piece if not any(piece_from <= a.start < place.start for a in amounts)]
    if leading:
        before = [place for place in piece if place.end <= amount.start]
        return _together(text, before, last=True)
    stop = text.find(";", amount.end)
    after = [place for place in piece if amount.end <= place.start and (stop < 0 or place.start < stop)]
    return _together(text, after, last=False)


def _together(text: str, places: Sequence[FoundPlace], *, last: bool) -> tuple[str, ...]:
    """The first (or last) place and those joined to it by "or", "and" or a slash."""
    if not places:
        return ()
    run = [places[-1] if last else places[0]]
    for place in reversed(places[:-1]) if last else places[1:]:
        between = text[place.end : run[0].start] if last else text[run[-1].end : place.start]
        if not re.fullmatch(r"[\s*)]*(?:/|,|\bor\b|\band\b|&)[\s*(]*", between):
            break
        run = [place, *run] if last else [*run, place]
    return tuple(place.name for place in run)


def _level(text: str, amount: Amount, bands: Sequence[PayBand]) -> str | None:
    """The guide's level that a sentence names with `for` or `at` before the amount."""
    levels = dict.fromkeys(band.level for band in bands if band.level)
    for level in levels:
        names = [
            name for name in re.findall(r"[A-Za-z]\w*\+?", level) if len(name) > 1 and name.lower() not in ("of", "the")
        ]
        pattern = "|".join(re.escape(name) for name in names)
        if pattern and re.search(rf"(?i)\b(?:for|at|as)\s+(?:an?\s+|the\s+)?(?:{pattern})(?!\w)", text[: amount.start]):
            return level
    return None
