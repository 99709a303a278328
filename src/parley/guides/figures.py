"""The figures of one sentence of a strategy: what is asked, what is the floor, for which place, level and currency.

In: a sentence, the guide's bands, and what the sentences before it said. Out: `Saying`s; amounts whose kind or role is
not certain are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parley.guides.amounts import SLASH, Amount, pay_amounts, role_of, slash_rows
from parley.guides.cues import amount_kinds
from parley.guides.model import PayBand, PercentRange
from parley.guides.places import places_of
from parley.guides.scope import level_of, named_places, regions_of

PAID_IN = frozenset({"base", "equity", "signing", "total"})
PAY_SAID = frozenset({"floor", "expected_counter", "ask"})
LIKEWISE = re.compile(r"\s*(?:[A-Za-z/]+\s*)?\([^()]*\)\s*(?:or|and|/|,|;)\s*(?:~)?")
PERCENT_BONUS = re.compile(r"(?i)(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?%\+?\s+(?:\w+\s+){0,3}?(?:bonus|variable)\b")
ACCEPTING = re.compile(r"(?i)\bto (?:accept|sign|say yes)\b")
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")


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
    amounts, aligned = _align(text, pay_amounts(text, bands), bands, known)
    if not amounts:
        return []
    places = named_places(text)
    sayings: list[Saying] = []
    for amount, kind in zip(amounts, amount_kinds(text, amounts), strict=True):
        if kind not in PAY_SAID:
            continue
        role = amount.role or _role_from_beside(text, amount, amounts)
        role = role or _bare_role(amount, kind, bands, [*known, *sayings])
        if kind == "ask" and ACCEPTING.search(text, amount.end) and _is_below_asks(amount, role, known):
            continue
        if role in PAID_IN:
            regions = aligned.get(amount.start) or regions_of(text, amount, amounts, places) or (None,)
            for region in regions:
                _add(sayings, kind, region, level_of(text, amount, bands), replace(amount, role=role))
    _add_bonus(text, sayings)
    return sayings


def _is_below_asks(amount: Amount, role: str | None, known: Sequence[Saying]) -> bool:
    """True for `I need $258K to accept` after an ask of more: it may be a floor, so it is no ask."""
    asks = (said.amounts.get(role or "") for said in known if said.kind == "ask" and said.currency == amount.currency)
    return any(ask and ask.low > amount.low for ask in asks)


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


def _role_from_beside(text: str, amount: Amount, amounts: Sequence[Amount]) -> str | None:
    """Of `$215,000 / $175,000 RSU` the first is base; of `$240,000 base (Dallas) or $270,000 (New York)` both are."""
    at = next(position for position, other in enumerate(amounts) if other.start == amount.start)
    following = amounts[at + 1] if at + 1 < len(amounts) else None
    if following and SLASH.fullmatch(text, amount.end, following.start):
        same_currency = following.currency == amount.currency
        return "base" if same_currency and role_of(following.after) == "equity" else None
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


def _align(
    text: str, amounts: Sequence[Amount], bands: Sequence[PayBand], known: Sequence[Saying]
) -> tuple[list[Amount], dict[int, tuple[str, ...]]]:
    """Rows of amounts for the guide's regions in order: `R$215,000 / R$250,000 / $145,000 base respectively`.

    Gives the amounts, those of a row with one role, and their regions by position. A row that does not fit the regions,
    one for one and each in its currency, is left out: nobody can say which amount is whose.
    """
    kept: list[Amount] = []
    regions: dict[int, tuple[str, ...]] = {}
    for row in slash_rows(text, amounts):
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


def _place_name(region: str) -> str:
    places = places_of(region)
    return places[0].name if len(places) == 1 else region
