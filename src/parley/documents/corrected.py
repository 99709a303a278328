"""A row of the card "What I read" put right: taken as it is, with another amount, or out of the pay.

In: a document's claims and a sentence of the card's (data/replies/claims.yaml, `rows`). Out: `Corrected`, or None where
the sentence is about no row.

>>> claim = Claim("base", "£130,000", 9, 0, 8, (130_000.0,), "GBP", "year")
>>> paper = Paper("letter", "", (), (), (claim,))
>>> sentence_of("change", claim, "£128k"), sentence_of("not_pay", claim)
('line 9, £130,000: it is £128k base', 'line 9, £130,000 base: not pay')
>>> put = corrected(paper, "line 9, £130,000: it is 128 base")
>>> [(one.said, one.value, one.currency) for one in put.news], put.gone.said
([('128', (128000.0,), 'GBP')], '£130,000')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from parley.data import load
from parley.documents.merged import in_pay
from parley.documents.model import DOUBTFUL, NOT_PAY, SURE, Claim, Paper
from parley.documents.periods import period_beside
from parley.reading.number import Number
from parley.reading.numbers import numbers

RIGHT, CHANGE, OUT = "right", "change", "not_pay"
"""What can be told of a row; keys of `rows`."""
OPEN = ("offer", "range", "market", None)
"""Whose rows can be put right: what is somebody else's is told in one's own words."""
SCALES = (1, 1_000, 100_000, 1_000_000)
NEAR = (0.5, 2.0)
"""What a bare number is multiplied with to be of the size of another, and how far from it it may be."""
LONGEST = 250
"""Characters of a sentence of the card's."""
TAKEN, SECOND = "taken_out", "second"
"""Why a claim is left out; keys of data/replies/claims.yaml."""
_OTHER_KIND = {"bonus": "bonus_pct", "bonus_pct": "bonus"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """`paper` as it stands now; `news` are its claims of pay that were not in it, or not sure; `gone` is the claim that
    counts no longer, None for a row that was right."""

    paper: Paper
    news: tuple[Claim, ...]
    gone: Claim | None


@dataclass(frozen=True, slots=True)
class _Told:
    deed: str
    line: int
    row: str
    amount: str = ""


def can_be_put_right(claim: Claim) -> bool:
    """Whether the card's sentences act on the row."""
    return claim.whose in OPEN and bool(claim.value)


def words_of(claim: Claim) -> str:
    """The row's own words in the document, without what it is told as well."""
    return claim.said.split(" (")[0]


def name_of(claim: Claim) -> str:
    """What the row is called, in a sentence."""
    return str(load("replies/claims")["parts"].get(claim.part, claim.part)).lower()


def sentence_of(deed: str, claim: Claim, told: str = "{}") -> str:
    """The sentence that puts a row right; `told` is the new amount."""
    form = str(load("replies/claims")["rows"][deed])
    return form.format(line=claim.line, said=words_of(claim), name=name_of(claim), told=told)


def base_sentence(claim: Claim) -> str:
    """The sentence that takes one of two bases: "the base is £129,000 a year"."""
    words = load("replies/claims")
    return str(words["is_base"]).format(words_of(claim), words["per"][claim.per or "year"])


def is_of_card(text: str) -> bool:
    """Whether a message is a sentence of the card's, whatever row it names."""
    return _told(text) is not None


def in_its_scale(low: float, like: float) -> int | None:
    """The scale in which a bare number is of the size of `like`: 128 beside 130,000 is in thousands; None for none."""
    return next((scale for scale in SCALES if NEAR[0] <= low * scale / like <= NEAR[1]), None) if like else None


def scale_beside(low: float, claim: Claim) -> float | None:
    """What a bare number is multiplied with to be told like the claim: as its own words are, else in its size.

    >>> scale_beside(2_700, Claim("base", "€2,500", 1, 0, 6, (35_000.0,)))
    14.0
    """
    told = next(iter(numbers(re.sub(r"[^\d.,' ].*", "", words_of(claim).lstrip("$£€₹")) or words_of(claim))), None)
    times = claim.value[0] / told.low if told and told.low else 0
    if times and NEAR[0] <= low / (claim.value[0] / times) <= NEAR[1]:
        return times
    return in_its_scale(low, claim.value[0])


def corrected(paper: Paper, text: str) -> Corrected | None:
    """The paper with a row put right; None where the text names none of its rows, or no amount that the row can be."""
    told = _told(text) or _base_told(paper, text)
    claim = _row(paper, told) if told else None
    new = _as_told(claim, told) if told and claim else None
    if told is None or claim is None or new is None:
        return None
    rest = [_beside(one, claim, paper, told.deed) for one in paper.claims if one is not claim]
    every = sorted([*rest, *paper.seen, new], key=lambda one: one.start)
    claims = tuple(one for one in every if one.status != NOT_PAY)
    seen = tuple(one for one in every if one.status == NOT_PAY)
    doubt = paper.doubt if any(one.status == DOUBTFUL for one in claims) else ""
    news = tuple(one for one in in_pay(claims) if one.status == SURE and one not in paper.claims)
    after = replace(paper, claims=claims, seen=seen, doubt=doubt)
    return Corrected(after, news, claim if told.deed != RIGHT else None)


def settled(paper: Paper, base: float | None) -> Paper:
    """The paper once the base is known: of two in doubt the one that it is, or neither."""
    if not paper.doubt or base is None:
        return paper
    told = [one for one in _doubtful(paper) if base in one.value]
    now = [
        replace(one, status=SURE, why="") if one in told else replace(one, status=NOT_PAY, why=SECOND, whose=None)
        for one in _doubtful(paper)
    ]
    kept = [one for one in paper.claims if one.status != DOUBTFUL]
    claims = sorted([*kept, *(one for one in now if one.status == SURE)], key=lambda one: one.start)
    return replace(
        paper, claims=tuple(claims), seen=(*paper.seen, *(one for one in now if one.status != SURE)), doubt=""
    )


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fields = {"line": r"(?P<line>\d{1,5})", "said name": r"(?P<row>.{1,90}?)", "said": r"(?P<row>.{1,90}?)"}
    fields |= {"told name": r"(?P<amount>.*\d.*?)"}
    return tuple((deed, _pattern(form, fields)) for deed, form in load("replies/claims")["rows"].items())


def _pattern(form: str, fields: dict[str, str]) -> re.Pattern[str]:
    text = re.escape(form.replace("} {", " "))
    for name, what in fields.items():
        text = text.replace(re.escape(f"{{{name}}}"), what)
    return re.compile(rf"{text}\W*", re.IGNORECASE)


def _told(text: str) -> _Told | None:
    if len(text) > LONGEST:
        return None
    for deed, pattern in _forms():
        found = pattern.fullmatch(text.strip())
        if found:
            return _Told(deed, int(found["line"]), found["row"].strip(), found.groupdict().get("amount", ""))
    return None


def _base_told(paper: Paper, text: str) -> _Told | None:
    """The one of two bases that the coach's own quick reply takes."""
    said = text.strip().casefold()
    claim = next((one for one in _doubtful(paper) if base_sentence(one).casefold() == said), None)
    return _Told(RIGHT, claim.line, words_of(claim)) if claim else None


def _row(paper: Paper, told: _Told) -> Claim | None:
    """The row that a sentence names by its line, its words and, where two have the same, its name; by its words alone
    where only one row has them."""
    there = [claim for claim in paper.claims if can_be_put_right(claim)]
    on_line = [claim for claim in there if claim.line == told.line]
    alone = [claim for claim in there if told.row.casefold().startswith(words_of(claim).casefold())]
    there = on_line or (alone if len(alone) == 1 else [])
    named = [one for one in there if told.row.casefold() == f"{words_of(one)} {name_of(one)}".casefold()]
    same = [one for one in there if told.row.casefold() == words_of(one).casefold()]
    ending = [one for one in same if told.amount.casefold().rstrip(" .").endswith(name_of(one))]
    return next(iter([*named, *ending, *same]), None)


def _as_told(claim: Claim, told: _Told) -> Claim | None:
    if told.deed == OUT:
        return replace(claim, status=NOT_PAY, why=TAKEN, whose=None)
    if told.deed == RIGHT:
        return replace(claim, status=SURE, why="")
    found = next(iter(numbers(told.amount)), None)
    return _with_amount(claim, found, told.amount) if found else None


def _with_amount(claim: Claim, number: Number, told: str) -> Claim | None:
    part = claim.part
    percent = part.endswith("_pct") or "%" in claim.said
    if percent != number.percent and (number.percent or number.signed or number.scaled):
        if part not in _OTHER_KIND:
            return None
        part = _OTHER_KIND[part]
    of_a_kind = part == claim.part and not (number.scaled or number.percent)
    scale = scale_beside(number.low, claim) if of_a_kind else None
    ends = (number.low,) if number.high is None else (number.low, number.high)
    per = period_beside(told, number.start, number.end, "") if part in ("base", "total") else ""
    return replace(
        claim, part=part, said=number.text.strip(), value=tuple(end * (scale or 1) for end in ends), status=SURE,
        why="", per=per or claim.per, paid="" if per else claim.paid, currency=number.currency or claim.currency,
        scaled=False,
    )  # fmt: skip


def _beside(one: Claim, claim: Claim, paper: Paper, deed: str) -> Claim:
    """Another row: where it was in doubt with the one put right, it is now left out, or the only one left."""
    if one.status != DOUBTFUL or (one.part, one.whose, one.document) != (claim.part, claim.whose, claim.document):
        return one
    if deed != OUT:
        return replace(one, status=NOT_PAY, why=SECOND, whose=None)
    left = [other for other in _doubtful(paper) if other is not claim]
    return replace(one, status=SURE, why="") if len(left) == 1 else one


def _doubtful(paper: Paper) -> Iterator[Claim]:
    return (claim for claim in paper.claims if claim.status == DOUBTFUL)
