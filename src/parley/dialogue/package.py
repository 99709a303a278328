"""The money of a message put where it belongs: the offer in hand, rivals' offers, what was asked, wished, earned now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parley.dialogue.answers import is_option
from parley.dialogue.facts import Told, is_rival
from parley.dialogue.model import DialogueState, Offer, Stated
from parley.dialogue.offers import Part, corrects
from parley.dialogue.reading import Reading
from parley.dialogue.rounds import merged, offer_of, with_offer, with_years
from parley.dialogue.subjects import guide_of
from parley.dialogue.text import Mention, fold
from parley.guides.library import Library
from parley.money import currencies

_LESS = re.compile(r"(\d{1,2})\s?%\s+(?:less|below|under)|(?:take|accept|go)\s+(\d{1,2})\s?%\s+less", re.IGNORECASE)


def with_package(
    state: DialogueState, before: DialogueState, reading: Reading, told: Told, library: Library
) -> DialogueState:
    """The state with every amount of the message in its place."""
    own = _parts(reading, told, before, library, "theirs", rival=False)
    state = _with_theirs(state, reading, own, library)
    state = _with_rivals(state, reading, told, before, library)
    for owner in ("asked", "wished", "current_pay"):
        parts = [part for part in reading.parts if part.whose == owner]
        if parts:
            like = state.offer
            state = replace(state, **{owner: _local(offer_of(parts, like), state, library)})
    return _with_limits(state, reading)


def _parts(
    reading: Reading, told: Told, before: DialogueState, library: Library, whose: str, *, rival: bool
) -> list[Part]:
    return [part for part in reading.parts if part.whose == whose and is_rival(part, told, before) == rival]


def _with_theirs(state: DialogueState, reading: Reading, parts: Sequence[Part], library: Library) -> DialogueState:
    if not parts:
        return _with_terms(state, reading)
    guide = guide_of(state.subject, library)
    grants = (
        guide is None
        or any(band.equity for band in guide.bands)
        or not any(band.bonus or band.bonus_pct for band in guide.bands)
    )
    new = _local(offer_of(parts, state.offer or state.asked, equity=grants), state, library)
    if new is None:
        return state
    new = replace(new, company=state.subject.company)
    return replace(state, offers=with_offer(state.offers, new, correction=corrects(reading.text)))


def _with_terms(state: DialogueState, reading: Reading) -> DialogueState:
    """An answer about the equity's period alone: "over 4 years", "per year"."""
    if not (state.last_ask and state.last_ask.slot == "equity_terms" and state.offer):
        return state
    yearly = bool(re.search(r"\b(?:per|a|each) year\b|\byearly\b|\bannual", fold(reading.text)))
    years = re.search(r"\b(\d)\b|\b(three|four|five)\b", fold(reading.text))
    if not (yearly or years or is_option(reading.text, state.last_ask)):
        return state
    count = 4 if yearly or not years else int(years[1] or {"three": 3, "four": 4, "five": 5}[years[2]])
    return replace(state, offers=(*state.offers[:-1], with_years(state.offers[-1], count, yearly=yearly)))


def _with_rivals(
    state: DialogueState, reading: Reading, told: Told, before: DialogueState, library: Library
) -> DialogueState:
    parts = [
        *_parts(reading, told, before, library, "theirs", rival=True),
        *[p for p in reading.parts if p.whose == "rival"],
    ]
    if not parts and state.last_ask and state.last_ask.slot == "competing":
        return state
    for company in dict.fromkeys(part.company.values if part.company else () for part in parts):
        mine = [part for part in parts if (part.company.values if part.company else ()) == company]
        new = offer_of(mine)
        if new:
            state = replace(state, competing=_with_rival(state.competing, _named(new, mine[0].company, library)))
    return state


def _named(offer: Offer, mention: Mention | None, library: Library) -> Offer:
    if mention is None:
        return offer
    slug = mention.value if mention.kind == "company" else None
    shown = library.companies[slug] if slug else (mention.values[0] if mention.kind == "foreign" else mention.text)
    return replace(offer, company=slug or mention.text, company_display=shown)


def _with_rival(known: tuple[Offer, ...], new: Offer) -> tuple[Offer, ...]:
    """A rival told again is the same rival with newer figures."""
    same = [old for old in known if old.company == new.company]
    rest = tuple(old for old in known if old.company != new.company)
    return (*rest, merged(same[0], new) if same else new)


def _local(offer: Offer | None, state: DialogueState, library: Library) -> Offer | None:
    """A plain "$" where the band is in another dollar leaves the currency open; the band's is assumed and said."""
    if offer is None or offer.currency != "USD":
        return offer
    guide = guide_of(state.subject, library)
    home = next((band.currency for band in guide.bands if band.region == state.subject.region), None) if guide else None
    stated: list[Stated] = [
        value for name in ("base", "equity", "total", "signing", "bonus") if (value := getattr(offer, name))
    ]
    plain = all("US" not in value.text.upper() for value in stated)
    dollars = home is not None and home != "USD" and any("$" in symbol for symbol in currencies()[home].symbols)
    return replace(offer, currency=None) if dollars and plain else offer


def _with_limits(state: DialogueState, reading: Reading) -> DialogueState:
    limits = [part.stated for part in reading.parts if part.whose == "walk_away"]
    less = _LESS.search(reading.text)
    if limits:
        state = replace(state, walk_away=limits[-1])
    if less:
        state = replace(state, preference_pct=Stated(Decimal(less[1] or less[2]), less[0], state.turn))
    return state
