"""Offers over the turns: what the parts of a message make of the offers known so far.

In: the parts read in a message, the offers before. Out: offers by round, newest last. A new figure opens a round with
the untouched components of the round before; a correction and the filling of a gap change the round in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from parley.dialogue.model import Beside, Grant, Offer
from parley.dialogue.pay.near_words import named_beside
from parley.dialogue.pay.parts import Part
from parley.dialogue.pay.payment import YEAR

COMPONENTS = ("base", "equity", "bonus_pct", "bonus", "signing", "signing_second", "total")
GRANTED = tuple(field.name for field in fields(Grant))
VALUES = ("shares", "strike", "fair", "preferred", "price", "stake_pct")
"""The terms of a grant that tell what it is worth: a value told anew takes them out of force."""


def offer_of(
    parts: Sequence[Part], like: Offer | None = None, *, equity: bool = True, alone: str = "base"
) -> Offer | None:
    """One offer from the parts of one owner, all in one currency; `like` helps to tell what an unnamed number is.

    `equity` is whether the guide at hand grants any: where it does not, the second of "240 + 220" is a bonus. `alone`
    is what a single unnamed number is: of a rival's offer the total.
    """
    if len(parts) == 1 and not parts[0].component and not like:
        parts = [replace(parts[0], component=alone)]
    offer = None
    for index, part in enumerate(parts):
        like = offer if index > 0 and part.cue != parts[index - 1].cue else like
        offer = _with(offer or Offer(turn=part.stated.turn), part, _component(part, offer, like, equity=equity))
    return offer


def _component(part: Part, offer: Offer | None, like: Offer | None, *, equity: bool) -> str:
    if part.component == "equity?":
        return "equity" if equity else "bonus"
    if part.component:
        return part.component
    if like:
        return _nearest(part.stated.value, like)
    return "base" if not offer or not offer.base else "total"


def _nearest(value: Decimal, like: Offer) -> str:
    """Of the components known before, the one whose amount is closest by ratio; base where none is near.

    Never equity: a bare number is cash or the whole package.
    """
    known = [(name, stated.value) for name in ("base", "total", "signing", "bonus") if (stated := getattr(like, name))]
    near = [(max(value, other) / min(value, other), name) for name, other in known if value and other]
    return min(near)[1] if near and min(near)[0] < 2 else "base"


def _with(offer: Offer, part: Part, component: str) -> Offer:
    told: dict[str, Any] = {component: part.stated}
    if component in GRANTED:
        grant = replace(offer.grant, **told, kind=part.kind or offer.grant.kind)
        years = part.years or offer.equity_years
        return replace(offer, grant=grant, equity_years=years, currency=offer.currency or part.currency)
    changed = replace(offer, **told)
    if component == "equity":
        grant = replace(offer.grant, kind=part.kind or offer.grant.kind)
        changed = replace(changed, equity_years=part.years, assumed_equity_years=part.years is None, grant=grant)
    if component == "base" and part.monthly:
        changed = replace(changed, monthly=True, pay_months=part.months)
    elif component == "base":
        changed = replace(changed, pay_months=part.months or changed.pay_months)
        changed = replace(changed, per=part.per if part.payments else None, payments=part.payments)
    if part.sure is not None:
        changed = replace(changed, bonus_sure=part.sure)
    return replace(
        changed, currency=offer.currency or part.currency, assumed_scale=offer.assumed_scale or part.assumed_scale
    )


def by_size(parts: Sequence[Part], like: Offer | None, text: str) -> list[Part]:
    """A lone number that no word beside it names, as what its size says where that was told before: of 88 and 60 in
    hand, "96 and no more stock" is the 88.
    """
    if like is None or like.base is None or len(parts) != 1 or parts[0].component not in ("equity", "total", "signing"):
        return list(parts)
    part, given = parts[0], getattr(like, parts[0].component)
    value, base = part.stated.value / (4 if part.years and part.per == "year" else 1), like.base.value
    named = named_beside(text, part.start, part.end) or part.kind
    near = max(value, base) / min(value, base) if value and base else NEAR
    apart = max(value, given.value) / min(value, given.value) if given and given.value and value else NEAR
    if named or near >= min(NEAR, apart):
        return list(parts)
    stated = replace(part.stated, value=value)
    return [replace(part, component="base", stated=stated, years=None, per="year")]


NEAR = Decimal("1.25")
"""Within this factor of the base told before a number is that base, moved."""


def merged(old: Offer, new: Offer) -> Offer:
    """`new` with what it leaves unsaid taken from `old`; a new part takes a total of the same offer out of force.

    Nothing is taken over from an offer in another currency.
    """
    if old.currency and new.currency and old.currency != new.currency:
        shown = new.company_display or old.company_display
        return replace(new, company=new.company or old.company, company_display=shown)
    known: dict[str, Any] = {name: getattr(new, name) or getattr(old, name) for name in COMPONENTS}
    if new.total is None and any(getattr(new, name) for name in ("base", "equity", "bonus", "bonus_pct")):
        known["total"] = old.total if not _told(old) - {"total", "signing"} and not new.base else None
        if old.total and not new.base:
            known["total"] = old.total
    source = new if new.equity or new.grant.shares else old
    if new.grant.shares:
        known["equity"] = new.equity
    base = new if new.base else old
    return replace(
        new,
        **known,
        beside=_merged_beside(old, new),
        grant=_merged_grant(old, new),
        monthly=base.monthly,
        per=base.per,
        payments=base.payments,
        pay_months=new.pay_months or base.pay_months,
        bonus_sure=old.bonus_sure if new.bonus_sure is None else new.bonus_sure,
        equity_years=source.equity_years,
        assumed_equity_years=source.assumed_equity_years,
        currency=new.currency or old.currency,
        assumed_currency=new.assumed_currency if new.currency else old.assumed_currency,
        company=new.company or old.company,
        company_display=new.company_display or old.company_display,
    )


def _merged_beside(old: Offer, new: Offer) -> tuple[Beside, ...]:
    """What either offer has in another currency, the newer first; not what is now told in the offer's own."""
    kept = {one.component: one for one in (*old.beside, *new.beside)}
    return tuple(one for name, one in kept.items() if not getattr(new, name, None) or one in new.beside)


def _merged_grant(old: Offer, new: Offer) -> Grant:
    """The terms of both offers, the newer ones first; a value told anew leaves out what the old one was made of."""
    stale = VALUES if new.equity else ()
    told = {name: getattr(new.grant, name) for name in GRANTED}
    kept = {name: None if name in stale else getattr(old.grant, name) for name in GRANTED}
    merged_terms: dict[str, Any] = {name: told[name] or kept[name] for name in GRANTED}
    return Grant(**merged_terms)


def with_offer(offers: tuple[Offer, ...], new: Offer, *, correction: bool) -> tuple[Offer, ...]:
    """The offers after a message that told `new`: in place for a correction or a gap filled, else a new round."""
    if not offers:
        return (new,)
    last = offers[-1]
    changed = {name for name in _told(new) & _told(last) if getattr(new, name).value != getattr(last, name).value}
    if last.currency and new.currency and last.currency != new.currency:
        changed = _told(new)
    fills = not changed and (_told(new) - _told(last) or _merged_grant(last, new) != last.grant)
    if correction or fills:
        return (*offers[:-1], replace(merged(last, new), turn=last.turn if fills else new.turn))
    return (*offers, merged(last, new)) if changed else offers


def with_years(offer: Offer, years: int, *, yearly: bool = False) -> Offer:
    """The offer with its equity's period told afterwards; a yearly figure becomes four times it over four years."""
    if not offer.equity:
        return offer
    stated = replace(offer.equity, value=offer.equity.value * 4) if yearly else offer.equity
    return replace(offer, equity=stated, equity_years=years, assumed_equity_years=False)


def with_months(offer: Offer, months: int) -> Offer:
    """The offer with how often its monthly pay comes told afterwards: base is that many payments."""
    if not offer.base:
        return offer
    value = offer.base.value * months / (offer.pay_months or YEAR)
    return replace(offer, base=replace(offer.base, value=value.normalize() + 0), pay_months=months)


def _told(offer: Offer) -> set[str]:
    return {name for name in COMPONENTS if getattr(offer, name)}
