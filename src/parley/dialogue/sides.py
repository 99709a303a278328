"""The sides of a comparison, the first named first: companies, else places, else roles.

One side alone ("and versus London?") is set against the subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.dialogue.model import DialogueState, Subject
from parley.dialogue.names.roles import UNKNOWN
from parley.dialogue.reading import Reading
from parley.dialogue.told import Heard
from parley.dialogue.topic import resolved
from parley.dialogue.words.text import Mention
from parley.guides.places import FoundPlace

COMPARABLE = ("place", "remote", "country", "area")


def with_sides(state: DialogueState, heard: Heard) -> DialogueState:
    """The state with the subjects that the message compares; none unless it compares."""
    if state.intent != "compare":
        return state
    sides = tuple(dict.fromkeys(resolved(side, heard.library) for side in _sides(state.subject, heard)))
    before = resolved(heard.before.subject, heard.library)
    if len(sides) == 1 and before.company and before not in sides:
        sides = (before, *sides)
    return replace(state, compared=sides)


def _sides(subject: Subject, heard: Heard) -> Iterator[Subject]:
    reading = heard.reading
    companies = [mention for mention in heard.told.choice.sides if mention.kind == "company" and mention.value]
    places, roles = _places(reading), _roles(reading)
    if len(companies) > 1:
        for mention in sorted(companies, key=lambda mention: mention.start):
            said = _own_place(reading, mention, companies) or subject.region_said
            yield replace(subject, company=mention.value, region_said=said)
    elif len(places) > 1:
        yield from (replace(subject, region_said=place.text) for place in places)
    elif len(roles) > 1:
        yield from (replace(subject, role_said=role.text) for role in roles)
    else:
        yield subject
        yield from _rivals(subject, heard)


def _rivals(subject: Subject, heard: Heard) -> Iterator[Subject]:
    """The companies of other offers, told now or before, as sides where a guide covers them."""
    covered = heard.library.companies
    told = [offer.company for offer in heard.before.competing if offer.company in covered]
    named = [mention for mention in heard.told.choice.sides if mention.kind == "company" and mention.value]
    for mention in named:
        if mention.value != subject.company:
            said = _own_place(heard.reading, mention, named) or subject.region_said
            yield replace(subject, company=mention.value, region_said=said)
    for company in told:
        if company != subject.company and company not in [mention.value for mention in named]:
            yield replace(subject, company=company)


def _places(reading: Reading) -> list[FoundPlace]:
    """The places that are meant, each once, in order."""
    meant = [place for place in reading.places if reading.stands(place.start) and place.kind in COMPARABLE]
    return list({place.name: place for place in meant}.values())


def _roles(reading: Reading) -> list[Mention]:
    """The known roles that are meant, each once, in order."""
    meant = [role for role in reading.roles if reading.stands(role.start)]
    return list({role.values[0]: role for role in meant if not role.values[0].startswith(UNKNOWN)}.values())


def _own_place(reading: Reading, mention: Mention, companies: Sequence[Mention]) -> str | None:
    """The place told right behind a company of several ("DoorDash SF and Uber NYC"), where each has its own."""
    following = min((other.start for other in companies if other.start > mention.start), default=len(reading.text) + 1)
    own = [place.text for place in reading.places if mention.end <= place.start < following]
    return own[0] if own and len(reading.places) > 1 else None
