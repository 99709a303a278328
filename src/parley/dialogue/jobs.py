"""Which role a message is about, and the company's guide for it.

In: a `Reading`; the user's words for a role. Out: those words; the slug of the company's role, None where it has none:
another role is never borrowed.
"""

from __future__ import annotations

import re

from parley.dialogue.names.index import name_index
from parley.dialogue.names.roles import UNKNOWN, find_roles, find_signature, role_book
from parley.dialogue.reading import Reading
from parley.dialogue.rivals import touches
from parley.dialogue.words.cues import stands_before
from parley.dialogue.words.text import Covered, Mention, Spanned, fold, name_key, spans_of, words
from parley.guides.library import Library

LOOSE = ("engineer", "software", "developer")
NOT_A_ROLE = (("job", "social", "financial"), ("clearance", "clearances"))
"""Words before and behind "security" that make it something else than a role."""


def choose_role(reading: Reading, company: str | None, library: Library) -> str | None:
    """The user's words for the role the question is about, or None when the message names none."""
    roles = [m for m in reading.roles if _is_the_job(reading, m, library)]
    known = [mention for mention in roles if not mention.values[0].startswith(UNKNOWN)]
    own = _own_role(reading, known, company, library)
    if own:
        return own.text
    if known:
        return _likeliest(reading, known).text
    unknown = [mention for mention in roles if " " in mention.text or _is_applied_for(reading, mention)]
    return unknown[-1].text if unknown else _security(reading, company) or _rank_alone(reading)


def _is_the_job(reading: Reading, role: Mention, library: Library) -> bool:
    """Whether the role is one that is worked in: neither the end of a name, nor whoever the words are for."""
    written_to = stands_before("written_to", reading.text[: role.start])
    return reading.stands(role.start) and not written_to and not _is_tail_of_name(reading, role, library)


def _is_tail_of_name(reading: Reading, role: Mention, library: Library) -> bool:
    """Whether the word belongs to a misspelt name before it ("Scael AI"), as some company's name ends in it."""
    behind = any(m.kind != "company" and reading.text[m.end : role.start] == " " for m in reading.companies)
    return behind and role.text.casefold() in name_index(library).endings


def _own_role(reading: Reading, known: list[Mention], company: str | None, library: Library) -> Mention | None:
    """One of the company's own roles ("lean elite platform engineer"), where no plain role is named beside it."""
    own = find_signature(reading.text, reading.message, _displays(company, library)) if company else []
    own = [mention for mention in own if reading.stands(mention.start)]
    if len(own) != 1:
        return None
    apart = [role for role in known if role.end <= own[0].start or role.start >= own[0].end]
    return None if any(not _goes_on(reading, own[0], role) for role in apart) else own[0]


def _goes_on(reading: Reading, own: Mention, role: Mention) -> bool:
    """Whether a loose word only rounds off the company's own role: "control tower engineer" of a Control Tower role."""
    return fold(role.text) in LOOSE and reading.text[own.end : role.start] == " "


def _likeliest(reading: Reading, known: list[Mention]) -> Mention:
    beside = [role for role in known if _is_beside(reading, role)] or known
    return next((role for role in beside if fold(role.text) not in LOOSE), beside[0])


def _is_beside(reading: Reading, role: Mention) -> bool:
    others: list[Spanned] = [*reading.companies, *reading.places]
    return any(touches(reading.text, role, other) for other in others)


def _is_applied_for(reading: Reading, role: Mention) -> bool:
    applied = stands_before("applied", reading.text[: role.start])
    return applied or _is_beside(reading, role) or len(reading.message) <= 4


def _security(reading: Reading, company: str | None) -> str | None:
    """ "security" anywhere, when nothing else names a role."""
    if not company and len(reading.message) > 4:
        return None
    named = Covered(spans_of(reading.companies))
    keys = ["", *("" if word.start in named else word.key for word in reading.message), ""]
    for index, word in enumerate(reading.message, start=1):
        if keys[index] == "security" and keys[index - 1] not in NOT_A_ROLE[0] and keys[index + 1] not in NOT_A_ROLE[1]:
            return word.text
    return None


def _rank_alone(reading: Reading) -> str | None:
    """ "New Relic staff, London": a rank beside a company, where nothing names a role."""
    ranks = (word for word in reading.message if word.key in role_book().alone and reading.stands(word.start))
    beside = (word.text for word in ranks if any(touches(reading.text, word, other) for other in reading.companies))
    return next(beside, None)


def _displays(company: str | None, library: Library) -> dict[str, str]:
    return {guide.role: guide.role_display for guide in library.roles(company)}


def resolve_role(said: str | None, company: str | None, library: Library) -> str | None:
    """The company's role that the user's words mean, or None."""
    if not said or not company:
        return None
    displays = _displays(company, library)
    key = name_key(said)
    exact = [role for role, shown in displays.items() if key in (name_key(shown), name_key(role), _plain(shown))]
    own = find_signature(said, words(said), displays)
    if exact or len(own) == 1:
        return exact[0] if exact else own[0].values[0]
    meant = (role_book().careful.get(key), role_book().alone.get(key), *(role.values[0] for role in find_roles(said)))
    return next((role for role in meant if role in displays), None)


def _plain(shown: str) -> str:
    """A role's display name without what stands in brackets."""
    return name_key(re.sub(r"\(.*?\)", " ", shown))


def only_role(company: str, library: Library) -> str | None:
    """The company's role where it has just one."""
    guides = library.roles(company)
    return guides[0].role if len(guides) == 1 else None
