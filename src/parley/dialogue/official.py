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
DOLLAR = "USD"


def with_official(state: DialogueState, heard: Heard, market: Market | None) -> DialogueState:
    """The state with the official pay for its job and place, where it tells both."""
    if market is None:
        return state
    job, place = _job(state, heard, market), _place(state, heard, market)
    return replace(state, official=market.look_up(job, place, _told_currency(state)), job_said=job, place_said=place)


def _told_currency(state: DialogueState) -> str:
    """The currency that the offer was told in, "" where none was; a bare dollar may be any country's."""
    offer = state.offer
    told = offer.currency if offer and not offer.assumed_currency else None
    return "" if told in (None, DOLLAR) else str(told)


def _place(state: DialogueState, heard: Heard, market: Market) -> str:
    """The words for the place: those of this message at their widest, else those before, else the guide's label."""
    said = state.subject.region_said or state.subject.region or ""
    told = heard.told.place
    if told or not said:
        return market.place(heard.reading.text, told or "") or said or heard.before.place_said
    return heard.before.place_said or said


def _job(state: DialogueState, heard: Heard, market: Market) -> str:
    """The words for the job: those of this message at their widest, else those before, else the guide's role."""
    ask, text = heard.before.last_ask, heard.reading.text
    if ask and ask.topic == TOPIC and is_option(text, ask):
        return text.strip()
    told = _told(heard, market)
    if told and (heard.told.role or not heard.before.job_said):
        return told
    if state.subject.role_said and heard.before.job_said:
        return heard.before.job_said
    return told or state.subject.role_said or heard.before.job_said or _role_of_guide(state, heard.library)


def _told(heard: Heard, market: Market) -> str:
    """The job that this message tells: the first of what was read that is sure, else a title that stands in it."""
    text, read, said = heard.reading.text, heard.reading.understood.role, heard.told.role or ""
    at = text.casefold().find(said.casefold()) if said else -1
    spans = [(read.start, read.end)] if read else []
    spans += [(at, at + len(said))] if at >= 0 else []
    ways = [market.widest(text, start, end) for start, end in sorted(spans)]
    sure = next((way for way in ways if market.is_title(way)), "")
    return sure or market.title(text, alone=bool(spans)) or next(iter(ways), said)


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
