"""Each number of a document's lines as a claim: what the line's words say of it, else what the trained reader does.

In: a passage, the message, what was read in it. Out: `Claim`s in order, before they are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from parley.data import load
from parley.documents.labels import FARTHEST, Label, label_of
from parley.documents.model import NOT_PAY, Claim, LetterPassage
from parley.documents.moves import old_of
from parley.documents.owners import owner_of
from parley.documents.periods import paid_of, period_beside
from parley.documents.scope import Scope, numbers_in, points_in, scope_of, words_from
from parley.documents.sums import granted, sum_of, years_of
from parley.documents.tables import pattern
from parley.money import MARKS
from parley.reading.layout import layout
from parley.reading.record import ReadNumber
from parley.reading.writing import Writing

PAY = (
    "base", "bonus", "bonus_pct", "equity", "shares", "share_price", "strike", "share_pct", "signing", "signing_2",
    "total",
)  # fmt: skip
"""Parts that an offer is made of."""
YEARLY = ("base", "fixed_sum", "fte", "instalment", "bonus", "equity", "signing", "signing_2", "total")
"""Parts whose sum is more than small change."""
SURE_FROM, TALK_FROM = 0.85, 0.6
"""The reader's probability from which a number without a label is taken: in a letter, and in a chat or a mail."""
GRANTS = ("equity", "shares")
LEAST, MOST_WHOLE = 100, 100
"""A bare number under this is no money; a bonus of that many per cent is none."""
SALARY = ("base", "fixed_sum", "fte", "instalment", "total")
LEAST_BASE, LEAST_SIGNED, LEAST_SALARY, PERIOD_ALONE = 500, 50, 10_000, 15
"""Less than the first a year or once is no part of an offer, than the second no bonus with a mark; from the third on a
year's sum that nothing names is pay, as sure as a label at that cost."""
TALKS, LEAST_TALKED = ("chat", "mail"), 15
"""Kinds in which a bare number can be a later word on pay, and from which size on."""
BESIDE = 5
"""The cost from which on a label is not right beside its number."""
NEVER = ("vest", "rate", "raise_pct", "company", "repayment", "law", "later", "past")
"""What a label can say a number is that is never pay."""
_TITLED = re.compile(r"(?:^|(?<=[.;]\s)|(?<=\d\s))[A-Z][\w -]{2,40}[.:]\s*$")
"""A heading that is a sentence of its own: "4.1 Base Pay. $178,000 per annum"."""
_FIGURE = re.compile(rf"\d{{2}}|%|[{MARKS}]")
"""A figure, not the number of a year or a step."""
_EACH = re.compile(
    r"\s?(?:per|a|each|for (?:each|every)|every|on)\s(?:unit|sale|car|deal|lead|policy|piece|job|visit|client|head"
    r"|referral|finance)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"[^.;]{0,24}\b(?:extension|renewal|renew|re-?sign\w*)\b", re.IGNORECASE)
"""What a bonus is told for: each one sold, another contract."""
_BY = re.compile(
    r"\b(?:by|another|an (?:additional|extra|increase of)|a (?:rise|raise|increase|uplift) of)\W*$", re.IGNORECASE
)
"""What stands in front of what pay moves by."""
_RATED = re.compile(r"\b(?:guaranteed at|of which|rang\w+ from[^.;]{0,16}|paid out)\s*$", re.IGNORECASE)
"""What stands in front of the part of a bonus that is guaranteed, or was paid."""
_SOLD = re.compile(
    r"\s?of (?:the |your |all |gross |net |what (?:you|u) )*(?:sales|sell|revenue|margin|profits?|billings?|production"
    r"|collections?|gp\b|agi\b|fees|bookings?|premiums?|acv|arr|turnover)",
    re.IGNORECASE,
)
"""What a share of sales is of."""
_OF_PAY = re.compile(r"\b(?:base|basic|salary|pay|ote|target)\b", re.IGNORECASE)
"""What makes a share of sales a share of pay."""
_TIMED = re.compile(r"hour|hr\b|p/h|\bday|daily|rate|diem|\bh\b", re.IGNORECASE)
_BREAKUP = re.compile(r"\bbreak-?(?:up|down)\b|\bcomponents per month\b", re.IGNORECASE)


def figures_of(message: Writing, passage: LetterPassage, read: Mapping[int, ReadNumber], kind: str) -> Iterator[Claim]:
    """The claims of a passage's numbers; what is no number of money, percent or units is passed over."""
    for index, line in enumerate(passage.lines):
        first = line.start + words_from(line.text)
        found = list(numbers_in(message, line))
        points = points_in(message.text, found)
        for number in found:
            if first <= number.start:
                scope = scope_of(message, line, number, read.get(number.start), kind)
                claim = (
                    _bare(scope, "base", "later") if number.start in points else _claim(message, passage, index, scope)
                )
                if claim:
                    yield replace(claim, document=passage.document, age=passage.age)


def _claim(message: Writing, passage: LetterPassage, index: int, scope: Scope) -> Claim | None:
    text, kind = scope.clause, scope.form
    small = kind == "count" and scope.number.low < LEAST and scope.read is None and not _TIMED.search(text)
    if not kind or small:
        return None
    if kind == "shares":
        near = label_of(text, scope.start, scope.end, "count")
        company = near is not None and near.part == "company" and near.explicit
        return _bare(scope, "company", "company") if company else _made(scope, "shares", None, passage)
    label = _label(message, passage, index, scope, kind)
    if kind == "money" and _BY.search(text, 0, scope.start) and pattern("moves").search(text):
        return _bare(scope, "raise_pct", "raise_pct")
    for why in ("later", "raise_pct"):
        if scope.column and re.match(load("letter")["times"][why], scope.column, re.IGNORECASE):
            return _bare(scope, label.part if label else "unknown", why)
    return _labelled(passage, index, scope, label)


def _labelled(passage: LetterPassage, index: int, scope: Scope, label: Label | None) -> Claim | None:
    """The claim of a number that is no units, with the words that name it."""
    kind = scope.form
    if kind == "count" and not _can_be_pay(scope, label):
        return _unlabelled(scope, kind) if scope.kind in TALKS else None
    if not passage.mine and not (label and label.explicit) and _is_pay_of_a_period(scope, kind):
        alone = label or Label("base", "", 0, 0)
        return _made(scope, "base", replace(alone, part="base", words="", cost=PERIOD_ALONE), passage)
    part = _part(scope, label, kind) if not passage.mine or scope.read is None else _own_part(scope, label, kind)
    if part is None:
        return _unlabelled(scope, kind)
    made = _made(scope, part, label, passage)
    return replace(made, years=years_of(passage, index, scope)) if made and made.part in GRANTS else made


def _is_posted_range(scope: Scope, label: Label | None) -> bool:
    """A range of a posting that is read as pay and that no words right beside it say is anything else: the second of
    "$150,000 - $180,000 in San Francisco and $120,000 - $145,000 in Austin"."""
    read, beside = scope.read, label is not None and label.cost < BESIDE
    named = read is not None and read.part in ("base", "total") and read.sure >= TALK_FROM
    return scope.kind == "posting" and scope.number.high is not None and named and not beside


def _is_pay_of_a_period(scope: Scope, kind: str) -> bool:
    """An amount that no words name but the period right behind it: "£34,500 per year, paid 4-weekly"."""
    period = period_beside(scope.clause, scope.start, scope.end, "") if kind == "money" else ""
    other = scope.read is not None and scope.read.part not in ("base", "unknown", "total")
    return not other and (period in ("hour", "day") or (period == "year" and scope.number.low >= LEAST_SALARY))


def _can_be_pay(scope: Scope, label: Label | None) -> bool:
    """Whether a number without any mark can be what the label says, or what was read."""
    value, period = scope.number.low, period_beside(scope.clause, scope.start, scope.end, label.words if label else "")
    if value >= LEAST or (value >= 1 and period in ("hour", "day")):
        return True
    return scope.read is not None and scope.read.sure >= TALK_FROM and scope.read.value[0] >= LEAST


def _own_part(scope: Scope, label: Label | None, kind: str) -> str | None:
    """The part in the person's own older words: as read, else as labelled."""
    read = scope.read
    return read.part if read and read.part in PAY else _of_kind(label.part, kind) if label else None


def _label(message: Writing, passage: LetterPassage, index: int, scope: Scope, kind: str) -> Label | None:
    """The nearest label: in the clause, in the row's first cell or column's head, on the line above, before it."""
    old = old_of(scope.clause, scope.start)
    if old:
        return label_of(scope.clause, *old, kind) or label_of(scope.clause, scope.start, scope.end, kind)
    found = [label_of(scope.clause, scope.start, scope.end, kind)]
    if kind == "count":
        found.append(label_of(scope.clause, scope.start, scope.end, "money"))
    best = min((one for one in found if one), key=lambda one: one.cost, default=None)
    if best and best.explicit:
        return best
    beside = _beside(message, passage, index, scope, kind)
    return min((one for one in (best, beside) if one), key=lambda one: one.cost, default=None)


def _beside(message: Writing, passage: LetterPassage, index: int, scope: Scope, kind: str) -> Label | None:
    kinds = (kind, "money") if kind == "count" else (kind,)
    text = scope.line.text
    column = scope.column
    places: list[tuple[str, int]] = [(column, 3)] if column else []
    row = _row_label(text[: scope.number.start - scope.line.start])
    if row:
        places.insert(0, (row, 2))
    if index and not row and not _FIGURE.search(above := passage.lines[index - 1].text) and len(above.split()) <= 8:
        places.append((above, 4))
    ahead = text[: scope.at - scope.line.start]
    if ahead:
        titled = _TITLED.search(ahead)
        places.append((titled[0], 3) if titled else (ahead[-120:], 10))
    places.append((layout(message.text).heading(scope.number.start), 12))
    for words, cost in places:
        for one in kinds:
            found = label_of(f"{words} 0", len(words) + 1, len(words) + 2, one) if words else None
            if found and found.cost + cost <= FARTHEST:
                return replace(found, cost=found.cost + cost)
    return None


def _row_label(ahead: str) -> str:
    """The words of a row's first cell with words, without what stands in brackets; "" outside a row."""
    cells = re.split(r"\t|\|", ahead)
    words = next((cell for cell in cells[:-1] if re.search(r"[^\W\d_]{2}", cell)), "")
    return re.sub(r"\([^()]*\)|@?\s?\d[\d.,]*\s?%", " ", words).strip() or words


def _part(scope: Scope, label: Label | None, kind: str) -> str | None:
    """The part, as the words say where they are explicit, else as the reader does."""
    read = scope.read
    if read and _is_posted_range(scope, label):
        return read.part
    if label and label.explicit:
        return _of_kind(label.part, kind)
    if (
        read
        and read.part in PAY
        and (label is None or read.part.split("_")[0] != label.part)
        and read.sure >= TALK_FROM
    ):
        talk = scope.kind in ("chat", "mail")
        if label is None and read.sure < (TALK_FROM if talk else SURE_FROM):
            return None
        if label is None or read.sure >= SURE_FROM:
            return read.part
    return _of_kind(label.part, kind) if label and label.part in (*PAY, "instalment", "fixed_sum", "fte") else None


def _of_kind(part: str, kind: str) -> str:
    return f"{part}_pct" if part == "bonus" and kind == "percent" else part


def _unlabelled(scope: Scope, kind: str) -> Claim | None:
    """An amount that no words name: seen, and left out."""
    talked = scope.kind in TALKS and scope.number.low >= LEAST_TALKED
    if kind not in ("money", "percent") and not scope.read and not talked:
        return None
    return _bare(scope, "unknown", "no_label")


def _made(scope: Scope, part: str, label: Label | None, passage: LetterPassage) -> Claim | None:
    """The claim of a part; as seen and left out where the number cannot be it."""
    if part in NEVER:
        marked = scope.number.percent or scope.number.signed or scope.form == "money"
        return _bare(scope, part, part) if marked else None
    why = _why_not(scope, part, label)
    if why:
        return _bare(scope, part, why)
    words = label.words if label else ""
    if part in ("equity", "shares") and not scope.number.signed:
        part = granted(scope, words)
    values, per, scaled = sum_of(scope, part, f"{words} {scope.column}", part in PAY)
    least = LEAST_BASE if part in SALARY or not scope.number.signed else LEAST_SIGNED
    if part in YEARLY and per in ("year", "once", "grant") and 0 < values[0] < least:
        return _bare(scope, part, "small")
    number = scope.number
    claim = Claim(
        part, number.text.strip(), scope.line.number, number.start, number.end, values, number.currency, per,
        paid=paid_of(scope.clause) if part in ("base", "instalment") else "", words=words,
        shared=number.shared, scaled=scaled, sure=1.0 - (label.cost if label else 20) / 100,
        quality=tuple(_qualities(scope)) if part in ("bonus", "bonus_pct") else (),
    )  # fmt: skip
    return replace(claim, whose=owner_of(scope, part, passage))


def _is_rate(scope: Scope, label: Label | None) -> bool:
    """Whether a share that stands by a bonus is of something else: of sales, of what is guaranteed, of past years."""
    if _SOLD.match(scope.clause, scope.end):
        return True
    sales = label is not None and "commission" in label.words.casefold() and not _OF_PAY.search(scope.clause)
    most = scope.number.high or scope.number.low
    return (
        sales or most == 0 or scope.number.low >= MOST_WHOLE or _RATED.search(scope.clause[: scope.start]) is not None
    )


def _why_not(scope: Scope, part: str, label: Label | None) -> str:
    """Why a number is not the part that its label names; a key of data/replies/claims.yaml, "" where it is."""
    if part == "bonus_pct" and _is_rate(scope, label):
        return "rate"
    if part in ("bonus", "signing"):
        told = scope.clause[scope.end :]
        if _EACH.match(told) or _AGAIN.match(told):
            return "rate" if _EACH.match(told) else "later"
    if part in ("signing", "equity", "retention", "relocation") and scope.number.percent:
        return "share_of"
    if part in YEARLY and re.search(load("letter")["threshold"], scope.clause[: scope.start], re.IGNORECASE):
        return "law"
    return "breakup" if part in ("base", "allowance") and _BREAKUP.search(scope.line.text) else ""


def _bare(scope: Scope, part: str, why: str) -> Claim:
    """A number that was seen and left out."""
    number = scope.number
    values = (number.low,) if number.high is None else (number.low, number.high)
    return Claim(
        part, number.text.strip(), scope.line.number, number.start, number.end, values, number.currency, whose=None,
        status=NOT_PAY, why=why,
    )  # fmt: skip


def _qualities(scope: Scope) -> Iterator[str]:
    for name, words in load("letter")["qualities"].items():
        if re.search(words, scope.clause, re.IGNORECASE):
            yield name
