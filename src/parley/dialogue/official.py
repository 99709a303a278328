"""Official pay for the job and place of a talk: which words are looked up, and what is asked where they leave it open.

In: the state after a message, the market's tables. Out: the state with its `official` reference.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.action import Ask
from parley.dialogue.answers import is_option
from parley.dialogue.model import DialogueState
from parley.dialogue.told import Heard
from parley.guides.library import Library
from parley.market.open import Market

TOPIC = "occupation"


def with_official(state: DialogueState, heard: Heard, market: Market | None) -> DialogueState:
    """The state with the official pay for its job and place, where it tells both."""
    if market is None:
        return state
    job = _job(state, heard, market)
    place = state.subject.region_said or state.subject.region or ""
    found = market.look_up(job, place)
    return replace(state, official=found, job_said=job)


def _job(state: DialogueState, heard: Heard, market: Market) -> str:
    """The words for the job: those of this message at their widest, else those before, else the guide's role."""
    ask, text = heard.before.last_ask, heard.reading.text
    if ask and ask.topic == TOPIC and is_option(text, ask):
        return text.strip()
    if heard.told.role:
        return _widest(heard, market)
    if state.subject.role_said and heard.before.job_said:
        return heard.before.job_said
    return state.subject.role_said or _role_of_guide(state, heard.library)


def _widest(heard: Heard, market: Market) -> str:
    said, text = heard.told.role or "", heard.reading.text
    read = heard.reading.understood.role
    at = text.casefold().find(said.casefold())
    start, end = (at, at + len(said)) if at >= 0 else (0, 0)
    if read and (at < 0 or (read.start <= start and end <= read.end)):
        start, end = read.start, read.end
    return market.widest(text, start, end) if end else said


def _role_of_guide(state: DialogueState, library: Library) -> str:
    """The role of the one guide that the talk is about."""
    subject = state.subject
    entries = library.roles(subject.company) if subject.company and subject.role else ()
    return next((entry.role_display for entry in entries if entry.role == subject.role), "")


def ask_occupation(state: DialogueState) -> Ask | None:
    """Which of three occupations the job is, where its words leave it open and no guide is about it."""
    found = state.official
    if found is None or found.sure or state.subject.role or len(found.occupations) < 2:
        return None
    names = tuple(occupation.name for occupation in found.occupations)
    return Ask("role", "Which of these is closest to the job?", names, topic=TOPIC)
