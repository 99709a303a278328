"""The state of a talk, rebuilt from the user's messages alone: `replay` folds `update` over them.

In: messages, oldest first, and a library. Out: a `DialogueState`. Nothing else is remembered anywhere, so undo, edit,
reload and another server behind a balancer all give the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from parley.dialogue.answers import full_answer
from parley.dialogue.ask import next_ask
from parley.dialogue.facts import facts_of, intent_after, told_by
from parley.dialogue.form import form_after
from parley.dialogue.intents import starts_over, wants_words
from parley.dialogue.model import DialogueState
from parley.dialogue.offers import Expecting
from parley.dialogue.package import with_package
from parley.dialogue.reading import read
from parley.dialogue.story import with_story
from parley.dialogue.subjects import guide_of
from parley.dialogue.topic import with_topic
from parley.guides.library import Library

LONGEST = 20_000
"""Characters of a message that are read; the rest of a pasted novel is left out."""


def replay(messages: Sequence[str], library: Library) -> DialogueState:
    """The state after the user's messages: a pure fold of `update`."""
    return reduce(lambda state, message: update(state, message, library), messages, DialogueState())


def update(state: DialogueState, message: str, library: Library) -> DialogueState:
    """The state after one more message, with the coach's own question to it as `last_ask`."""
    before = _forgotten(state, message) if starts_over(message) else state
    text = full_answer(message[:LONGEST], before.last_ask)
    expecting = _expecting(before, library)
    reading = read(text, before, library, expecting)
    told = told_by(reading, before, library)
    intent = intent_after(text, before, facts_of(reading, told, before), reading)
    after = replace(
        before, turn=state.turn + 1, message=message, intent=intent, cleared=before is not state, did_you_mean=(), notes=(),
        compared=(), wants_script=wants_words(text), understood=(*reading.companies, *reading.roles, *reading.levels),
    )  # fmt: skip
    if intent != "out_of_scope":
        after = with_topic(after, before, reading, told, library)
        after = with_package(after, before, reading, told, library)
        after = with_story(after, before, text)
        after = replace(after, form=form_after(after.form, text))
    ask = next_ask(after, library)
    return replace(after, last_ask=ask, settled=_settled(after, ask))


def _forgotten(state: DialogueState, message: str) -> DialogueState:
    return DialogueState(turn=state.turn, message=message)


def _expecting(state: DialogueState, library: Library) -> Expecting:
    guide = guide_of(state.subject, library)
    bands = guide.bands if guide else ()
    currency = next((band.currency for band in bands if band.region == state.subject.region), None)
    asked = state.last_ask is not None and state.last_ask.slot in ("offer", "competing", "equity_terms")
    return Expecting(number=asked, currency=currency)


def _settled(state: DialogueState, ask: object) -> tuple[str, ...]:
    slot = getattr(ask, "slot", None)
    optional = slot in ("offer", "equity_terms", "deadline", "competing", "priority")
    return (*state.settled, slot) if optional and slot and slot not in state.settled else state.settled
