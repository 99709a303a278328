"""What a message says of offers that are not, or no longer, held: bluffs, orders to lie, withdrawn rivals' offers.

In: a message, the companies and parts read in it, the state before. Out: the spans of such sentences; the rivals left.
It stands guard behind the reader: a rival's figure in such a sentence is nobody's, however it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.pay.parts import Part
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import Mention, name_key, sentences, within

Spans = tuple[tuple[int, int], ...]


def bluffs_in(text: str, companies: Sequence[Mention], parts: Sequence[Part], state: DialogueState) -> Spans:
    """The sentences that wish to claim an offer nobody made: "can I just say Google offered me 290?", "lie and say"."""
    return tuple(
        span
        for span in sentences(text)
        if says("bluff", text[slice(*span)])
        or (says("told_to_claim", text[slice(*span)]) and not _is_known(span, companies, parts, state))
        or (says("supposes", text[slice(*span)]) and _names_unheld(span, companies, parts, state))
        or (says("told_to_say", text[slice(*span)]) and _tells_unheld(span, companies, parts, state))
    )


def _is_known(span: tuple[int, int], companies: Sequence[Mention], parts: Sequence[Part], state: DialogueState) -> bool:
    """Whether the offer that is to be told was told before, or in another sentence of the message."""
    named = [mention for mention in companies if within(mention.start, (span,)) and mention.kind != "near"]
    others = [part.company for part in parts if part.company and not within(part.start, (span,))]
    if not named:
        return bool(state.competing or others)
    return all(_is_told(mention, others, state) for mention in named)


def _names_unheld(
    span: tuple[int, int], companies: Sequence[Mention], parts: Sequence[Part], state: DialogueState
) -> bool:
    """Whether another company than the one talked about is named, whose offer nobody told."""
    others = any(within(mention.start, (span,)) and mention.kind != "near" for mention in companies)
    about = state.subject.company is not None or len(companies) > 1
    return about and others and not _is_known(span, companies, parts, state)


def _tells_unheld(
    span: tuple[int, int], companies: Sequence[Mention], parts: Sequence[Part], state: DialogueState
) -> bool:
    """Whether the sentence gives a figure of such a company."""
    figures = any(part.company is not None and within(part.start, (span,)) for part in parts)
    return figures and _names_unheld(span, companies, parts, state)


def _is_told(mention: Mention, others: Sequence[Mention], state: DialogueState) -> bool:
    told = state.subject.company in mention.values or any(other.values == mention.values for other in others)
    return told or any(is_of(rival, mention) for rival in state.competing)


def is_of(rival: Offer, mention: Mention) -> bool:
    """Whether the rival's offer is the one of the company named."""
    names = {name_key(name) for name in (rival.company, rival.company_display) if name}
    return bool(names & {name_key(name) for name in (*mention.values, mention.text)})


def withdrawn_in(text: str, companies: Sequence[Mention], state: DialogueState) -> Spans:
    """The sentences that take rivals' offers back: "the Google offer fell through", "I have no other offers"."""
    if not state.competing:
        return ()
    said = (span for span in sentences(text) if says("withdraws", text[slice(*span)]))
    return tuple(span for span in said if len(_kept(state.competing, text, span, companies)) < len(state.competing))


def without_withdrawn(state: DialogueState, text: str, spans: Spans, companies: Sequence[Mention]) -> DialogueState:
    """The state without the rivals' offers that the sentences take back: those named, else all if others are meant."""
    kept = state.competing
    for span in spans:
        kept = _kept(kept, text, span, companies)
    return replace(state, competing=kept)


def _kept(
    rivals: tuple[Offer, ...], text: str, span: tuple[int, int], companies: Sequence[Mention]
) -> tuple[Offer, ...]:
    """The rivals' offers that a withdrawing sentence leaves."""
    named = [mention for mention in companies if within(mention.start, (span,))]
    every = not named and says("other_offers", text[slice(*span)])
    return tuple(rival for rival in rivals if not every and not any(is_of(rival, name) for name in named))
