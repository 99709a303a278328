"""What the coach does this turn: the kind of answer, its one question, and which script it drafts.

In: the state after the user's message, the library, today's date (for rules that depend on it; none does yet).
Out: an `Action`. The question itself is `state.last_ask`, set while replaying, so that a "yes" can answer it.
"""

from __future__ import annotations

from datetime import date

from parley.dialogue.ask import PAY, RANGES, WITHOUT_PLACE, needed
from parley.dialogue.form import changes_form
from parley.dialogue.ground import has_ground
from parley.dialogue.kinds import kinds_that
from parley.dialogue.model import Action, DialogueState
from parley.dialogue.rows import guide_of
from parley.dialogue.stage import members
from parley.dialogue.words.cues import says
from parley.guides.library import Library

COUNTERS = {"email": "counter_email", "call": "counter_call", "text": "short_text", "linkedin": "short_text"}
REFUSED = {"counter": "general", "script": "general", "competing": "general"}
"""What is drafted where no guide, role or place fits: the wish for a script is met without a number."""
RIVALLED = ("competing", "compare")
"""Intents about another offer, which the script then speaks of."""
UNPRICED = ("accept", "expectations", "range_question")
"""Kinds that can be said without a number, where none is known."""
SCRIPT_OF = {"pushback": "pushback", "deadline": "deadline_extension"}


def decide(state: DialogueState, library: Library, today: date) -> Action:
    """The action for the state's last message."""
    if state.rehearsal:
        return Action("practice", "script", None)
    kind = "ask" if state.paper and state.paper.doubt else _kind(state, library)
    if kind in ("answer", "ask") and state.one_page and (state.subject.company or has_ground(state)):
        if has_ground(state) or needed(state, library) is None:
            return Action("plan", state.intent, None)
        kind = "ask"
    ask = None if kind == "answer" and _has_no_guide(state) and not has_ground(state) else state.last_ask
    bare = kind == "answer" and _has_no_guide(state) and not has_ground(state) and _before_an_offer(state)
    return Action(kind, "script" if bare else state.intent, ask, _script(kind, state))


def _has_no_guide(state: DialogueState) -> bool:
    """Whether the user named a company that no guide is about, and meant no other."""
    return bool(state.subject.company_said) and not state.subject.company and not state.did_you_mean


def _script(kind: str, state: DialogueState) -> str | None:
    """The script of this turn; where no guide fits, words without a figure for who wanted some."""
    if kind == "refuse":
        return REFUSED.get(state.intent)
    return script_kind(state) if kind == "answer" else None


def _kind(state: DialogueState, library: Library) -> str:
    subject = state.subject
    if state.cleared and not (subject.company or subject.company_said):
        return "cleared"
    if state.across or state.intent in ("smalltalk", "out_of_scope"):
        return "across" if state.across else state.intent
    if not subject.company:
        return _without_company(state)
    if state.intent == "script" and script_kind(state) in kinds_that("without_figures"):
        return "answer"
    if not subject.role:
        return "answer" if has_ground(state) else "refuse" if subject.role_said else "ask"
    return _with_guide(state, library)


def _without_company(state: DialogueState) -> str:
    if has_ground(state):
        return "answer"
    if state.last_ask and state.last_ask.topic == RANGES and state.intent in PAY and not state.wants_script:
        return "ask"
    if state.subject.company_said:
        return "answer" if needs_no_figures(state) or _before_an_offer(state) else "refuse"
    if state.did_you_mean:
        return "ask"
    pay = state.intent in PAY and state.intent not in ("script", "competing", "levers")
    return "ask" if pay and not state.general else "answer"


def _before_an_offer(state: DialogueState) -> bool:
    """Whether a number is wanted before there is an offer: the answer is the question for theirs."""
    return state.stage in members("before") and state.intent in ("counter", "script")


def _with_guide(state: DialogueState, library: Library) -> str:
    ask = needed(state, library)
    if ask is None or ask.slot not in ("region", "level") or state.intent in WITHOUT_PLACE or has_ground(state):
        return "answer"
    guide = guide_of(state.subject, library)
    said = bool(state.subject.region_said) and ask.slot == "region" and guide is not None
    return "refuse" if said else "ask"


def needs_no_figures(state: DialogueState) -> bool:
    """Whether the message is answered by what holds everywhere: a pushback, more time, words without an amount."""
    return state.intent in SCRIPT_OF or (
        state.intent == "script" and state.kind_asked in (*kinds_that("without_figures"), *UNPRICED)
    )


def script_kind(state: DialogueState) -> str | None:
    """The template of this turn; None where the intent is answered without words to send and none were asked for.

    What the user earns now changes nothing that is sent, so telling it brings no script again.
    """
    if state.tells_pay or (state.supposed and not state.wants_script and state.intent != "pushback"):
        return None
    if state.intent in SCRIPT_OF:
        return SCRIPT_OF[state.intent]
    if not state.subject.company:
        return _without_guide(state)
    counter = COUNTERS[state.form.channel]
    always = {
        "script": _asked_kind(state),
        "counter": counter,
        "competing": "competing_offer" if state.competing else counter,
    }
    questions = state.intent == "equity" and (state.wants_script or state.kind_asked == "equity_questions")
    on_request = "equity_questions" if questions else counter if state.wants_script else None
    if state.intent == "level" and (says("own_level", state.message) or state.kind_asked == "level_review"):
        on_request = "level_review"
    return always.get(state.intent, on_request)


def _without_guide(state: DialogueState) -> str:
    """A kind that needs no company, else the general script; with an offer or a range to go by, the ask."""
    kind = _asked_kind(state) if state.intent == "script" else "general"
    if has_ground(state):
        return _on_own_ground(state, kind)
    return "general" if kind in (*COUNTERS.values(), "competing_offer") else kind


def _on_own_ground(state: DialogueState, kind: str) -> str:
    """The ask that the user's own evidence supports: before an offer there is nothing to counter."""
    if state.intent == "script" and sort_of(kind) != "counter":
        return kind
    if not state.offers and not state.supposed:
        return "expectations"
    return "competing_offer" if state.competing and state.intent in RIVALLED else COUNTERS[state.form.channel]


def _asked_kind(state: DialogueState) -> str:
    """The kind that the message names, else the one drafted before, else a counter; counters follow the channel."""
    named = state.form.kind if state.form.kind != "general" or not state.subject.company else None
    stays = changes_form(state.message) or named in kinds_that("own_employer")
    kind = state.kind_asked or (named if stays else None)
    if kind == "competing_offer" and not state.competing:
        kind = None
    if kind == "expectations" and changes_form(state.message) and state.form.channel != "call":
        kind = "range_question"
    return kind if kind and kind not in COUNTERS.values() else COUNTERS[state.form.channel]


def sort_of(kind: str | None) -> str | None:
    """Kinds that are one script in several forms count as one sort."""
    return "counter" if kind in COUNTERS.values() else kind
