"""What a message wants: the facts that the rules of data/intents.yaml need, and the intent that stays or changes."""

from __future__ import annotations

from collections.abc import Sequence

from parley.dialogue.answers import is_option
from parley.dialogue.form import changes_form, kind_asked, kinds_named
from parley.dialogue.intents import find_intent, intent_book, is_elsewhere
from parley.dialogue.model import DialogueState
from parley.dialogue.pay.parts import Part
from parley.dialogue.reading import Reading
from parley.dialogue.told import Told, is_rival
from parley.dialogue.words.cues import cue, says
from parley.dialogue.words.text import fold

SCRIPTED = ("counter", "script", "pushback", "deadline", "competing")
ANSWERABLE = ("deadline", "priority", "competing", "equity_terms")
WEAK = (None, "band", "equity", "smalltalk")
"""Intents whose cues are words that any offer holds ("base", "stock")."""


def facts_of(reading: Reading, told: Told, state: DialogueState) -> frozenset[str]:
    """The facts that the rules of data/intents.yaml may need; see the head of that table."""
    theirs = [part for part in reading.parts if part.whose == "theirs" and not is_rival(part, told, state)]
    rivals = [part for part in reading.parts if part.whose == "rival" or is_rival(part, told, state)]
    only_say = says("what_to_say", reading.text) and not says("explicit_words", reading.text)
    known = {
        "no_company_here": not (told.company or told.open or told.near),
        "offer": bool(theirs),
        "amounts_or_offer": bool(state.offers or reading.parts),
        "competing": bool(rivals),
        "asked": bool(state.asked or any(part.whose == "asked" for part in reading.parts)),
        "pushed": state.intent == "pushback",
        "lower_offer": _is_lower(theirs, reading, state),
        "bluff": reading.bluff,
        "topic": kind_asked(reading.text) in kinds_named("topical"),
        "asks_me": any(part.whose == "asks_me" for part in reading.parts),
        "two": told.sides > 1,
        "two_offers": bool((theirs or state.offers) and (rivals or state.competing)),
        "had_script": state.turn > 0 and (state.intent in SCRIPTED or state.wants_script),
        "no_offer_say": not (only_say and (theirs or rivals or state.offers)),
    }
    return frozenset(name for name, holds in known.items() if holds)


def _is_lower(theirs: Sequence[Part], reading: Reading, state: DialogueState) -> bool:
    """Whether they answered an ask with less."""
    asked = [part.stated.value for part in reading.parts if part.whose == "asked"]
    if state.asked:
        asked += [stated.value for stated in (state.asked.base, state.asked.total) if stated]
    return any(part.stated.value < value for part in theirs for value in asked)


def intent_after(text: str, state: DialogueState, facts: frozenset[str], reading: Reading) -> str:
    """What the message wants: an answer keeps the intent before; else its cues speak; else what it brings."""
    before = state.intent if state.intent in intent_book().lasting else None
    found = find_intent(text, facts)
    if before and answers_ask(reading, state) and found != "pushback":
        return before
    if "offer" in facts and found in WEAK:
        return "counter" if before in SCRIPTED else "offer_check"
    if before and found in (None, "band") and reading.parts and "?" not in text:
        return before
    if _is_strange(text, state, reading):
        return found if found in ("smalltalk", "sources") else "out_of_scope"
    if found and not (found == "smalltalk" and (_carries(reading) or reading.places)):
        return found
    return _kept(text, before, state, reading)


def _is_strange(text: str, state: DialogueState, reading: Reading) -> bool:
    subject = state.subject
    known = subject.company or subject.company_said or subject.role_said or state.last_ask
    return not known and not _carries(reading) and is_elsewhere(text)


def _carries(reading: Reading) -> bool:
    """Whether a message has a subject or amounts, whatever else it is."""
    return bool(reading.companies or reading.roles or reading.parts)


def _kept(text: str, before: str | None, state: DialogueState, reading: Reading) -> str:
    """The intent of a message without a cue: a follow-up keeps the one before, a bare subject asks for its band."""
    named = bool(reading.companies or reading.roles or reading.places or reading.levels)
    if before == "script" and named and not changes_form(text):
        return "counter"
    subject = named or bool((state.last_ask or reading.parts) and state.subject.company)
    return before or (intent_book().default if subject else "smalltalk")


def answers_ask(reading: Reading, state: DialogueState) -> bool:
    """Whether the message is no more than an answer to the coach's optional question."""
    if reading.issuer and not reading.parts:
        return True
    slot = state.last_ask.slot if state.last_ask else ""
    named = reading.parts or reading.companies or reading.places or reading.roles
    if slot in ANSWERABLE and len(reading.message) <= 4 and not named:
        return cue("answers", slot).search(fold(reading.text)) is not None
    return is_option(reading.text, state.last_ask)


def only_tells_pay(reading: Reading) -> bool:
    """Whether the message says what the user earns now, and asks for nothing."""
    own = [part for part in reading.parts if part.whose == "current_pay"]
    alone = bool(own) and len(own) == len(reading.parts) and "?" not in reading.text
    return alone and find_intent(reading.text, frozenset()) in WEAK and not changes_form(reading.text)


def is_general(text: str) -> bool:
    """Whether the message asks about method rather than about figures.

    >>> is_general("how should I word my counter, short or long?"), is_general("what should I counter?")
    (True, False)
    """
    return says("general", fold(text))
