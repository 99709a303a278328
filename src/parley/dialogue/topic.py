"""Which guide the talk is about after a message: the subject, the sides of a comparison, names to ask about.

A follow-up keeps what it does not name; a correction replaces; another company drops the old company's offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from parley.dialogue.facts import Told, is_general
from parley.dialogue.model import DialogueState, Subject
from parley.dialogue.names import name_index
from parley.dialogue.reading import Reading
from parley.dialogue.subjects import guide_of, level_labels, only_role, resolve_level, resolve_region, resolve_role
from parley.dialogue.text import Mention, name_key
from parley.guides.library import Library
from parley.guides.places import FoundPlace

NEAREST = 3


def with_topic(
    state: DialogueState, before: DialogueState, reading: Reading, told: Told, library: Library
) -> DialogueState:
    """The state with its subject moved by the message."""
    subject = _moved(before, reading, told)
    changed = subject.company != before.subject.company and before.subject.company is not None
    subject = resolved(replace(subject, **_levels(reading, before)), library)
    state = replace(state, subject=subject, general=is_general(reading.text) and not told.names_subject)
    state = replace(state, did_you_mean=_suggestions(reading, told, before, subject, library))
    if changed:
        state = replace(state, offers=(), asked=None, competing=(), wished=None)
    return (
        replace(state, compared=_compared(state, before, reading, told, library))
        if state.intent == "compare"
        else state
    )


def _moved(before: DialogueState, reading: Reading, told: Told) -> Subject:
    subject = before.subject
    if told.company:
        subject = replace(subject, company=told.company, company_said=None)
    elif told.open:
        subject = replace(subject, company=None, company_said=None)
    elif told.foreign and (not subject.company or _turns_away(reading, told)):
        subject = replace(subject, company=None, company_said=told.foreign)
    elif told.near and (not subject.company or _turns_away(reading, told)):
        subject = replace(subject, company=None, company_said=told.near.text)
    if told.role:
        subject = replace(subject, role_said=told.role, role_assumed=False)
    if told.place:
        subject = replace(subject, region_said=told.place, region_assumed=False)
    return subject


def _turns_away(reading: Reading, told: Told) -> bool:
    """Whether a message about a known company turns to one that no guide covers, rather than naming it in passing."""
    mention = told.choice.subject or told.near
    if mention is None:
        return False
    ahead = reading.text[: mention.start]
    opens = bool(
        re.search(
            r"\b(?:what about|how about|and|or|no|not|actually|meant|mean|switch(?:ing)? to|offer (?:is )?from|it's|now)\W+(?:(?:at|for|with|the)\s+)?$",
            ahead,
            re.IGNORECASE,
        )
    )
    beside = any(
        0 <= other.start - mention.end <= 4 or 0 <= mention.start - other.end <= 5
        for other in (*reading.roles, *reading.places)
    )
    return opens or beside or len(reading.message) <= 4 or not ahead.strip()


def _levels(reading: Reading, before: DialogueState) -> dict[str, str | None]:
    asked = before.last_ask is not None and before.last_ask.slot == "level"
    return {"level_said": reading.text if reading.levels or asked or _senior(reading) else before.subject.level_said}


def _senior(reading: Reading) -> bool:
    return bool(
        re.search(
            r"\b(?:senior|sr|staff|principal|junior|jr|lead|distinguished|partner|entry|mid)\b",
            reading.text,
            re.IGNORECASE,
        )
    )


def resolved(subject: Subject, library: Library) -> Subject:
    """The subject with role, region and level looked up in the guides; what has no row stays None, as said."""
    role = resolve_role(subject.role_said, subject.company, library)
    if not subject.role_said and subject.company and only_role(subject.company, library):
        role, subject = only_role(subject.company, library), replace(subject, role_assumed=True)
    subject = replace(subject, role=role, region=None, level=None, region_assumed=False)
    guide = guide_of(subject, library)
    if not guide:
        return subject
    labels = tuple(dict.fromkeys(band.region for band in guide.bands if band.region))
    region = resolve_region(subject.region_said, guide.bands)
    if not subject.region_said and len(labels) == 1:
        region, subject = labels[0], replace(subject, region_assumed=True)
    levels = level_labels(guide.bands, region)
    level = levels[0] if len(levels) == 1 and all(band.level for band in guide.bands) else None
    level = resolve_level(f"{subject.level_said or ''}", levels) or level
    return replace(subject, region=region, level=level)


def _suggestions(
    reading: Reading, told: Told, before: DialogueState, subject: Subject, library: Library
) -> tuple[str, ...]:
    """Display names to offer when the company is open, nearly named, or has no guide."""
    if subject.company:
        return ()
    if told.open:
        return tuple(library.companies[slug] for slug in told.open)
    if told.near:
        return tuple(library.companies[slug] for slug in told.near.values if slug in library.companies)
    if told.foreign:
        return _alike(told.foreign, library)
    return before.did_you_mean if not told.names_subject else ()


def _alike(name: str, library: Library) -> tuple[str, ...]:
    """Companies whose name shares a word with `name` or looks like it."""
    index = name_index(library)
    key = name_key(name)
    shared = [slug for part in (key, key.split()[0] if key else "") for slug in _holders(part, index.near, index.names)]
    looks = process.extract(
        key,
        {slug: name_key(shown) for slug, shown in library.companies.items()},
        scorer=fuzz.ratio,
        score_cutoff=75,
        limit=NEAREST,
    )
    slugs = dict.fromkeys([*shared, *(slug for _, _, slug in looks)])
    return tuple(library.companies[slug] for slug in slugs if slug in library.companies)[:NEAREST]


def _holders(part: str, near: object, names: object) -> tuple[str, ...]:
    table = near if isinstance(near, dict) else {}
    known = names.get(part) if isinstance(names, dict) else None
    return (*table.get(part, ()), *(known.values if known and known.kind in ("full", "short") else ()))


def _compared(
    state: DialogueState, before: DialogueState, reading: Reading, told: Told, library: Library
) -> tuple[Subject, ...]:
    """The sides to compare, the first named first: companies, else places, else roles; one alone joins the one before."""
    sides = tuple(dict.fromkeys(_sides(state, reading, told, library)))
    if len(sides) == 1 and before.subject.company and resolved(before.subject, library) not in sides:
        sides = (resolved(before.subject, library), *sides)
    return sides


def _sides(state: DialogueState, reading: Reading, told: Told, library: Library) -> Iterator[Subject]:
    companies = [mention for mention in told.choice.sides if mention.kind == "company" and mention.value]
    if len(companies) > 1:
        for mention in sorted(companies, key=lambda mention: mention.start):
            said = _own_place(reading, mention, companies) or state.subject.region_said
            yield resolved(replace(state.subject, company=mention.value, region_said=said), library)
        return
    towns = {
        place.name: place
        for place in reading.places
        if reading.stands(place.start) and place.kind in ("place", "remote", "country", "area")
    }
    if len(towns) > 1:
        for place in sorted(towns.values(), key=lambda place: place.start):
            yield resolved(replace(state.subject, region_said=place.text), library)
        return
    roles = [role for role in reading.roles if reading.stands(role.start) and not role.values[0].startswith("?")]
    if len({role.values[0] for role in roles}) > 1:
        for role in roles:
            yield resolved(replace(state.subject, role_said=role.text), library)
        return
    yield state.subject


def _own_place(reading: Reading, mention: Mention, companies: Sequence[Mention]) -> str | None:
    """The place told right behind a company of several ("DoorDash SF and Uber NYC"), where each has its own."""
    following = min((other.start for other in companies if other.start > mention.start), default=len(reading.text) + 1)
    own: list[FoundPlace] = [place for place in reading.places if mention.end <= place.start < following]
    return own[0].text if own and len(reading.places) > 1 else None
