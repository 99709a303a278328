"""Talks built by hand: a state as the reader would leave it, answered by the coach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from parley.coach.by_level import fitting_row, level_rows, rows_meant
from parley.coach.feelings import is_pressed
from parley.coach.letters import letter_of
from parley.coach.lookup import band_of, script_facts
from parley.coach.model import Reply
from parley.coach.plan import planned_scripts
from parley.coach.questions import about_question, answering, questions_of
from parley.coach.situations import advice_for
from parley.coach.staged import in_stage
from parley.coach.turn import ADVISED, choice_of, scripts_of, with_changes, without_question
from parley.coach.wording import say
from parley.dialogue.ask import next_ask
from parley.dialogue.model import DialogueState, Evidence, Offer, Stated, Subject
from parley.dialogue.policy import decide
from parley.dialogue.rows import guide_of
from parley.guides.library import Library

TODAY = date(2026, 11, 30)


def told(value: int | str, text: str = "") -> Stated:
    return Stated(Decimal(str(value)), text or f"{value}", 1)


def offer(base: int | None = None, **parts: Any) -> Offer:
    amounts = {name: told(value) if isinstance(value, int) else value for name, value in parts.items()}
    return Offer(base=told(base) if base is not None else None, turn=1, **amounts)


def evidence(kind: str, low: int, high: int | None = None) -> Evidence:
    return Evidence(kind, "base", told(low), told(high or low))


def state(
    message: str = "what should I ask for?",
    intent: str = "counter",
    company: str | None = None,
    place: str | None = None,
    **told_of: Any,
) -> DialogueState:
    subject = told_of.pop("subject", Subject(company_said=company, region_said=place))
    return DialogueState(turn=1, message=message, intent=intent, subject=subject, **told_of)


def answered(state: DialogueState, library: Library, before: DialogueState | None = None) -> Reply:
    """The reply to a state, as the coach makes it once it has understood; `before` is the state a message ago."""
    earlier = worked_out(before, library) if before else None
    return say(with_changes(earlier, worked_out(state, library)), library, TODAY)


def worked_out(state: DialogueState, library: Library) -> Reply:
    """The reply before it is put into words."""
    state = replace(state, last_ask=next_ask(state, library))
    action = decide(state, library, TODAY)
    questions = questions_of(action, state)
    question = questions[0] if questions else None
    state = about_question(state, question)
    action = answering(action, state, question)
    guide = guide_of(state.subject, library)
    rows = rows_meant(guide, state, action)
    band = band_of(guide, state.subject) or fitting_row(rows, state)
    advice = advice_for(guide, band, state, TODAY) if action.kind in ADVISED else None
    by_level = level_rows(rows, lambda row: advice_for(guide, row, state, TODAY))
    action = without_question(action, advice, pressed=is_pressed(state))
    action, state = in_stage(action, state, advice)
    comparison = choice_of(state, action, advice)
    action = replace(action, script_kind=None) if comparison and not state.wants_script else action
    facts = replace(script_facts(state, guide, ()), letter=letter_of(questions, state, advice))
    planned = planned_scripts(state, advice, facts) if advice and action.kind == "plan" else ()
    scripts = tuple(script for _, script in planned) or scripts_of(action, state, advice, facts)
    return Reply(
        "", state, action, guide, band, advice, comparison, scripts=scripts, planned=planned, question=question,
        pressed=is_pressed(state), by_level=by_level,
    )  # fmt: skip
