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
from parley.guides.places import FoundPlace, find_places, places_of
from parley.money import FoundAmount, find_amounts

KINDS = ("floor", "expected_counter", "rival", "aside", "ask")
PAID_IN = frozenset({"base", "equity", "signing", "total"})
PAY_SAID = frozenset({"floor", "expected_counter", "ask"})
BREAK = re.compile(r";|\s[—–-]{1,2}\s|\bthen\b|\bbut\b|\bwhile\b|\binstead\b|\bor else\b")
JOINT = re.compile(r"\s*(?:[-–—]|to)\s*")
CALLED_FLOOR = re.compile(
    r"(?i)\+?(?:\s+(?:[\w/-]+\s+){0,3}floor\b|"
    r"[^.;]{0,80}?\b(?:that(?:'s| is)|which is|being)\s+(?:my|your|the|a)\b[^.;]{0,30}?"
    r"\b(?:floor|minimum|walk-?away|bottom line)\b)"
)
SLASH = re.compile(r"\+?\s*/\s*(?:~|approximately )?")
IN_PARENTHESES = re.compile(r"[^()$£€]{0,30}\((?:~|≈|approximately )?\s*")
EDGE = re.compile(r"[,;=/()&]|\s\+|\b(?:with|and|plus|or|putting|bringing|for|in exchange)\b|[—–]")
YEARS = re.compile(r"(?i)\s*(?:/|over|across|in)?\s*(\d+|four)[- ]?(?:yr|year)s?\b")
AT_ONCE = re.compile(
    r"(?i)\+?(?:\s*(?:/|over|across|in)?\s*(?:\d+|four)[- ]?(?:yr|year)s?\b|\s*(?:/|per |a )(?:yr|year)\b)?"
)
SAID_BEFORE = re.compile(
    r"(?i)((?:[\w-]+\s+){0,3}[\w-]+)(?:\s+(?:ask|range|target|valued|worth))?\s+(?:of|at|to|is|worth)\s+"
    r"(?:~|at least |approximately |about |around )?$"
)
UNITS_WORTH = re.compile(
    r"(?i)\d\s+(?:\w+\s+){0,2}(?:rsus?|options|shares|units)\b[^()$£€]{0,25}\(\s*(?:approximately|approx\.?|about|~|≈|worth|or)?\s*$"
)
LIKEWISE = re.compile(r"\s*(?:[A-Za-z/]+\s*)?\([^()]*\)\s*(?:or|and|/|,|;)\s*(?:~)?")
YEARS_AHEAD = re.compile(r"(?i)[^,.;$£€₹]{0,40}?(?:/|over |across |\()\s?(\d|four)[- ]?y(?:ea)?r")
A_YEAR_AHEAD = re.compile(r"(?i)[^,.;$]{0,25}(?:/|per )year")
UNITS_BEHIND = re.compile(r"(?i)\+?\s+(?:[A-Za-z]+\s+){0,2}?(?:rsus?|options|shares|units|stock options)\b")
DIGIT = re.compile(r"\d")
A_YEAR = re.compile(r"(?i)\s*(?:/|per |a )(?:yr|year)\b|\s*annual(?:ly|ized)?\b")
PERCENT_BONUS = re.compile(r"(?i)(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?%\+?\s+(?:\w+\s+){0,3}?(?:bonus|variable)\b")
LINKED = re.compile(r"(?i)(?:^|\b(?:in|for|at|and|or|from|to)\s+(?:the\s+|an?\s+)?|[(/,;:]\s*)\W*$")
COMPARED = re.compile(r"-(?!based\b)\w")
ADJACENT = re.compile(r"\W{0,3}(?:at )?")
LOOSE_PLACE = re.compile(
    r"(?i)(?:^|[;.]\s*)(?:and\s+)?(?:for|in)\s+((?:[a-z0-9-]+\s+){0,3}(?:markets|locations|regions|offices|hubs|tiers?|metros|cities))\b"
)
LEVEL_CODE = re.compile(r"\b(?:for|at)\s+(?:an?\s+)?([A-Z]{1,3}\d{1,2})\b")
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
    amounts, aligned = _align(text, amounts, bands, known)
    if not amounts:
        return []
    places = _named_places(text)
    sayings: list[Saying] = []
    for amount, kind in zip(amounts, _kinds(text, amounts), strict=True):
        if kind not in PAY_SAID:
            continue
        role = amount.role or _role_from_beside(text, amount, amounts)
        role = role or _bare_role(amount, kind, bands, [*known, *sayings])
        if role in PAID_IN:
            regions = aligned.get(amount.start) or _regions_of(text, amount, amounts, places) or (None,)
            for region in regions:
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
    if not DIGIT.search(text):
        return []
    joined = list(_joined(text, [found for found in find_amounts(text) if not _counts_units(text, found)]))
    ceiling = _ceilings(tuple(bands)) if joined else {}
    home = bands[0].currency if bands else ""
    read = [_with_words(text, amount, joined) for amount in joined]
    read = [replace(amount, currency=amount.currency or _nearest_currency(amount, joined) or home) for amount in read]
    fitting = [amount for amount in read if amount.currency and _is_pay(amount, ceiling)]
    return list(_one_currency(text, fitting))


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


def _counts_units(text: str, amount: FoundAmount) -> bool:
    return amount.currency is None and bool(UNITS_BEHIND.match(text, amount.end))


def _is_pay(amount: Amount, ceiling: dict[str, Decimal]) -> bool:
    return amount.low >= 1000 and amount.high <= ceiling.get(amount.currency, Decimal(10**10))


def _one_currency(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Of `£355K / $455K` and `£192K ($240K equivalent)` the local half: the first, for guides put it first."""
    rows = {amount.start: len(row) for row in _slash_rows(text, amounts) for amount in row}
    previous: Amount | None = None
    for amount in amounts:
        between = text[previous.end : amount.start] if previous else ""
        dual = previous and previous.currency not in (amount.currency, "USD") and rows[amount.start] < 3
        if dual and (SLASH.fullmatch(between) or IN_PARENTHESES.fullmatch(between)):
            continue
        yield amount
        previous = amount


def _with_words(text: str, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """The amount with the words beside it, up to the next mark or joining word on either side; its role and period."""
    lefts = [match.end() for match in EDGE.finditer(text, 0, amount.start)]
    behind = AT_ONCE.match(text, amount.end)
    right_from = behind.end() if behind else amount.end
    dual = next(
        (o for o in amounts if o.currency != amount.currency and SLASH.fullmatch(text, amount.end, o.start)), None
    )
    right_from = dual.end if dual else right_from
    right = EDGE.search(text, right_from)
    next_amount = min((other.start for other in amounts if other.start >= right_from), default=len(text))
    before = text[lefts[-1] if lefts else 0 : amount.start]
    after = text[right_from : min(right.start() if right else len(text), next_amount)]
    role = _role_of(text, amount, before, after)
    return replace(amount, before=before, after=after, role=role, years=_years(text, amount, role, before))


def _role_of(text: str, amount: Amount, before: str, after: str) -> str | None:
    """What an amount pays: `a signing bonus of $40K`, else `$40K signing bonus`, else any word just before it."""
    if UNITS_WORTH.search(text[: amount.start]):
        return "equity"
    said = SAID_BEFORE.search(before)
    return (said and _role(said[1], last=True)) or _role(_first_words(after, 5)) or _role(before, last=True)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def _is_rise(text: str, amount: Amount) -> bool:
    """True for `a $20K-$30K base lift`, `$15,000 above the initial offer`, `+$98K`: not a level of pay."""
    rises = load("strategy")["rises"]
    plus = amount.start > 0 and text[amount.start - 1] == "+"
    yearly = holds(" ".join(amount.before.split()[-4:]), load("strategy")["not_pay_before"])
    return plus or yearly or holds(_first_words(amount.after, 3), rises)


def _align(
    text: str, amounts: Sequence[Amount], bands: Sequence[PayBand], known: Sequence[Saying]
) -> tuple[list[Amount], dict[int, tuple[str, ...]]]:
    """Rows of amounts for the guide's regions in order: `R$215,000 / R$250,000 / $145,000 base respectively`.

    Gives the amounts, those of a row with one role, and their regions by position. A row that does not fit the regions,
    one for one and each in its currency, is left out: nobody can say which amount is whose.
    """
    kept: list[Amount] = []
    regions: dict[int, tuple[str, ...]] = {}
    for row in _slash_rows(text, amounts):
        names = _regions_in_order(row, bands, known)
        roles = {amount.role for amount in row if amount.role}
        if len(row) < 3:
            kept.extend(row)
        elif names and len(roles) == 1:
            kept.extend(replace(amount, role=next(iter(roles))) for amount in row)
            regions.update({amount.start: (name,) for amount, name in zip(row, names, strict=True)})
    return kept, regions


def _regions_in_order(row: Sequence[Amount], bands: Sequence[PayBand], known: Sequence[Saying]) -> list[str] | None:
    """The regions for a row of amounts: those the strategy named before, else the table's; None where they differ."""
    table = {_place_name(band.region): band.currency for band in bands if band.region}
    named = list(dict.fromkeys(saying.region for saying in known if saying.region))
    for names in (named, list(table)):
        if [table.get(name) for name in names] == [amount.currency for amount in row]:
            return names
    return None


def _slash_rows(text: str, amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    row: list[Amount] = []
    for amount in amounts:
        if row and not SLASH.fullmatch(text, row[-1].end, amount.start):
            yield row
            row = []
        row.append(amount)
    if row:
        yield row


def _place_name(region: str) -> str:
    places = places_of(region)
    return places[0].name if len(places) == 1 else region


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


# --- what an amount pays


def _years(text: str, amount: Amount, role: str | None, before: str) -> int | None:
    """The period right behind an amount (`$265K/4yr`), or behind its words (`$220K RSUs over 4 years`)."""
    if role == "equity" and holds(before, ["annual", "yearly"]):
        return 1
    start = amount.end + (text[amount.end : amount.end + 1] == "+")
    found = YEARS.match(text, start) or (role == "equity" and YEARS_AHEAD.match(text, start)) or None
    if found:
        return int(found[1]) if found[1].isdigit() else 4
    a_year = A_YEAR.match(text, start) or (role == "equity" and A_YEAR_AHEAD.match(text, start))
    return 1 if a_year else None


def _role(words: str, *, last: bool = False) -> str | None:
    """What the first (or last) telling word says."""
    found = list(_role_words().finditer(f" {' '.join(re.findall(r'[^ .,*]+', words.lower()))} "))
    return found[-1 if last else 0].lastgroup if found else None


@cache
def _role_words() -> re.Pattern[str]:
    roles = load("strategy")["roles"]
    return re.compile("|".join(rf"(?P<{role}>(?<=\s)(?:{'|'.join(names)})(?=\s))" for role, names in roles.items()))


def _role_from_beside(text: str, amount: Amount, amounts: Sequence[Amount]) -> str | None:
    """Of `$215,000 / $175,000 RSU` the first is base; of `$240,000 base (Dallas) or $270,000 (New York)` both are."""
    at = next(position for position, other in enumerate(amounts) if other.start == amount.start)
    following = amounts[at + 1] if at + 1 < len(amounts) else None
    if following and SLASH.fullmatch(text, amount.end, following.start):
        same_currency = following.currency == amount.currency
        return "base" if same_currency and _role(following.after) == "equity" else None
    before = amounts[at - 1] if at else None
    return before.role if before and LIKEWISE.fullmatch(text, _end(text, before), amount.start) else None


def _end(text: str, amount: Amount) -> int:
    return amount.end + (text[amount.end : amount.end + 1] == "+")


def _bare_role(amount: Amount, kind: str | None, bands: Sequence[PayBand], known: Sequence[Saying]) -> str | None:
    """What a bare amount pays, by what was said before it: a floor a little under an ask's base is base."""
    if known and len(known[-1].amounts) == 1:
        ((role, said),) = known[-1].amounts.items()
        if known[-1].kind == "expected_counter" and said.low * Decimal("0.8") <= amount.low <= said.high * Decimal(
            "1.3"
        ):
            return role
    asks = [saying.amounts for saying in known if saying.kind == "ask" and saying.currency == amount.currency]
    for role in ("base", "total"):
        if kind == "floor" and any(_near(amount, said[role]) for said in asks if role in said):
            return role
    if not any(band.base for band in bands):
        return None
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
    return [
        found
        for found in find_places(text)
        if LINKED.search(text, max(0, found.start - 12), found.start) and not COMPARED.match(text, found.end)
    ]


def _regions_of(text: str, amount: Amount, amounts: Sequence[Amount], places: Sequence[FoundPlace]) -> tuple[str, ...]:
    """The places an amount is for: those named before it (`In Boston, target …`), else after it (`… in Boston`)."""
    piece_from = text.rfind(";", 0, amount.start) + 1
    piece = [place for place in places if place.start >= piece_from]
    touching = [place for place in piece if ADJACENT.fullmatch(text, place.end, amount.start)]
    if touching:
        return (touching[-1].name,)
    loose = LOOSE_PLACE.match(text, piece_from) or LOOSE_PLACE.match(text[piece_from:].lstrip())
    if loose and not piece:
        return (loose[1].strip(),)
    if any(not any(piece_from <= other.start < place.start for other in amounts) for place in piece):
        return _together(text, [place for place in piece if place.end <= amount.start], last=True)
    stop = text.find(";", amount.end)
    after = [place for place in piece if amount.end <= place.start and (stop < 0 or place.start < stop)]
    return _together(text, [place for place in after if _pays(place, amount)], last=False)


def _pays(place: FoundPlace, amount: Amount) -> bool:
    """False where a place cannot be meant: euros are not for New York."""
    return place.place is None or amount.currency in ("USD", place.place.currency)


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
    """The level a sentence names with `for` or `at`: the guide's own (`Senior (L5)`), or a code such as `P3`."""
    levels = dict.fromkeys(band.level for band in bands if band.level)
    for level in levels:
        names = [name for name in re.findall(r"[A-Za-z]\w*\+?", level) if len(name) > 1 and name.lower() != "of"]
        pattern = "|".join(re.escape(name) for name in names)
        if pattern and re.search(rf"(?i)\b(?:for|at|as)\s+(?:an?\s+|the\s+)?(?:{pattern})(?!\w)", text[: amount.start]):
            return level
    stop = text.find(";", amount.end)
    code = LEVEL_CODE.search(text, amount.end, stop if stop >= 0 else len(text))
    return code[1] if code else None
