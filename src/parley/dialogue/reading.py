"""One message read against a library: every mention in it, before anything is decided.

In: the text, the library, what the coach has just asked, the subject so far. Out: a `Reading`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.dialogue.companies import find_companies
from parley.dialogue.model import DialogueState
from parley.dialogue.names import name_rules
from parley.dialogue.offers import Expecting, Part, read_parts
from parley.dialogue.roles import find_careful, find_levels, find_roles, role_book
from parley.dialogue.text import Mention, Word, within, words
from parley.guides.library import Library
from parley.guides.places import FoundPlace, find_places

_NEGATED = re.compile(
    r"(?:\b(?:not|isn'?t|isnt|aren'?t|instead of|rather than|except|neither|nor|never mind|other than|unlike|no longer)\s+(?:(?:a|an|the|in|at|for|from|regular|plain|just)\s+)*)$",
    re.IGNORECASE,
)
_BLUFF = re.compile(
    r"\b(?<!what )(?:can|could|may|what if) i (?:just |simply |not )?(?:say|claim|pretend|tell (?:them|her|him)|lie|bluff|make up)\b|\b(?:pretend|bluff|make up|fake)\b",
    re.IGNORECASE,
)
"""Talk of an offer that the user does not hold: its amounts are nobody's."""
_ASIDE = re.compile(r"\([^()]*\)")
LONG = 400
"""Beyond this many characters a message is a story: roles told in passing are not taken from all of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message and all that was read in it; `denied` are the spans of what it says it is not about."""

    text: str
    message: tuple[Word, ...]
    companies: tuple[Mention, ...]
    roles: tuple[Mention, ...]
    levels: tuple[Mention, ...]
    places: tuple[FoundPlace, ...]
    parts: tuple[Part, ...]
    denied: tuple[tuple[int, int], ...]

    def stands(self, start: int) -> bool:
        """Whether what was read at this place is meant, not denied."""
        return not within(start, self.denied)


def read(text: str, state: DialogueState, library: Library, expecting: Expecting) -> Reading:
    """Reads `text`, the next message of the talk; `expecting` tells what bare numbers mean."""
    message = words(text)
    roles, levels = find_roles(text, message), find_levels(text)
    places = find_places(text)
    spans = [(item.start, item.end) for item in (*roles, *levels, *places)]
    careful = [(word.start, word.end) for word in message if word.key in role_book().careful]
    asked = state.last_ask.slot if state.last_ask else ""
    companies = find_companies(
        text,
        message,
        [*spans, *careful],
        library,
        expected=asked in ("company", "confirm") or not text.strip(" .!?").count(" "),
    )
    companies = [mention for mention in companies if not _is_part_of_talk(mention, roles)]
    named = [(mention.start, mention.end) for mention in companies if mention.kind != "near"]
    places = [place for place in places if not within(place.start, named)]
    roles = [role for role in roles if not within(role.start, named)]
    beside = [*((m.start, m.end) for m in companies), *((p.start, p.end) for p in places)]
    roles += find_careful(text, message, beside)
    parts = () if _BLUFF.search(text) else read_parts(text, state.turn + 1, companies, expecting)
    denied = _denied(text, [*companies, *roles, *places])
    return Reading(text, message, tuple(companies), tuple(roles), tuple(levels), tuple(places), parts, denied)


def _is_part_of_talk(mention: Mention, roles: Sequence[Mention]) -> bool:
    """A foreign name that is nothing but a role or a word of the trade."""
    inside = any(role.start <= mention.start and mention.end <= role.end for role in roles)
    return mention.kind == "foreign" and (inside or mention.text.lower() in name_rules().jargon)


def _denied(text: str, found: Sequence[Mention | FoundPlace]) -> tuple[tuple[int, int], ...]:
    """What follows a "not", and what a correction takes back ("Microsoft?? no, Morgan Stanley")."""
    spans = [(item.start, item.end) for item in found if _NEGATED.search(text[: item.start])]
    for match in re.finditer(r"\bneither\b.*?\bnor\b[^.,;]*", text, re.IGNORECASE):
        spans.append(match.span())
    turn = re.search(r"(?:\?\?+|\.\.\.|,|\bhmm|-)\s*(?:no+|nope|sorry|i mean|i meant)\b[\s,]*", text, re.IGNORECASE)
    if turn and any(item.start >= turn.end() for item in found):
        kinds = {_kind(item) for item in found if item.start >= turn.end()}
        spans += [(item.start, item.end) for item in found if item.end <= turn.start() and _kind(item) in kinds]
    return tuple(spans)


def _kind(item: Mention | FoundPlace) -> str:
    if isinstance(item, FoundPlace):
        return "place"
    return "company" if item.kind in ("company", "foreign", "near") else item.kind


def asides(text: str) -> tuple[tuple[int, int], ...]:
    """The parentheses of a text."""
    return tuple(match.span() for match in _ASIDE.finditer(text))
