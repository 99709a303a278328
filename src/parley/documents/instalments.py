"""A signing bonus that comes in several payments: what each year brings, and when it is to be paid back.

In: the claims as found, the text. Out: the claims, the signing bonus as what the first year brings, that of later years
beside it; its payments are no claims of their own. The words are in data/letter.yaml, `instalments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley.data import load
from parley.documents.model import NOT_PAY, SURE, Claim

PAYMENTS = ("signing", "signing_2", "later", "unknown", "instalment", "base")
"""What a payment of it may have been taken for."""
YEARS = ("signing", "signing_2", "signing_3")
"""The part that each year's payments are."""
SAME = 0.01
YEAR, MOST, FAR = 12, 6, 300
"""Months, payments at most, and characters to each side of a word about paying back."""
PART_OF = "breakup"
"""Why a payment is left out; a key of data/replies/claims.yaml."""


@dataclass(frozen=True, slots=True)
class _Payments:
    whole: float
    amounts: tuple[float, ...]
    claims: tuple[Claim, ...] = ()


def in_instalments(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims with each signing bonus that is paid in parts as what every year brings."""
    kept = list(claims)
    for first in [one for one in claims if _is_signing(one) and len(one.value) == 1]:
        if not any(one is first for one in kept):
            continue
        start, end = _around(first, kept, text)
        words = text[start:end]
        found = _payments(first, words, [one for one in kept if first.start < one.start < end and _may_be_payment(one)])
        if found:
            kept = [one for one in kept if one is not first and not any(one is paid for paid in found.claims)]
            kept += _by_year(first, found, _months(words, len(found.amounts)))
            kept += [replace(one, status=NOT_PAY, why=PART_OF, whose=None) for one in found.claims if one is not first]
    repaid = _repaid(text) if any(_is_signing(one) for one in kept) else ""
    told = [replace(one, repaid=repaid) if _is_signing(one) else one for one in kept]
    return sorted(told, key=lambda one: one.start)


def _is_signing(claim: Claim) -> bool:
    return claim.part == "signing" and claim.status == SURE


def _around(first: Claim, claims: Sequence[Claim], text: str) -> tuple[int, int]:
    """From what stands before the sum in its line to the line's end, or to where it turns to paying it back."""
    start = max((one.end for one in claims if one.end <= first.start), default=0)
    end = text.find("\n", first.end)
    end = len(text) if end < 0 else end
    back = _table()["back"].search(text, first.end, end)
    return max(start, text.rfind("\n", 0, first.start) + 1), back.start() if back else end


def _may_be_payment(one: Claim) -> bool:
    return one.part in PAYMENTS and len(one.value) == 1 and "%" not in one.said


def _payments(first: Claim, words: str, others: Sequence[Claim]) -> _Payments | None:
    """How the bonus is paid: parts that make up the sum, so many equal ones, or parts whose times alone are told."""
    whole, amounts = first.value[0], tuple(one.value[0] for one in others)
    if len(amounts) > 1 and _is_same(sum(amounts), whole):
        return _Payments(whole, amounts, tuple(others))
    counted = _table()["count"].search(words)
    many = int(_number(counted["n"])) if counted else 0
    if 1 < many <= MOST and (not amounts or _is_same(amounts[0] * many, whole)):
        return _Payments(whole, (whole / many,) * many, tuple(others[:1]))
    every = (whole, *amounts)
    if 1 < len(every) <= MOST and amounts and len(_times(words)) == len(every):
        return _Payments(sum(every), every, tuple(others))
    return None


def _by_year(first: Claim, found: _Payments, months: Sequence[int]) -> Iterator[Claim]:
    """The first claim for what each year brings; all of it in the first where no times are told."""
    sums: dict[int, float] = {}
    for month, amount in zip(months, found.amounts, strict=True):
        sums[month // YEAR] = sums.get(month // YEAR, 0.0) + amount
    form = load("replies/claims")["instalments"]
    whole = first.said if _is_same(found.whole, first.value[0]) else f"{found.whole:,.0f}"
    paid = form.format(count=len(found.amounts), whole=whole)
    spots = (first, *found.claims) if len(found.claims) < len(found.amounts) else found.claims
    for year, amount in sorted(sums.items()):
        if year < len(YEARS):
            of_year = [at for at, month in enumerate(months) if month // YEAR == year]
            spot = spots[of_year[0]] if year and len(of_year) == 1 and len(spots) == len(months) else first
            yield replace(
                first, part=YEARS[year], value=(amount,), paid="" if year else paid,
                said=spot.said, line=spot.line, start=spot.start, end=spot.end,
            )  # fmt: skip


def _months(words: str, count: int) -> tuple[int, ...]:
    """In which month each payment comes."""
    times = _times(words)
    if len(times) == count:
        return tuple(times)
    yearly = _table()["yearly"].search(words)
    return tuple(YEAR * at if yearly else 0 for at in range(count))


def _times(words: str) -> list[int]:
    """The months that are named, in order."""
    found: dict[int, int] = {}
    for name, step in (("start", 0), ("months", 1), ("years", YEAR), ("in_year", YEAR)):
        for match in _table()[name].finditer(words):
            said = match.groupdict().get("n")
            number = int(_number(said)) if said else 0
            found.setdefault(match.start(), (number - (name == "in_year")) * step)
    return [found[at] for at in sorted(found)]


def _repaid(text: str) -> str:
    """When a signing bonus is to be paid back, by the first sentence about that which tells the months; "" for none."""
    for match in _table()["repaid"].finditer(text):
        sentence = text[max(_before(text, match.start()), match.start() - FAR) : _behind(text, match.end())]
        within = _table()["within"].search(sentence)
        if within:
            forms = load("replies/claims")["repaid"]
            months = int(_number(within["n"])) * (YEAR if within["unit"].casefold().startswith("y") else 1)
            form = forms["falling" if _table()["falling"].search(sentence) else "whole"]
            return str(form.format(months))
    return ""


def _before(text: str, at: int) -> int:
    return max(text.rfind(". ", max(at - FAR, 0), at), text.rfind("\n", max(at - FAR, 0), at)) + 1


def _behind(text: str, at: int) -> int:
    ends = (found for mark in (". ", "\n") if (found := text.find(mark, at, at + FAR)) >= 0)
    return min(ends, default=min(at + FAR, len(text)))


def _number(said: str) -> float:
    words: Mapping[str, int] = load("letter")["instalments"]["numbers"]
    return float(words.get(said.casefold(), said if said.isdigit() else 0))


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(one, other)


@cache
def _table() -> Mapping[str, re.Pattern[str]]:
    rows = load("letter")["instalments"]
    number = rf"(?P<n>\d{{1,2}}|{'|'.join(rows['numbers'])})"
    return {name: re.compile(words.replace("{N}", number), re.IGNORECASE) for name, words in rows["words"].items()}
