"""What a message names of a subject, before the state decides what to make of it.

In: a `Reading` and the state before. Out: `Told`: company, role and place as named; and whose a part of pay is.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.dialogue.answers import is_option
from parley.dialogue.jobs import choose_role
from parley.dialogue.model import DialogueState
from parley.dialogue.names.roles import UNKNOWN
from parley.dialogue.reading import Reading
from parley.dialogue.rivals import Choice, choose_company, narrowed
from parley.dialogue.rows import choose_places, said_of
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import Mention
from parley.guides.library import Library
from parley.guides.places import FoundPlace
from parley.reading.record import ReadSlot


@dataclass(frozen=True, slots=True)
class Told:
    """What the message names: `company` a slug, `open` several it may mean, `foreign` one that no guide covers.

    `near` is a name close to some company's; `role` and `place` are the user's words; `sides` counts what it holds
    against each other: companies, places or roles.
    """

    choice: Choice
    company: str | None
    open: tuple[str, ...]
    foreign: str | None
    near: Mention | None
    role: str | None
    place: str | None
    sides: int

    @property
    def names_subject(self) -> bool:
        """Whether the message names any part of a subject."""
        return bool(self.company or self.open or self.foreign or self.near or self.role or self.place)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as read and told, the state it came upon, and the library."""

    reading: Reading
    told: Told
    before: DialogueState
    library: Library


def told_by(reading: Reading, state: DialogueState, library: Library) -> Told:
    """What the message names of a subject."""
    choice = choose_company(reading, state)
    company = _company(choice, reading, state, library)
    mention = None if company else choice.subject
    near = next((m for m in reading.companies if m.kind == "near" and reading.stands(m.start)), None)
    places = choose_places(reading)
    return Told(
        choice=choice,
        company=company,
        open=mention.values if mention and mention.kind == "company" else (),
        foreign=_as_known(mention) if mention and mention.kind == "foreign" else None,
        near=None if company else near,
        role=_option(reading, state, "role") or _role_beside(reading, state, company, library),
        place=_option(reading, state, "region") or said_of(places, reading.text) or _said(reading.understood.place),
        sides=_sides(choice, places, reading),
    )


def _option(reading: Reading, state: DialogueState, slot: str) -> str | None:
    asked = state.last_ask is not None and state.last_ask.slot == slot
    return reading.text.strip() if asked and is_option(reading.text, state.last_ask) else None


def _role_beside(reading: Reading, state: DialogueState, company: str | None, library: Library) -> str | None:
    """The role as named; none in a company picked from the coach's own list ("Scale AI" names no AI role)."""
    picked = any(_option(reading, state, slot) for slot in ("company", "confirm"))
    return None if picked else _role(reading, company or state.subject.company, library)


def _role(reading: Reading, company: str | None, library: Library) -> str | None:
    """The role in the user's words: one that the guides know, else as it was read."""
    return choose_role(reading, company, library) or _said(reading.understood.role)


def _said(slot: ReadSlot | None) -> str | None:
    return slot.said if slot else None


def _company(choice: Choice, reading: Reading, state: DialogueState, library: Library) -> str | None:
    """The slug of the company that the message turns to; None where it names none, or more than one."""
    inside, mention = narrowed(reading, state, library), choice.subject
    if inside and (mention is None or mention.value in (None, inside) or says("division", reading.own)):
        return inside
    if mention is None or mention.kind != "company":
        return None
    return mention.value or (state.subject.company if state.subject.company in mention.values else None)


def _as_known(mention: Mention) -> str:
    """A company without a guide by its usual name where it was called otherwise ("deep mind"), else as written."""
    usual = mention.value
    return usual if usual and usual.casefold() != mention.text.casefold() else mention.text


def _sides(choice: Choice, places: tuple[FoundPlace, ...], reading: Reading) -> int:
    companies = sum(side.kind == "company" for side in choice.sides)
    if not says("sides", reading.own):
        return companies
    roles = {role.values[0] for role in reading.roles if reading.stands(role.start)}
    known = {role for role in roles if not role.startswith(UNKNOWN)}
    return max(companies, len(_towns(places)), len(known))


def _towns(places: tuple[FoundPlace, ...]) -> set[str]:
    """Places to set against each other; "remote in the US" is one."""
    kinds = ("place",) if any(place.kind == "country" for place in places) else ("place", "remote")
    return {place.name for place in places if place.kind in kinds}
