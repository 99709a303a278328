"""Questions that need no figures, answered in the first line (data/questions.yaml, data/cases.yaml, docs/replies.md).

In: what the reader read the message to want and tell, its words, and what they are like. Out: the record that fits
best, or None, and what else the message asks. There is no order: the record is taken for which most speaks, events,
cues and likeness, then the one whose words are the longest there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from parley.coach.choosing import offers_weighed
from parley.coach.feelings import is_pressed
from parley.coach.likeness import PLAIN, Near, said_apart
from parley.coach.question_book import CARD, CASE, Question, question_book
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
LIKE, LIKE_OF_ASK, SURE, ALSO = 0.66, 0.72, 0.74, 0.7
"""How near a message must be to a record: with no cue, where it asks for a number or words, against what was read of
it; and how much must speak for a second question."""
OFF_PAY = ("out_of_scope", "plan")
"""Kinds of turn that a case may take the place of besides."""
ASKS = ("counter", "words", "range", "compare", "form")
"""Wants that are mostly no case."""
UNTOLD, SPEAKS = 0.5, 0.3
"""How near a record counts as where likeness is not known, and what each event and cue adds."""
ADDING = frozenset({"offer"})
"""Events of a message that only adds to the question before."""
REQUEST = re.compile(
    r"\W*(?:please |now |ok(?:ay)? )*(?:give|write|make|draft|show|help|tell|what|how|they)\b", re.IGNORECASE
)
"""How a message begins that asks for something."""
ASKED_TOO = re.compile(r"\?|^(?:also|plus|second(?:ly)?|another|besides)\b", re.IGNORECASE)
"""What makes a sentence a question of its own."""
MOST_ASKED = 3
"""Questions of one message that are answered."""
MOODS = ("two_offers", "about_parley", "uneasy", "glad", "thanks")
"""What small talk is about, the first that fits: cues of data/cues.yaml, answered by replies/smalltalk.j2."""


def questions_of(
    action: Action, state: DialogueState, like: Callable[[str], Mapping[str, Near]] = lambda _: {}
) -> tuple[Question, ...]:
    """The known questions that the message asks, by its button or in its own words, first the one that fits best.

    `like` tells how near a text is to each record (`parley.coach.likeness`).
    """
    if action.kind == "practice":
        return ()
    pressed = next((one for one in question_book().values() if fold(one.asks) == fold(state.message).strip()), None)
    if pressed:
        return (pressed,)
    found = _asked(action, state, state.message, like(state.message))
    if not found and _goes_on(state):
        earlier = "\n".join(state.earlier)
        found = tuple(one for one in _asked(action, state, earlier, like(earlier)) if one.letter)
    ours = None if found or not may_ask(action, state) else _in_place_of_ours(action, state)
    return (ours,) if ours else found


def _goes_on(state: DialogueState) -> bool:
    """Whether the message only adds to the one before, so that its question still stands."""
    few = len(state.message.split()) < FEW_WORDS
    asks = few or "?" in state.message or state.kind_asked or REQUEST.match(state.message)
    adds = state.want == "form" or (not asks and set(state.events) <= ADDING)
    return len(state.earlier) > 1 and adds


def _asked(action: Action, state: DialogueState, text: str, near: Mapping[str, Near]) -> tuple[Question, ...]:
    chooses = bool(offers_weighed(state)) and not is_pressed(state)
    may = (one for one in question_book().values() if _may_be(one, action, state) and not (chooses and one.yields))
    fits = [fit for one in may if (fit := _fit(one, state, text, near))]
    if firsts := [fit for fit in fits if fit.question.first and fit.letters]:
        return (max(firsts, key=lambda fit: fit.weight).question,)
    taken = frozenset[str]().union(*(fit.question.over for fit in fits if fit.letters or fit.strength >= SURE))
    fits = sorted((fit for fit in fits if fit.question.key not in taken), key=lambda fit: fit.weight, reverse=True)
    return tuple(_beside(fits))


def _beside(fits: Sequence[Fit]) -> Iterator[Question]:
    """The best, and each further case that another sentence of the message asks."""
    said: list[str] = []
    for place, fit in enumerate(fits):
        asks = fit.question.letter is not None and fit.strength >= ALSO and ASKED_TOO.search(fit.sentence)
        other = not any(fit.sentence in has or has in fit.sentence for has in said)
        if (place == 0 or (asks and fit.sentence and other)) and len(said) < MOST_ASKED:
            said.append(fit.sentence)
            yield fit.question


def _may_be(question: Question, action: Action, state: DialogueState) -> bool:
    """Whether the record may take the place of this turn: a case also that of what is no matter of pay."""
    return may_ask(action, state) or (question.letter is not None and action.kind in OFF_PAY)


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


@dataclass(frozen=True, slots=True)
class Fit:
    """A record that fits a message: how much speaks for it, the letters of its words, the sentence it is about."""

    question: Question
    strength: float
    letters: int
    sentence: str

    @property
    def weight(self) -> tuple[float, int]:
        """What the records are compared by."""
        return self.strength, self.letters


def _fit(question: Question, state: DialogueState, text: str, near: Mapping[str, Near]) -> Fit | None:
    """How a record fits: by events, cues and likeness; None where it does not."""
    so_far = {*state.events, state.stage}
    if question.unless & so_far or question.needs - so_far or (question.unguided and state.subject.company):
        return None
    if question.letter and not question.wants and state.kind_asked and state.subject.company:
        return None  # a script is asked for by its name, and a guide speaks of what it is about
    own = near.get(question.key)
    like = own.score if own else 0.0
    plain = near[PLAIN].score if PLAIN in near else 0.0
    sure = question.letter is not None and like >= SURE and like >= plain
    if not sure and _is_other(question, state):
        return None
    told, found = question.events & set(state.events), _longest(question, text)
    if question.both and not (found and question.events & so_far):
        return None
    speaks, least = len(told) + bool(found), LIKE_OF_ASK if state.want in ASKS else LIKE
    if speaks or like >= max(least, plain):
        sentence = own.sentence if own else ""
        return Fit(question, max(like, UNTOLD) + SPEAKS * speaks, len(found), _around(found, text) or sentence)
    return Fit(question, 0.0, 0, "") if _stands_in(question, state) else None


def _around(found: str, text: str) -> str:
    """The sentence of a text in which a turn of phrase stands."""
    return next((one for one in said_apart(text) if found in one.replace("’", "'")), "") if found else ""


def _is_other(question: Question, state: DialogueState) -> bool:
    """Whether what was read of the message makes it another question than the record's."""
    if question.wants and state.want not in question.wants:
        return True
    named = (question.kind in (CARD, CASE) or question.over) and question.key not in load("raised")
    if state.want == "counter" and not named and (has_ground(state) or state.subject.company):
        return True  # the number is what is asked for; what is raised beside it has a line of its own
    return bool(state.stage and question.stages and state.stage not in question.stages)


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


def _longest(question: Question, message: str) -> str:
    """The longest turn of phrase of the record in the message; of a long one only the end asks, but a case is told
    anywhere.
    """
    text = message.replace("’", "'")[0 if question.letter else -TAIL :]
    return max((found[0] for cue in question.cues if (found := cue.search(text))), key=len, default="")


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
