"""Whose shares a grant is in: told beside it ("£95k in CoreWeave stock"), or as the answer to the coach's own question.

In: a reading of the message and the state before. Out: the reading with `issuer` set and the company out of the way,
since its name would else change what the talk is about or make a rival of it; the reading as it was where no company
is named as an issuer.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.model import DialogueState
from parley.dialogue.reading import Reading
from parley.dialogue.words.cues import stands_before, stands_behind
from parley.dialogue.words.text import Mention
from parley.guides.library import Library

TERSE = 8
"""How many words the answer has at most; longer ones tell more than the issuer."""


def with_issuer(reading: Reading, before: DialogueState, library: Library) -> Reading:
    """The reading, its one company taken as the issuer where it is told so or the coach has just asked for it."""
    beside = _beside_grant(reading, before)
    if beside:
        return _taken(reading, beside, library)
    ask = before.last_ask
    names = {mention.values: mention for mention in reading.companies}
    if ask is None or ask.topic != "issuer" or len(names) != 1 or not _only_answers(reading):
        return reading
    mention = next(iter(names.values()))
    if _is_elsewhere(reading, mention):
        return reading
    return _taken(reading, mention, library)


def _beside_grant(reading: Reading, before: DialogueState) -> Mention | None:
    """The company in "95k in CoreWeave stock", where another one is talked about."""
    several = len({mention.values for mention in reading.companies}) > 1
    for mention in reading.companies:
        known = several or before.subject.company not in (None, mention.value)
        ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
        if known and stands_before("granted_in", ahead) and stands_behind("shares_of", behind):
            return mention
    return None


def _taken(reading: Reading, issuer: Mention, library: Library) -> Reading:
    """The reading with the issuer named, and neither a company nor a teller of amounts any more."""
    return replace(
        reading,
        issuer=library.companies.get(issuer.value or "", issuer.text),
        companies=tuple(mention for mention in reading.companies if mention.values != issuer.values),
        parts=tuple(
            replace(p, company=None) if p.company and p.company.values == issuer.values else p for p in reading.parts
        ),
    )


def _only_answers(reading: Reading) -> bool:
    beside = reading.parts or reading.roles or reading.places or "?" in reading.text
    return not beside and len(reading.message) <= TERSE


def _is_elsewhere(reading: Reading, mention: Mention) -> bool:
    """Whether the company is another employer: "I have an offer from CoreWeave", "what about CoreWeave"."""
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    offering = stands_before("held", ahead) or stands_behind("offers", behind)
    return offering or stands_before("switched", ahead)
