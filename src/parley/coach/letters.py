"""The letter of a case: the sentences of its record with what was told, and the asks of what else the message asks.

In: the questions of the turn, the state, the advice. Out: a CaseLetter for `parley.scripts.draft`; None where the
first question has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from parley.advice.model import Advice
from parley.coach.question_book import Question
from parley.coach.question_words import slots
from parley.dialogue.model import DialogueState
from parley.scripts.model import CaseLetter
from parley.templates import environment, joined_line, upper_first


def letter_of(questions: Sequence[Question], state: DialogueState, advice: Advice | None) -> CaseLetter | None:
    """The words to send or say for the first question, with one sentence for each other that has some."""
    own = questions[0].letter if questions else None
    if own is None:
        return None
    known = slots(state, advice)
    others = (one.letter for one in questions[1:] if one.letter)
    return CaseLetter(
        subject=_filled(own.subject, known),
        opens=_filled(own.opens, known),
        asks=_filled(own.asks, known),
        adds=_filled(own.adds, known),
        ends=_filled(own.ends, known),
        also=tuple(_filled(other.also, known) for other in others if not other.spoken),
        spoken=own.spoken,
        to_boss=own.to_boss or (own.to_either and known["at_work"]),
        quoted="\n".join((*(state.earlier or (state.message,)), known["told_number"])),
    )


def _filled(text: str, known: dict[str, Any]) -> str:
    """A text with its slots filled, its sentences begun in upper case."""
    said = joined_line(_template(text).render(known).replace("\\", ""))
    said = re.sub(r"\s+([.,;?!])", r"\1", said).strip()
    return upper_first(re.sub(r"([.?!]) \1", r"\1", said))


@cache
def _template(text: str) -> Any:
    return environment("scripts").from_string(text)
