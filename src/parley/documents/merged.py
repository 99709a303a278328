"""The claims of a document held against each other: one base, one of each part, the newest round first.

In: the claims as found. Out: those that stand, those that were seen and left out, and why the base is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parley.documents.figures import PAY
from parley.documents.model import DOUBTFUL, NOT_PAY, Claim

SINGLE = ("base", "bonus", "bonus_pct", "equity", "signing", "signing_2", "total", "shares", "strike")
TIMES = (12, 13, 13.5, 14, 24, 26, 52, 2080, 1950, 220)
"""How many payments a year one amount can be of another."""
TWO = "two_bases"
"""The doubt that a document names two bases; a key of data/replies/claims.yaml."""
_PARTS_OF_A_YEAR = {"hour": (500, 2300), "day": (60, 262)}
"""How many paid hours or days a year of part or full time has."""
SAME = 0.015
CLOSE, LIKE, LARGER = 0.06, 1.6, (4, 20)
"""How much nearer its label must be for the other of two figures to be left out without a doubt, and how many times
larger it is; so much larger an other of the same period may still be the salary."""
TIMED = ("hour", "day", "week")
"""Periods whose pay is nobody's package."""
YEARLY = ("year", "once", "grant", "")
"""Periods whose sum is the whole."""
UNNAMED = 0.85
"""How sure a claim is that no words name."""
LEAST_STIPEND = 10_000
"""Less than that a year nobody lives on."""
WHOLE = 0.56
"""The part of fixed pay up to which "basic" is one line of it and not the salary."""


@dataclass(frozen=True, slots=True)
class Held:
    """The claims that stand, what was left out, and the doubt about the base (a key, "" for none)."""

    claims: tuple[Claim, ...]
    seen: tuple[Claim, ...]
    doubt: str = ""


def held(claims: Iterable[Claim]) -> Held:
    """The claims of all documents and hands of a message, made consistent."""
    stand: list[Claim] = []
    seen: list[Claim] = []
    doubt = ""
    for group in _groups(claims):
        fits, out, unsure = _one(group)
        stand += fits
        seen += out
        doubt = doubt or unsure
    bases = [claim for claim in stand if claim.part == "base"]
    seen = [claim for claim in seen if not any(_is_same(base, claim) for base in bases)]
    return Held(tuple(sorted(stand, key=lambda one: one.start)), tuple(sorted(seen, key=lambda one: one.start)), doubt)


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    found: dict[tuple[int, str | None], list[Claim]] = {}
    for claim in claims:
        whose = "offer" if claim.part == "instalment" else claim.whose
        found.setdefault((claim.document, whose if claim.status != NOT_PAY else None), []).append(claim)
    return list(found.values())


def _one(group: Sequence[Claim]) -> tuple[list[Claim], list[Claim], str]:
    """One owner's claims of one document."""
    if group[0].status == NOT_PAY:
        return [], list(group), ""
    stand: list[Claim] = []
    seen: list[Claim] = []
    doubt = ""
    group = _with_hours(_with_whole(group))
    for part in dict.fromkeys(claim.part for claim in group):
        of_part = [claim for claim in group if claim.part == part]
        if part == "instalment":
            continue
        if part not in SINGLE or group[0].whose in ("range", "market"):
            stand += of_part
            continue
        instalments = [claim for claim in group if claim.part == "instalment"] if part == "base" else []
        found = _best(of_part, instalments)
        stand += found.claims
        seen += found.seen
        doubt = doubt or (found.doubt if group[0].whose == "offer" else "")
    if not any(one.part == "base" for one in stand):
        stand = [replace(one, part="base") if one.part == "total" and one.per in TIMED else one for one in stand]
    stand += _stipend(group) if not any(one.part == "base" for one in stand) else []
    lonely = [claim for claim in group if claim.part == "instalment" and not any(one.part == "base" for one in stand)]
    stand += [replace(claim, part="base", per=claim.per or "month") for claim in lonely[:1]]
    return stand, seen, doubt


def _with_whole(group: Sequence[Claim]) -> list[Claim]:
    """The whole of fixed pay as the base where basic pay is a small part of it, else as a total."""
    sums = [claim for claim in group if claim.part == "fixed_sum"]
    bases = [claim for claim in group if claim.part == "base"]
    if not sums:
        return list(group)
    whole, basic = _a_year(sums[0]), max(map(_a_year, bases), default=0.0)
    if basic > WHOLE * max(map(_a_year, sums)):
        top = any(claim.part == "total" for claim in group)
        left = [claim for claim in group if claim.part != "fixed_sum"]
        return left if top or basic >= whole else [*left, *(replace(claim, part="total") for claim in sums)]
    kept = [replace(claim, part="part_of_pay") if claim.part == "base" else claim for claim in group]
    return [replace(claim, part="base") if claim.part == "fixed_sum" else claim for claim in kept]


def _stipend(group: Sequence[Claim]) -> list[Claim]:
    """A year's stipend as the base where a letter names no other pay: a fellow's, a trainee's."""
    told = [one for one in group if one.part == "allowance" and "stipend" in one.words.casefold() and one.value]
    found = [one for one in told if one.per in YEARLY and one.value[0] >= LEAST_STIPEND]
    bare = any(one.part in ("instalment", "fixed_sum", "total") for one in group)
    return [] if bare or not found else [replace(found[0], part="base", per="year")]


def _with_hours(group: Sequence[Claim]) -> list[Claim]:
    """A full-time salary as the base where nothing less is told for the hours that are worked."""
    paid = any(claim.part == "base" for claim in group)
    full = [claim for claim in group if claim.part == "fte"]
    told = [replace(claim, part="base") for claim in full] if not paid else []
    return [*(claim for claim in group if claim.part != "fte"), *told]


def _a_year(claim: Claim) -> float:
    return (claim.value[0] if claim.value else 0.0) * {"month": 12, "week": 52, "day": 220, "hour": 2080}.get(
        claim.per, 1
    )


def _best(claims: Sequence[Claim], instalments: Sequence[Claim]) -> Held:
    """The claim that stands: of the newest round, told a year, nearest its label; older rounds, the rest, a doubt."""
    claims, unlike = _likely(claims)
    newest = min(claim.age for claim in claims)
    first = sorted((claim for claim in claims if claim.age == newest), key=_rank)
    best = _whole_year(first)
    rest = [claim for claim in claims if claim is not best]
    same = [claim for claim in (*rest, *instalments) if _is_same(best, claim)]
    best = _told_twice(best, same)
    others = [claim for claim in rest if not any(claim is one for one in same)]
    rivals = [claim for claim in others if claim.age == newest and best.part == "base" and _rivals(claim, best)]
    older = [replace(claim, whose="offer_before") for claim in others if claim.age > newest]
    second = [
        replace(claim, status=NOT_PAY, why="second", whose=None)
        for claim in others
        if claim.age == newest and claim not in rivals
    ]
    doubtful = [replace(claim, status=DOUBTFUL, why=TWO) for claim in (best, *rivals)]
    left = (*second, *(replace(claim, status=NOT_PAY, why="second", whose=None) for claim in unlike))
    return Held((*(doubtful if rivals else [best]), *older), left, TWO if rivals else "")


def _likely(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The bases but for those of a later round that only the reader names and that are of another size than before."""
    first = max(claims, key=lambda one: one.age)
    odd = [
        claim
        for claim in claims
        if claim.part == "base" and claim.age < first.age and claim.sure <= UNNAMED and claim.value and first.value
        and not 1 / LIKE <= _a_year(claim) / max(_a_year(first), 1e-9) <= LIKE
    ]  # fmt: skip
    return [claim for claim in claims if not any(claim is one for one in odd)], odd


def _whole_year(ranked: Sequence[Claim]) -> Claim:
    """The first, or the same pay told for the whole year: 9,600,000 a year beside 800,000."""
    best = ranked[0]
    yearly = [one for one in ranked if one.per in YEARLY and one is not best and _is_same(one, best)]
    if best.part not in ("base", "total") or (best.per in YEARLY and not yearly):
        return best
    whole = max(yearly, key=lambda one: one.value[0], default=best)
    return whole if best.per not in YEARLY or whole.value[0] > best.value[0] * (1 + SAME) else best


def _rivals(claim: Claim, best: Claim) -> bool:
    """Whether it could as well be the base: as near to its label and of the same size in a year, or larger."""
    if not claim.value or best.sure - claim.sure > CLOSE:
        return False
    times = _a_year(claim) / max(_a_year(best), 1e-9)
    return 1 / LIKE <= times <= LIKE or (claim.per == best.per and LARGER[0] <= times <= LARGER[1])


def _rank(claim: Claim) -> tuple[float, int]:
    return -claim.sure, claim.start


def _told_twice(best: Claim, same: Sequence[Claim]) -> Claim:
    """The claim with how it is paid, where the same pay is told for another period too."""
    paid = best.paid or next((claim.paid for claim in same if claim.paid), "")
    years = best.years or next((claim.years for claim in same if claim.years), None)
    said = best.said
    if best.part == "base":
        others = [
            claim.said
            for claim in same
            if (claim.said != best.said and claim.per != best.per) or claim.part == "instalment"
        ]
        said = f"{best.said} ({others[0]})" if others else said
    return replace(
        best,
        paid=paid,
        years=years,
        said=said,
        currency=best.currency or next((c.currency for c in same if c.currency), None),
    )


def _is_same(one: Claim, other: Claim) -> bool:
    """The same pay: the same sum, or one that comes so many times a year."""
    if not one.value or not other.value or len(one.value) != len(other.value):
        return False
    high, low = max(one.value[0], other.value[0]), min(one.value[0], other.value[0])
    if low <= 0:
        return False
    if high / low - 1 <= SAME:
        return True
    between = _PARTS_OF_A_YEAR.get(next((c.per for c in (one, other) if c.per in _PARTS_OF_A_YEAR), ""))
    if between and one.part == "base" and {one.per, other.per} & {"year"} and between[0] <= high / low <= between[1]:
        return True
    return one.part in ("base", "total") and any(abs(high / low / times - 1) <= SAME for times in TIMES)


def in_pay(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that an offer is made of."""
    return tuple(claim for claim in claims if claim.part in PAY and claim.status != NOT_PAY)
