"""Questions that need no figures, answered in the first line (data/questions.yaml, docs/replies.md).

In: what the reader read the message to want and tell, and its words. Out: the one record that fits best, or None. There
is no order: the record that more events and cues speak for is taken, then the one whose words are the longest there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from parley.coach.choosing import offers_weighed
from parley.coach.feelings import is_pressed
from parley.data import load
from parley.dialogue.ground import has_ground
from parley.dialogue.model import Action, Ask, DialogueState
from parley.dialogue.stage import members
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import fold

NEAREST = 3
FEW_WORDS, TAIL = 4, 240
"""Words of a message that is small talk rather than a question, and letters at the end of a long one that ask it."""
FROM_FIGURES = ("answer", "ask", "refuse", "smalltalk")
"""Kinds of turn that a question may take the place of."""
TOO_LATE, OF_PAY = "accepted", ("counter", "offer_check", "competing")
"""The record that answers an ask after a yes, and the intents that would name one."""
CARD = "call_card"
MOODS = ("two_offers", "about_parley", "uneasy", "glad", "thanks")
"""What small talk is about, the first that fits: cues of data/cues.yaml, answered by replies/smalltalk.j2."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of data/questions.yaml; see there. `told` and `untold` are its `with` and `without`."""

    key: str
    asks: str
    lead: str
    lines: tuple[str, ...]
    wants: frozenset[str]
    events: frozenset[str]
    unless: frozenset[str]
    needs: frozenset[str]
    cues: tuple[re.Pattern[str], ...]
    stages: frozenset[str]
    both: bool
    yields: bool
    over: frozenset[str]
    default: str
    told: str
    untold: str
    kind: str | None
    unguided: bool


@cache
def question_book() -> Mapping[str, Question]:
    """Every record by its key."""
    return {key: _question(key, **row) for key, row in load("questions").items()}


def _question(key: str, asks: str, lead: str, **row: object) -> Question:
    cues = tuple(re.compile(text, re.IGNORECASE) for text in _listed(row, "cues"))
    return Question(
        key,
        asks,
        lead,
        lines=_listed(row, "lines"),
        wants=frozenset(_listed(row, "wants")),
        events=frozenset(_listed(row, "events")),
        unless=frozenset(_listed(row, "unless")),
        needs=frozenset(_listed(row, "needs")),
        cues=cues,
        stages=frozenset().union(*map(members, _listed(row, "stages"))),
        both=bool(row.get("both")),
        yields=bool(row.get("yields")),
        over=frozenset(_listed(row, "over")),
        default=str(row.get("default", "")),
        told=str(row.get("with", "")),
        untold=str(row.get("without", "")),
        kind=str(row["kind"]) if "kind" in row else None,
        unguided=bool(row.get("unguided")),
    )


def _listed(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = row.get(name, ())
    return tuple(map(str, found)) if isinstance(found, (list, tuple)) else ()


def question_of(action: Action, state: DialogueState) -> Question | None:
    """The known question that the message asks, by its button or in its own words."""
    if action.kind == "practice":
        return None
    pressed = next((one for one in question_book().values() if fold(one.asks) == fold(state.message).strip()), None)
    if pressed or not may_ask(action, state):
        return pressed
    chooses = bool(offers_weighed(state)) and not is_pressed(state)
    fits = [
        (weight, one)
        for one in question_book().values()
        if not (chooses and one.yields) and (weight := _weight(one, state))
    ]
    taken = frozenset[str]().union(*(one.over for weight, one in fits if weight > (0, 0)))
    fits = [fit for fit in fits if fit[1].key not in taken]
    return max(fits, key=lambda fit: fit[0])[1] if fits else _in_place_of_ours(action, state)


def _in_place_of_ours(action: Action, state: DialogueState) -> Question | None:
    """What is said to the upset and the urgent where the coach could only ask, and they are asked nothing; to who said
    yes already and wants more, where it could only name an ask.
    """
    if action.intent in OF_PAY and state.stage in members("closed") and _wants_more(state):
        return question_book()[TOO_LATE]
    asks = action.kind == "ask" and is_pressed(state)
    return next((one for one in question_book().values() if one.default == "pressed"), None) if asks else None


def _wants_more(state: DialogueState) -> bool:
    """Whether more is wanted than what was accepted: asked for, wished for, or told of others."""
    more = state.want == "counter" or (state.want == "decide" and bool(state.wished or state.evidence))
    return more and len(state.offers) < 2


def _weight(question: Question, state: DialogueState) -> tuple[int, int] | None:
    """How much speaks for a record: events and cues, and letters of the message; None where it does not fit."""
    so_far = {*state.events, state.stage}
    if against(question, state.want, so_far) or (question.unguided and state.subject.company):
        return None
    named = question.kind == CARD or question.over
    if state.want == "counter" and not named and (has_ground(state) or state.subject.company):
        return None  # the number is what is asked for
    if state.stage and question.stages and state.stage not in question.stages:
        return None
    told, found = question.events & set(state.events), _longest(question, state.message)
    if question.both and not (found and question.events & so_far):
        return None
    if told or found:
        return len(told) + bool(found), found
    return (0, 0) if _stands_in(question, state) else None


def against(question: Question, want: str, so_far: Set[str]) -> str:
    """What of a message speaks against a record, for whoever adds one; "" where nothing does.

    >>> against(question_book()["risk"], "levers", {"accepted"})
    'the want levers is not in its wants'
    """
    if question.wants and want not in question.wants:
        return f"the want {want} is not in its wants"
    if told := sorted(question.unless & so_far):
        return f"{told[0]} is in its unless"
    if untold := sorted(question.needs - so_far):
        return f"it needs {untold[0]}"
    return ""


def spoken_of(message: str, events: Set[str]) -> Iterator[Question]:
    """The records that a message holds a turn of phrase or an event of."""
    return (one for one in question_book().values() if one.events & events or _longest(one, message))


def _stands_in(question: Question, state: DialogueState) -> bool:
    """Whether it answers its wants without a cue: always, or where there is nothing to work with."""
    if state.kind_asked:  # the message names a script of its own: "will they sponsor my visa?"
        return False
    nothing = not state.subject.company and not has_ground(state)
    return question.default == "always" or (question.default == "no_figures" and nothing)


def _longest(question: Question, message: str) -> int:
    """Letters of the longest turn of phrase of the record in the message; of a long one only the end asks."""
    text = message.replace("’", "'")[-TAIL:]
    return max((len(found[0]) for cue in question.cues if (found := cue.search(text))), default=0)


def answering(action: Action, state: DialogueState, question: Question | None) -> Action:
    """The action with the question answered: with its script, without a question of the coach's own."""
    if question:
        kind = question.kind.partition(":")[0] if question.kind else None
        return replace(action, kind="answer", ask=None, script_kind=kind)
    return replace(action, kind="unknown", ask=ask_nearest(state.message)) if is_unknown(state, action) else action


def about_question(state: DialogueState, question: Question | None) -> DialogueState:
    """The state with the employer's answer that the question is about, as its script replies to it."""
    pushback = question.kind.partition(":")[2] if question and question.kind else ""
    return replace(state, pushback=pushback) if pushback else state


def may_ask(action: Action, state: DialogueState) -> bool:
    """Whether the turn is one that a question may take the place of."""
    return action.kind in FROM_FIGURES and not state.supposed and not state.tells_pay and not state.across


def is_unknown(state: DialogueState, action: Action) -> bool:
    """Whether the message is an English question that nothing here answers, and no small talk."""
    mood = any(says(mood, state.message) for mood in MOODS)
    asks = state.message.rstrip().endswith("?") and len(state.message.split()) >= FEW_WORDS
    return action.kind == "smalltalk" and asks and not mood and state.language is None


def ask_nearest(message: str) -> Ask:
    """The three known questions nearest to the message by its words, as quick replies."""
    known = [one.asks for one in question_book().values()]
    found = process.extract(fold(message), known, scorer=fuzz.token_set_ratio, processor=fold, limit=NEAREST)
    return Ask("question", "Is it one of these?", tuple(asks for asks, _, _ in found))
