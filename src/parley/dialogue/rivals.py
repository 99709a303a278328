"""Which of a message's companies the question is about, and which are held against it.

In: a `Reading` and the state so far. Out: a `Choice`. Each company is weighed by its neighbours: a role or place beside
it speaks for it, "I have an offer from" before it speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.dialogue.model import DialogueState
from parley.dialogue.names.index import name_index
from parley.dialogue.pay.claims import is_of
from parley.dialogue.reading import Reading, asides
from parley.dialogue.words.cues import says, stands_before, stands_behind
from parley.dialogue.words.text import Mention, Spanned, within
from parley.guides.library import Library

BESIDE_ROLE, BESIDE_PLACE, AIMED, CURRENT, LAST = 3, 2, 2, 2, 1
HELD, EMPLOYER, OFFERING = -8, -8, -2
OUT = -4
"""A company that weighs this little is no subject while another could be."""
_TOUCH = re.compile(r"[\s,:/(\-–—@]*(?:(?:at|in|for|the|a|as|of)\s+)*[\s,(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The companies of a message by their part: the subject, those held against it, all that are meant in order."""

    subject: Mention | None
    rivals: tuple[Mention, ...]
    sides: tuple[Mention, ...]


def choose_company(reading: Reading, state: DialogueState) -> Choice:
    """The company that the question is about; see the module."""
    distinct = _distinct(_meant(reading, state))
    if not distinct:
        return Choice(None, (), ())
    covered = [mention for mention in distinct if mention.kind == "company"]
    if len(covered) > 1 and says("versus", reading.text):
        first = next((mention for mention in covered if state.subject.company in mention.values), covered[0])
        return _choice(first, distinct)
    weights = {mention.values: _best_weight(reading, mention, state) for mention in distinct}
    subject = max(distinct, key=lambda mention: (weights[mention.values], mention.kind == "company", mention.start))
    alone = len(distinct) == 1 and not state.subject.company and not _is_employer(reading, subject)
    return _choice(subject if weights[subject.values] > OUT or alone else None, distinct)


def _choice(subject: Mention | None, distinct: Sequence[Mention]) -> Choice:
    return Choice(subject, tuple(mention for mention in distinct if mention is not subject), tuple(distinct))


def _meant(reading: Reading, state: DialogueState) -> list[Mention]:
    """The companies that are neither denied, nor said in passing in brackets, nor mere yardsticks."""
    meant = [mention for mention in reading.companies if mention.kind != "near" and reading.stands(mention.start)]
    outside = [mention for mention in meant if not within(mention.start, asides(reading.text))] or meant
    return [mention for mention in outside if not _measures(reading, mention, outside, state)] or outside[:1]


def _distinct(meant: Sequence[Mention]) -> list[Mention]:
    """Each company once, at its first place; an open name ("MS") gives way to a sure one that it may mean."""
    sure = {mention.value for mention in meant if mention.value}
    kept = [mention for mention in meant if mention.value or not sure & set(mention.values)]
    return list({mention.values: mention for mention in reversed(kept)}.values())[::-1]


def _is_employer(reading: Reading, mention: Mention) -> bool:
    return stands_before("employed", reading.text[: mention.start]) and mention.kind == "foreign"


def _measures(reading: Reading, mention: Mention, meant: Sequence[Mention], state: DialogueState) -> bool:
    """A company named only as a yardstick of levels ("which microsoft level is that", "L5 at Google")."""
    if len(meant) == 1 and not state.subject.company:
        return False
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    return stands_behind("measures", behind) or stands_before("measured", ahead)


def _best_weight(reading: Reading, mention: Mention, state: DialogueState) -> int:
    return max(_weight(reading, other, state) for other in reading.companies if _same(reading, other, mention))


def _same(reading: Reading, other: Mention, mention: Mention) -> bool:
    return other.values == mention.values and reading.stands(other.start)


def _weight(reading: Reading, mention: Mention, state: DialogueState) -> int:
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    several = len(reading.companies) > 1
    reasons = (
        (BESIDE_ROLE, any(touches(reading.text, mention, role) for role in reading.roles)),
        (BESIDE_PLACE, any(touches(reading.text, mention, place) for place in reading.places)),
        (AIMED, stands_before("aimed", ahead)),
        (CURRENT, state.subject.company in mention.values),
        (LAST, mention is reading.companies[-1]),
        (HELD, _is_held(reading, mention, state)),
        (HELD, stands_behind("refused_me", behind)),
        (EMPLOYER, stands_before("employed", ahead)),
        (OFFERING, several and stands_behind("offers", behind)),
    )
    return sum(weight for weight, holds in reasons if holds)


def _is_held(reading: Reading, mention: Mention, state: DialogueState) -> bool:
    """Against another company, "I have a Google offer" tells of a rival; "no, Scale AI" changes the subject."""
    others = any(other.values != mention.values and other.kind != "near" for other in reading.companies)
    ahead = reading.text[: mention.start]
    if any(is_of(rival, mention) for rival in state.competing) and not stands_before("turned", ahead):
        return True
    known = state.subject.company is not None and state.subject.company not in mention.values
    if not (others or known) or says("corrects", reading.text):
        return False
    offers = known and stands_behind("offers", reading.text[mention.end :])
    return offers or stands_before("held", ahead)


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
    return len(tail) > 1 or says("division", reading.text) or not (whole and whole.kind == "full")
