"""Questions across guides: "who pays on-call?", "levers about air-gapped deployments"; and what they are about.

In: a `Reading`, what it names, the state before. Out: the words to search for among all guides; "" for any other
message. Which company pays most is no such question: figures are looked up, never searched for.
"""

from __future__ import annotations

import re

from parley.dialogue.about import about_of
from parley.dialogue.model import DialogueState
from parley.dialogue.reading import Reading
from parley.dialogue.told import Told
from parley.dialogue.words.cues import cue, says
from parley.dialogue.words.text import spans_of


def across_of(reading: Reading, told: Told, before: DialogueState, intent: str) -> str:
    """What the message asks about all guides; "" where it asks about one, or about pay."""
    named = told.company or told.open or told.foreign or told.near or reading.parts or reading.paper
    if named or told.sides > 1 or says("across_pay", reading.text):
        return ""
    match = cue("anywhere", "across").search(reading.text)
    known = before.subject.company or before.subject.company_said
    if match is None and not known:
        match = cue("anywhere", "levers_about").search(reading.text)
    if match:
        return _rest(reading, *match.span())
    return reading.text if intent == "levers" and not known and about_of(reading) else ""


def _rest(reading: Reading, start: int, end: int) -> str:
    """The message without the asking, and without the role and place that it names."""
    text = list(reading.text)
    for first, last in ((start, end), *spans_of(reading.roles, reading.places)):
        text[first:last] = " " * (last - first)
    rest = re.sub(r"\s+", " ", "".join(text)).strip(" ,;:?!.")
    return rest if re.search(r"\w{2}", rest) else ""
