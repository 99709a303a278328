"""What a message says of rivals' offers that are no longer held.

In: a message, the companies read in it, the state before. Out: the spans of such sentences; the rivals left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import Mention, name_key, sentences, within

Spans = tuple[tuple[int, int], ...]


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
