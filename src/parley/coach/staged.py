"""Which script a turn drafts once the stage, the round and the way pay is set are known (docs/advice.md 2.9, 3.8).

In: the action by the message alone, the state, the advice. Out: both with what is drafted in this stage; the words
where nothing is, because of the stage.
"""

from __future__ import annotations

from dataclasses import replace

from parley.advice.model import Advice
from parley.coach.lines import closes, is_doubtful
from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.grades import paid_by_grade
from parley.dialogue.model import Action, DialogueState
from parley.dialogue.stage import kind_at, members

ASKING = ("counter_email", "counter_call", "short_text", "competing_offer")
"""Kinds of script that put the ask."""
BY_VERDICT = {
    "closed": "accept", "sign": "accept", "light": "pushback:revised", "counter": "pushback:revised",
    "decline": "decline", "decide": "accept", "lowered": "pushback:lowered",
}  # fmt: skip
"""What is drafted in a later round, by its verdict; a pushback with its key. Of what is to be decided as it stands the
no stands beside the yes (turn.scripts_of)."""
DECIDING = ("decide", "plan", "judge", "reply", "chat")
"""Wants behind which the answer to a later round is drafted unasked."""
SETTLED = ("closed", "sign", "decline")
"""Verdicts behind which nothing is asked."""
ROUNDS = (None, "general", "revised", "best_offer", "lowered")
"""Answers that a later round is about; others ask something of their own."""
STEP, SCALED = "pay_step", ("general", "expectations", "raise", "promotion")
"""What is drafted where pay goes by a scale, and what it takes the place of besides an ask."""
BY_GRADE = ("counter", "offer_check", "band", "level", "script", "levers", "pushback")
"""Intents that pay by a scale is an answer to."""
ABOUT_PAY = ("counter", "offer_check", "competing", "script", "pushback")
Drafted = tuple[str | None, str | None]
"""A kind of script, and the pushback that it replies to."""


def in_stage(action: Action, state: DialogueState, advice: Advice | None) -> tuple[Action, DialogueState]:
    """The action and the state with the script that is drafted."""
    action = _answered_by_grade(action, state, advice)
    if action.kind != "answer" or is_doubtful(advice):
        return action, state
    action = replace(action, ask=None) if _is_closed(state, advice) else action
    action = replace(action, script_kind=action.script_kind or _in_the_round(action, state, advice))
    if action.script_kind is None:
        return action, state
    kind, pushback = _staged(_by_advice((action.script_kind, state.pushback), advice), state)
    return replace(action, script_kind=kind), replace(state, pushback=pushback)


def _in_the_round(action: Action, state: DialogueState, advice: Advice | None) -> str | None:
    """What answers what they came back with, where the message asks what to do about it and names no script."""
    verdict = advice.verdict if advice else None
    asks = state.want in DECIDING and action.intent in ABOUT_PAY and not state.supposed
    return _split(BY_VERDICT[verdict.kind] if verdict else None, None)[0] if asks else None


def _answered_by_grade(action: Action, state: DialogueState, advice: Advice | None) -> Action:
    """Where pay goes by a scale a step is asked for, also before any figure or the company is told."""
    graded = advice.by_grade if advice else not state.subject.company and paid_by_grade(state)
    if not graded or action.intent not in BY_GRADE or action.script_kind not in (None, "general", *ASKING):
        return action
    asks = action.kind in ("ask", "refuse") or (action.kind == "answer" and action.intent != "pushback")
    return Action("answer", action.intent, None, STEP) if asks else action


def _is_closed(state: DialogueState, advice: Advice | None) -> bool:
    """Whether there is nothing left that a question could change."""
    verdict = advice.verdict.kind if advice and advice.verdict else ""
    return verdict in SETTLED or any(state.stage in members(group) for group in ("closed", "gone", "agreed"))


def _by_advice(drafted: Drafted, advice: Advice | None) -> Drafted:
    """What the figures say: a step of the scale, the round's verdict, a yes where all is met."""
    kind, pushback = drafted
    if advice is not None and advice.by_grade and kind in (*ASKING, *SCALED):
        return STEP, pushback
    lowered = advice is not None and advice.verdict is not None and advice.verdict.kind == "lowered"
    if advice is None or not (_asks(kind, pushback) or (lowered and kind == "pushback")):
        return drafted
    if advice.verdict:
        return _split(BY_VERDICT[advice.verdict.kind], pushback)
    return ("accept", pushback) if kind in ASKING and closes(advice) else drafted


def _asks(kind: str | None, pushback: str | None) -> bool:
    """Whether this is about the pay as a whole."""
    return kind in (*ASKING, "general", "raise") or (kind == "pushback" and pushback in ROUNDS)


def _staged(drafted: Drafted, state: DialogueState) -> Drafted:
    kind, pushback = drafted
    found, key = _split(kind_at(kind, state.stage), pushback)
    different = found == "pushback" and state.stage in members("refused") and key in (None, "general")
    return found, "best_offer" if different else key


def _split(kind: str | None, pushback: str | None) -> Drafted:
    """`pushback:revised` as kind and key; other kinds with the key as it was."""
    name, _, key = (kind or "").partition(":")
    return name or None, key or pushback


def is_round(reply: Reply) -> bool:
    """Whether the answer leads with the verdict on what they came back with."""
    verdict = reply.advice.verdict if reply.advice else None
    if verdict is None or reply.action.kind != "answer" or reply.action.intent not in ABOUT_PAY:
        return False
    if reply.state.supposed:
        return True
    if reply.state.kind_asked == "accept" and verdict.kind not in SETTLED:
        return False  # they want to accept all the same
    about = reply.action.intent != "pushback" or reply.state.pushback in ROUNDS
    kinds = {(value or "").partition(":")[0] for value in BY_VERDICT.values()}
    return about and (reply.action.script_kind or "") in kinds


def verdict_words(reply: Reply, worded: dict[str, str]) -> str:
    """The verdict as it leads the answer, by the wordings of this turn's notes."""
    codes = ("agreed", "settled", *(f"round_{kind}" for kind in BY_VERDICT))
    return next((worded[code] for code in codes if code in worded), "") if is_round(reply) else ""


def was_refused(reply: Reply) -> bool:
    """Whether an ask has become a reply to their no, because of the stage."""
    asked = reply.action.intent in ("counter", "offer_check", "competing", "script")
    return asked and reply.action.script_kind == "pushback" and not reply.state.own_employer


def stage_words(reply: Reply) -> str:
    """What is said in place of an ask that the stage does not allow; empty where it does."""
    if reply.action.kind != "answer" or reply.scripts or reply.action.script_kind:
        return ""
    asked = reply.action.intent in ("counter", "competing", "script") or reply.state.wants_script
    words: str = load("stages")["says"].get(reply.state.stage, "")
    return words if asked else ""
