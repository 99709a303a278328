"""Drafting a script for a named situation of tests/advice/situations.yaml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from advice import tables
from advice.seed_guides import GUIDES
from parley.advice.choose import choose_levers
from parley.advice.counter import advise
from parley.advice.model import Advice
from parley.coach.letters import letter_of
from parley.coach.question_book import CASE, question_book
from parley.dialogue.model import DialogueState
from parley.scripts.draft import ScriptFacts, draft
from parley.scripts.model import CaseLetter, Script

TODAY = date(2026, 11, 22)
ROWS = {row["name"]: row for row in tables.rows("situations")}


def named(start: str):
    return tables.situation(next(row for name, row in ROWS.items() if name.startswith(start)), GUIDES)


def advice_for(start: str) -> Advice:
    return advise(named(start), TODAY)


@cache
def known_of(start: str) -> tuple[Advice, ScriptFacts]:
    """The advice for a situation, and what its scripts may say besides figures."""
    situation = named(start)
    advice = advise(situation, TODAY)
    rivals = [rival.company_display for rival in situation.competing]
    return advice, ScriptFacts(
        company=situation.guide.company_display,
        role=situation.guide.role_display,
        place=situation.band.places[0].name,
        levers=choose_levers(situation.guide, (), advice.ladder),
        rival_name=rivals[0] if rivals else None,
        revised=len(situation.offers) > 1,
    )


def script(start: str, kind: str, channel="email", tone="warm", short=False, **facts) -> Script:
    advice, known = known_of(start)
    if kind == CASE and "letter" not in facts:
        facts["letter"] = case_letter("verbal_differs")
    return draft(kind, channel, tone, short, advice, replace(known, **facts))


@cache
def case_letter(key: str) -> CaseLetter:
    """The letter of a case of which nothing was told."""
    found = letter_of((question_book()[key],), DialogueState(message="hello"), None)
    assert found
    return found
