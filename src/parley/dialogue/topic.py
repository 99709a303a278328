"""Which guide the talk is about after a message: company, role, place and level, looked up in the library.

A follow-up keeps what it does not name; a correction replaces; another company drops the old company's offers.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.jobs import only_role, resolve_role
from parley.dialogue.matters import key_of, moved_to, subject_of
from parley.dialogue.model import DialogueState, Subject
from parley.dialogue.rivals import touches
from parley.dialogue.rows import guide_of, levels, regions, resolve_level, resolve_region, titles
from parley.dialogue.suggest import suggestions
from parley.dialogue.told import Heard
from parley.dialogue.wants import is_general
from parley.dialogue.words.cues import says, stands_before, stands_behind
from parley.dialogue.words.text import Spanned
from parley.guides.library import Library

LONGEST_LEVEL = 60
"""Characters of an answer that are kept as the words for a level."""
NAMED_FROM = 0.85
"""Probability from which a name that nothing else knows is a company's: written to, and a reason to leave another."""
LEVEL_UNUSED = "level_unused"
"""The note that a level was told and the guide has no pay by level."""


def with_topic(state: DialogueState, heard: Heard) -> DialogueState:
    """The state with its subject moved by the message."""
    before = heard.before.subject
    moved = replace(_moved(before, heard), level_said=_level_said(heard))
    subject = resolved(subject_of(heard.before, moved), heard.library)
    if _leaves(heard.before, subject, heard):
        state = moved_to(state, before, subject)
    return replace(
        state,
        subject=subject,
        general=is_general(heard.reading.own) and not heard.told.names_subject,
        did_you_mean=() if subject.company else suggestions(heard),
        notes=(*state.notes, LEVEL_UNUSED) if _names_unused_level(subject, heard, state.intent) else state.notes,
    )


def _names_unused_level(subject: Subject, heard: Heard, intent: str | None) -> bool:
    """Whether the message names the level of the job and the guide has one range for all of them."""
    guide, text = guide_of(subject, heard.library), heard.reading.own
    elsewhere = says("own_level", text) or len(heard.reading.companies) > 1 or intent == "level"
    if guide is None or not heard.reading.levels or elsewhere:
        return False
    return not any(band.level for band in guide.bands)


def _leaves(before: DialogueState, subject: Subject, heard: Heard) -> bool:
    """Whether what was told so far was told of another company; a name put right or chosen is the same one."""
    if key_of(before.subject) in ("", key_of(subject)) or not key_of(subject):
        return False
    shown = heard.library.companies.get(subject.company or "")
    return not (before.subject.company is None and (shown in before.did_you_mean or heard.reading.want == "fix"))


def _moved(subject: Subject, heard: Heard) -> Subject:
    told = heard.told
    subject = _other_company(subject, heard)
    if told.role:
        subject = replace(subject, role_said=told.role, role_assumed=False)
    if told.place and not _is_benefit(subject, heard):
        subject = replace(subject, region_said=told.place, region_assumed=False)
    return subject


def _is_benefit(subject: Subject, heard: Heard) -> bool:
    """Whether the only place named is "remote" as a way to work ("can I ask for remote?") and no row is for it."""
    places = [place for place in heard.reading.places if heard.reading.stands(place.start)]
    if any(place.kind != "remote" for place in places):
        return False
    guide = guide_of(subject, heard.library)
    covered = guide is not None and resolve_region(heard.told.place, guide.bands) is not None
    return not covered and any(_is_asked_for(place, heard.reading.text) for place in places)


def _is_asked_for(place: Spanned, text: str) -> bool:
    return stands_before("asked_for", text[: place.start]) or stands_behind("benefit", text[place.end :])


def _other_company(subject: Subject, heard: Heard) -> Subject:
    told = heard.told
    if told.company or told.open:
        return replace(subject, company=told.company, company_said=None, company_unsure=False)
    if subject.company and not _turns_away(heard):
        return subject
    said = told.foreign or (told.near.text if told.near else None)
    unsure = _is_unsure(heard)
    if not said or (unsure and subject.company_said):
        return subject
    return replace(subject, company=None, company_said=said, company_unsure=unsure)


def _is_unsure(heard: Heard) -> bool:
    """Whether the name may be no company's: read so with less than NAMED_FROM, and not asked for."""
    mention, asked = heard.told.choice.subject, heard.before.last_ask
    return mention is not None and mention.sure < NAMED_FROM and not (asked and asked.slot == "company")


def _turns_away(heard: Heard) -> bool:
    """Whether a message about a known company turns to one that no guide covers, rather than naming it in passing."""
    mention, reading = heard.told.choice.subject or heard.told.near, heard.reading
    if mention is None:
        return False
    ahead = reading.text[: mention.start]
    others: list[Spanned] = [*reading.roles, *reading.places]
    beside = any(touches(reading.text, mention, other) for other in others)
    return stands_before("turned", ahead) or beside or len(reading.message) <= 4 or not ahead.strip()


def _level_said(heard: Heard) -> str | None:
    """The words for the level, as read or found by rule; else what was said before."""
    reading, ask = heard.reading, heard.before.last_ask
    if reading.understood.level:
        return reading.understood.level.said
    if reading.levels:
        return " ".join(level.text for level in reading.levels)
    if ask and ask.slot == "level":
        return reading.text[:LONGEST_LEVEL]
    return heard.before.subject.level_said or _rank(heard.told.role)


def _rank(role: str | None) -> str | None:
    """A rank that is part of the role's own words ("senior devops engineer")."""
    return role if role and says("senior", role) else None


def resolved(subject: Subject, library: Library) -> Subject:
    """The subject with role, region and level looked up in the guides; what has no row stays None, as said."""
    role = resolve_role(subject.role_said, subject.company, library)
    only = only_role(subject.company, library) if subject.company and not subject.role_said else None
    subject = replace(subject, role=role or only, role_assumed=only is not None, region=None, level=None)
    guide = guide_of(subject, library)
    if not guide:
        return replace(subject, region_assumed=False)
    labels = regions(guide.bands)
    assumed = not subject.region_said and len(labels) == 1
    region = labels[0] if assumed else resolve_region(subject.region_said, guide.bands)
    rows = levels(guide.bands, region)
    single = rows[0] if len(rows) == 1 and all(band.level for band in guide.bands) else None
    level = resolve_level(subject.level_said or "", rows, titles(guide.bands)) or single
    return replace(subject, region=region, region_assumed=assumed, level=level)
