"""The state of a talk, rebuilt from the user's messages alone: `replay` folds `update` over them.

In: messages, oldest first, and a library. Out: a `DialogueState`. Nothing else is remembered anywhere, so undo, edit,
reload and another server behind a balancer all give the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from parley.dialogue.across import across_of
from parley.dialogue.answers import full_answer
from parley.dialogue.ask import next_ask
from parley.dialogue.form import form_after, without_shape
from parley.dialogue.gist import telling_turns
from parley.dialogue.issuer import with_issuer
from parley.dialogue.model import Ask, DialogueState, Form, Stated
from parley.dialogue.official import with_official
from parley.dialogue.package import with_package
from parley.dialogue.papers import gist_of
from parley.dialogue.pay.questioned import QUESTIONED
from parley.dialogue.policy import script_kind, sort_of
from parley.dialogue.reading import Reading, hear
from parley.dialogue.rehearsal import answered, started
from parley.dialogue.sides import with_sides
from parley.dialogue.stage import with_stage
from parley.dialogue.story import with_story
from parley.dialogue.told import Heard, told_by
from parley.dialogue.topic import with_topic
from parley.dialogue.wants import intent_of, only_tells_pay, wanted_kind
from parley.dialogue.words.cues import says
from parley.dialogue.words.language import language_of
from parley.dialogue.words.text import fold
from parley.guides.library import Library
from parley.market.open import Market
from parley.reading.writing import Writing, written

WORDS = ("words", "form", "accept", "decline", "expectations")
"""Wants that are met by words to send or say."""
REMEMBERED, EARLIER = 5, 2000
"""Messages kept for the next reading, and characters of each."""
OPTIONAL = ("offer", "equity_terms", "liked", "deadline", "competing", "priority")


def replayed(messages: Sequence[str], library: Library) -> DialogueState:
    """The state after the user's messages: a pure fold of `update`."""
    return reduce(lambda state, message: update(state, message, library), messages, DialogueState())


def update(state: DialogueState, message: str, library: Library, market: Market | None = None) -> DialogueState:
    """The state after one more message, with the coach's own question to it as `last_ask`."""
    after = _updated(state, written(message), library, market)
    return replace(after, told=telling_turns(state, after))


def _updated(state: DialogueState, came: Writing, library: Library, market: Market | None) -> DialogueState:
    message = came.text
    if state.rehearsal and not state.rehearsal.over and not says("start_over", fold(message)):
        return answered(state, message)
    before = DialogueState(turn=state.turn) if says("start_over", fold(message)) else state
    text = full_answer(message, before.last_ask)
    heard = _heard(text, before, library, came)
    message = heard.reading.own if heard.reading.paper else message
    after = _fresh(before, message, text, heard)
    after = replace(after, cleared=before is not state)
    if after.intent != "out_of_scope":
        after = with_official(_learnt(after, heard.reading.own, heard), heard, market)
    after = with_stage(before, replace(after, form=_form(after, before, heard.reading.own)))
    if after.want == "practice":
        return replace(after, intent="script", last_ask=None, rehearsal=started(after))
    ask = next_ask(after, library)
    return replace(after, last_ask=ask, settled=_settled(after, ask))


def _form(after: DialogueState, before: DialogueState, text: str) -> Form:
    """The form with the kind that is drafted now; a script of another sort takes no channel from the one before."""
    kind = script_kind(after)
    if kind is None:
        return after.form
    sort, earlier = sort_of(kind), sort_of(before.form.kind)
    form = after.form if earlier is None or sort == earlier else without_shape(after.form, text)
    return replace(form, kind=script_kind(replace(after, form=form)))


def _heard(text: str, before: DialogueState, library: Library, came: Writing) -> Heard:
    reading = with_issuer(hear(text, before, library, came), before, library)
    return Heard(reading, told_by(reading, before, library), before, library)


def _fresh(before: DialogueState, message: str, text: str, heard: Heard) -> DialogueState:
    """The state before without what belonged to its message, and with what this one says of itself."""
    reading = heard.reading
    intent = intent_of(reading, before)
    across = across_of(reading, heard.told, before, intent)
    return replace(
        before.before_next(),
        turn=before.turn + 1,
        message=message,
        intent="levers" if across else intent,
        across=across,
        want=reading.want,
        kind_asked=wanted_kind(reading),
        events=tuple(event for event, _ in reading.understood.told),
        read=reading.understood,
        asked_after=tuple(part.stated.value for part in reading.of(QUESTIONED)),
        left_out=reading.left_out,
        earlier=(*before.earlier, (gist_of(reading.paper, text) if reading.paper else text)[:EARLIER])[-REMEMBERED:],
        paper=reading.paper or (reading.put_right.paper if reading.put_right else None),
        said_before=before.offer if reading.paper else None,
        wants_script=any(want in WORDS for want, _ in reading.understood.wants),
        tells_pay=before.turn > 0 and not before.own_employer and only_tells_pay(reading),
        bluff=reading.bluff,
        language=language_of(message),
        named=_named(reading),
        one_page=says("one_page", fold(reading.own)),
        understood=(*reading.companies, *reading.roles, *reading.levels),
    )


def _named(reading: Reading) -> Stated | None:
    """The base, or the bare number, that they asked the user to take."""
    asked = (part.stated for part in reading.parts if part.whose == "asks_me" and part.component in ("", "base"))
    return next(asked, None)


def _learnt(state: DialogueState, text: str, heard: Heard) -> DialogueState:
    """The state with everything that the message tells, in the order in which one thing needs another."""
    state = with_sides(with_topic(state, heard), heard)
    state = with_story(with_package(state, heard), heard)
    return replace(state, form=form_after(state.form, text))


def _settled(state: DialogueState, ask: Ask | None) -> tuple[str, ...]:
    """The optional questions asked so far, this turn's included."""
    new = ask is not None and (ask.slot in OPTIONAL or ask.topic) and ask.key not in state.settled
    return (*state.settled, ask.key) if new and ask else state.settled
