"""Whole talks over the user's two guides, written in dialogues/*.yaml: what the user says, what the coach then knows.

A row of a talk: `say` (the user's message) and any of the facts below. `offer`, `asked`, `wished`, `current_pay` and
each of `competing` are components in whole units, `null` for none, their currency
where it was told (`read_in` is the offer's, told or assumed); facts that a row leaves out are not looked at.
"""

from datetime import date
from typing import Any

import pytest
from tests.talks import Talk, talks

from parley.dialogue.model import Action, DialogueState, Offer, Stated
from parley.dialogue.policy import decide
from parley.dialogue.state import update
from parley.guides.library import Library


@pytest.mark.parametrize("talk", talks("dialogue"), ids=str)
def test_talk(talk: Talk, seeds: Library) -> None:
    state = DialogueState()
    for turn in talk.turns:
        state = update(state, turn["say"], seeds)
        action = decide(state, seeds, date(2026, 6, 1))
        seen = {fact: known(fact, state, action) for fact in turn if fact != "say"}
        assert seen == {fact: value for fact, value in turn.items() if fact != "say"}, turn["say"]


def known(fact: str, state: DialogueState, action: Action) -> Any:  # noqa: PLR0911, PLR0912
    match fact:
        case "kind" | "intent":
            return getattr(action, fact)
        case "script":
            return action.script_kind
        case "ask":
            return action.ask.slot if action.ask else None
        case "options":
            return list(action.ask.options) if action.ask else []
        case "company" | "role" | "region" | "company_said" | "role_said" | "region_said" | "role_assumed":
            return getattr(state.subject, fact)
        case "channel" | "tone" | "short":
            return getattr(state.form, fact)
        case "beside":
            offer = state.offer
            return [[one.component, plain(one.stated), one.currency] for one in offer.beside] if offer else []
        case "offer" | "asked" | "wished" | "current_pay":
            return components(getattr(state, fact))
        case "read_in":
            return state.offer.currency if state.offer else None
        case "rounds":
            return len(state.offers)
        case "competing":
            return [{"company": offer.company, **(components(offer) or {})} for offer in state.competing]
        case "compared":
            return [f"{side.company} {side.region}" for side in state.compared]
        case "walk_away" | "preference_pct":
            return plain(getattr(state, fact))
        case "quoted":
            return [plain(end) for end in state.quoted] if state.quoted else None
        case "mended":
            return [mention.text for mention in state.mended]
        case "experience" | "did_you_mean" | "notes":
            return list(getattr(state, fact))
        case _:
            return getattr(state, fact)


def components(offer: Offer | None) -> dict[str, Any] | None:
    if offer is None:
        return None
    told = {name: plain(getattr(offer, name)) for name in ("base", "equity", "bonus_pct", "bonus", "signing", "total")}
    told |= {"years": offer.equity_years, "currency": None if offer.assumed_currency else offer.currency}
    return {name: value for name, value in told.items() if value is not None}


def plain(stated: Stated | None) -> int | float | None:
    return None if stated is None else int(stated.value) if stated.value == int(stated.value) else float(stated.value)
