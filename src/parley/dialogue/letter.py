"""The document that a talk keeps, so that a row of its card can be put right later on.

In: the state, the reading of a message. Out: the state with the document as it stands now, and without what a row told
that counts no longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parley.dialogue.model import DialogueState, Evidence, Offer, Stated
from parley.dialogue.papers import kept
from parley.dialogue.pay.placed import COMPONENTS
from parley.dialogue.pay.rounds import VALUES
from parley.dialogue.reading import Reading
from parley.documents.corrected import settled
from parley.documents.model import Claim


def with_letter(state: DialogueState, reading: Reading) -> DialogueState:
    """The state with what is kept of a new document, of a row put right, or of a base that was in doubt till now."""
    if reading.paper or reading.put_right:
        return replace(state, letter=kept(state.paper) if state.paper else None)
    base = state.offers[-1].base if state.offers else None
    if state.letter is None or base is None:
        return state
    return replace(state, letter=settled(state.letter, float(base.value)))


def without_row(state: DialogueState, gone: Claim | None) -> DialogueState:
    """The state without what a row of a document told, now that it was put right."""
    if gone is None:
        return state
    state = replace(state, evidence=_others(state.evidence, gone), ranges=_others(state.ranges, gone))
    return replace(state, offers=(*state.offers[:-1], _without(state.offers[-1], gone))) if state.offers else state


def _without(offer: Offer, gone: Claim) -> Offer:
    name = COMPONENTS.get(gone.part) or "-"
    part: dict[str, Any] = {name: None} if _told_by(getattr(offer, name, None), gone) else {}
    terms: dict[str, Any] = {name: None for name in VALUES if _told_by(getattr(offer.grant, name), gone)}
    beside = tuple(one for one in offer.beside if not _told_by(one.stated, gone))
    return replace(offer, **part, grant=replace(offer.grant, **terms), beside=beside)


def _others(told: Sequence[Evidence], gone: Claim) -> tuple[Evidence, ...]:
    return tuple(one for one in told if not _told_by(one.low, gone))


def _told_by(stated: object, gone: Claim) -> bool:
    return isinstance(stated, Stated) and stated.text == gone.said
