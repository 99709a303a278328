"""Which of a message's companies the question is about, and which are held against it, by their relation as read.

In: a `Reading` and the state so far. Out: a `Choice`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.dialogue.model import DialogueState
from parley.dialogue.names.index import name_index
from parley.dialogue.reading import Reading
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import Mention, Spanned
from parley.guides.library import Library

AT_WORK = ("raise",)
"""Wants whose subject is the company where the user works."""
_TOUCH = re.compile(r"[\s,:/(\-–—@]*(?:(?:at|in|for|the|a|as|of)\s+)*[\s,(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The companies of a message by their part: the subject, those held against it, all that are meant in order."""

    subject: Mention | None
    rivals: tuple[Mention, ...]
    sides: tuple[Mention, ...]


def choose_company(reading: Reading, state: DialogueState) -> Choice:
    """The company that the question is about; see the module."""
    meant = [mention for mention in reading.companies if mention.kind != "near" and reading.stands(mention.start)]
    distinct = _distinct(meant)
    relations = ("employer", "subject") if reading.want in AT_WORK else ("subject",)
    subject = next((found for relation in relations if (found := _first(distinct, relation, state))), None)
    rivals = tuple(mention for mention in distinct if mention.relation == "rival" and mention is not subject)
    sides = tuple(mention for mention in distinct if mention is subject or mention.relation in ("rival", "subject"))
    if reading.want == "compare" and len(sides) < 2:
        sides = tuple(distinct)
    return Choice(subject, rivals, sides)


def _first(distinct: Sequence[Mention], relation: str, state: DialogueState) -> Mention | None:
    """Of several, the one already talked about, else one that a guide covers, else the first."""
    fitting = [mention for mention in distinct if mention.relation == relation]
    current = [mention for mention in fitting if state.subject.company in mention.values]
    covered = [mention for mention in fitting if mention.kind == "company"]
    return next(iter([*current, *covered, *fitting]), None)


def _distinct(meant: Sequence[Mention]) -> list[Mention]:
    """Each company once, at its first place; an open name ("MS") gives way to a sure one that it may mean."""
    sure = {mention.value for mention in meant if mention.value}
    kept = [mention for mention in meant if mention.value or not sure & set(mention.values)]
    return list({mention.values: mention for mention in reversed(kept)}.values())[::-1]


def touches(text: str, mention: Spanned, other: Spanned) -> bool:
    """Whether nothing but a comma, a bracket or a small word stands between the two."""
    first, second = (mention, other) if mention.end <= other.start else (other, mention)
    return bool(_TOUCH.fullmatch(text, first.end, second.start))


def narrowed(reading: Reading, state: DialogueState, library: Library) -> str | None:
    """A company whose name extends the current one's, told by the rest of its name: "the digital assets one"."""
    longer = name_index(library).extended.get(state.subject.company or "", ())
    keys = {word.key for word in reading.message} if longer else set()
    fitting = (slug for slug, tail in longer if keys.issuperset(tail) and _tells(tail, reading, library))
    return next(fitting, None)


def _tells(tail: Sequence[str], reading: Reading, library: Library) -> bool:
    """Whether the rest of a name is enough: not where it is another company's whole name, unless a team is meant."""
    whole = name_index(library).names.get(" ".join(tail))
    return len(tail) > 1 or says("division", reading.own) or not (whole and whole.kind == "full")
