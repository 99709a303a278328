"""Whose shares a grant is in, as the answer to the coach's own question: "CoreWeave", "it's CoreWeave stock".

In: a reading of the message and the state before. Out: the reading with `issuer` set and the company out of the way,
since a bare name would else change what the talk is about; the reading as it was where the message is no such answer.
"""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.cues import stands_before, stands_behind
from parley.dialogue.model import DialogueState
from parley.dialogue.reading import Reading
from parley.dialogue.text import Mention
from parley.guides.library import Library

TERSE = 8
"""How many words the answer has at most; longer ones tell more than the issuer."""


def with_issuer(reading: Reading, before: DialogueState, library: Library) -> Reading:
    """The reading, its one company taken as the issuer where the coach has just asked for it."""
    ask = before.last_ask
    names = {mention.values: mention for mention in reading.companies}
    if ask is None or ask.topic != "issuer" or len(names) != 1 or not _only_answers(reading):
        return reading
    mention = next(iter(names.values()))
    if _is_elsewhere(reading, mention):
        return reading
    shown = library.companies.get(mention.value or "", mention.text)
    return replace(reading, issuer=shown, companies=())


def _only_answers(reading: Reading) -> bool:
    beside = reading.parts or reading.roles or reading.places or "?" in reading.text
    return not beside and len(reading.message) <= TERSE


def _is_elsewhere(reading: Reading, mention: Mention) -> bool:
    """Whether the company is another employer: "I have an offer from CoreWeave", "what about CoreWeave"."""
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    offering = stands_before("held", ahead) or stands_behind("offers", behind)
    return offering or stands_before("switched", ahead)
