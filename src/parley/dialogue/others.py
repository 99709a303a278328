"""The other offers that a message tells of: each with its maker, the present employer's counter among them.

In: the state and the message heard. Out: the state with those offers, newest figures first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.dialogue.currency import in_another, of_one_currency
from parley.dialogue.model import PRESENT, DialogueState, Offer
from parley.dialogue.pay.parts import Part
from parley.dialogue.pay.rounds import merged, offer_of
from parley.dialogue.told import Heard
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import Mention, sentences
from parley.guides.library import Library

Teller = tuple[tuple[str, ...], int]
"""The company that an offer is of, and which of the unnamed ones it is."""


def with_rivals(state: DialogueState, heard: Heard) -> DialogueState:
    """The state with the other offers of the message."""
    parts = heard.reading.of("rival")
    known, now = state.competing, state.competing
    for teller in dict.fromkeys(map(_teller, parts)):
        mine = [part for part in parts if _teller(part) == teller]
        new = offer_of(of_one_currency(mine), alone="total")
        if new:
            named = _named(replace(new, beside=in_another(mine)), mine, heard)
            old = next((one for one in known if one.company == named.company), None)
            known = tuple(one for one in known if one is not old)
            now = (*(one for one in now if one is not old), merged(old, named) if old else named)
    return replace(state, competing=now)


def _teller(part: Part) -> Teller:
    return (part.company.values if part.company else ()), part.nth


def _named(offer: Offer, parts: Sequence[Part], heard: Heard) -> Offer:
    """The offer with the name of who makes it, where that was told."""
    mention = parts[0].company
    if mention is not None:
        return _of_company(offer, mention, heard.library)
    return replace(offer, company=PRESENT, company_display=PRESENT) if _keeps(parts, heard.reading.text) else offer


def _keeps(parts: Sequence[Part], text: str) -> bool:
    """Whether the sentence of the figures tells that it is the present employer's, to keep the person."""
    spans = (span for span in sentences(text) if span[0] <= parts[0].start < span[1])
    return any(says("present_employer", text[slice(*span)]) for span in spans)


def _of_company(offer: Offer, mention: Mention, library: Library) -> Offer:
    """The offer with its company: the slug where a guide exists, else as said.

    A name written with capitals is shown as written, since a letter must not put "Sea Group" for "Shopee".
    """
    slug = mention.value if mention.kind == "company" else None
    written = mention.text[:1].isupper() and not mention.typo
    common = library.companies[slug] if slug else mention.values[0] if mention.kind == "foreign" else mention.text
    shown = mention.text if written else common
    return replace(offer, company=slug or mention.text, company_display=shown)
