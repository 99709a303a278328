"""Whether something was told that an ask can rest on, whatever the company (docs/advice.md 2.12)."""

from __future__ import annotations

from parley.dialogue.model import DialogueState
from parley.dialogue.stage import at_work


def has_ground(state: DialogueState) -> bool:
    """An offer with pay in it, a range or a market figure, present pay where a raise is asked for, or official pay.

    Official pay is none where a number was told that may be the offer.
    """
    offers = (*state.offers, *filter(None, (state.supposed,)))
    official = state.official is not None and state.official.cell is not None and not state.left_out
    told = any(offer.base or offer.total or offer.equity for offer in offers)
    at_home = state.own_employer or at_work(state.stage)
    raised = at_home and state.current_pay is not None and state.current_pay.base is not None
    return told or bool(state.evidence) or raised or official
