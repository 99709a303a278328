"""What else a message tells: the deadline, the employer's answer, what matters most, what the user has done."""

from __future__ import annotations

import re
from dataclasses import replace

from parley.data import load
from parley.dialogue.about import about_of
from parley.dialogue.details import OWN, Details, details_of, with_details
from parley.dialogue.form import changes_form
from parley.dialogue.liked import SLOT as LIKED
from parley.dialogue.liked import liked_in
from parley.dialogue.model import DialogueState
from parley.dialogue.pushbacks import pushback_said
from parley.dialogue.told import Heard
from parley.dialogue.wants import want_book
from parley.dialogue.words.cues import cue, says
from parley.dialogue.words.days import day_said
from parley.dialogue.words.text import sentences

ARGUING = ("levers", "script", "counter")
"""Intents for which it matters what the user has done."""


def with_story(state: DialogueState, heard: Heard) -> DialogueState:
    """The state with deadline, pushback, priority, details, experience and subject of argument as the message tells."""
    before, text = heard.before, heard.reading.own
    asked = before.last_ask.slot if before.last_ask else ""
    dated = asked == "deadline" or state.intent == "deadline" or says("due", text)
    told, liked = dict(details_of(text)), liked_in(heard)
    details = with_details(_kept_details(state, before), text)
    return replace(
        state,
        deadline=(_deadline(text, told.get("until")) if dated else None) or _due(heard) or state.deadline,
        pushback=_pushback(state, heard) if state.intent == "pushback" else state.pushback,
        priority=_priority(text, asked=asked == "priority") or state.priority,
        about=_about(state, heard),
        details=(*details, (LIKED, liked)) if liked else details,
        intent=before.intent if liked else state.intent,
        experience=(*state.experience, *_told_of(text, state.intent)),
    )


def _kept_details(state: DialogueState, before: DialogueState) -> Details:
    """What was told for blanks before; with another company only what is the user's own."""
    moved = before.subject.company is not None and state.subject.company != before.subject.company
    return tuple(pair for pair in state.details if not moved or pair[0] in OWN)


def _about(state: DialogueState, heard: Heard) -> str:
    """What the argument should be about; a message about the form alone keeps what was said before."""
    if state.intent not in ("levers", "script"):
        return ""
    same = state.subject.company == heard.before.subject.company
    kept = heard.before.about if same and changes_form(heard.reading.own) else ""
    return about_of(heard.reading) or kept


def _deadline(text: str, until: str | None) -> str | None:
    """The day by which they want an answer; not the one `until` which the user asks for time."""
    found = cue("anywhere", "deadline").search(text)
    day = day_said(found[0]) if found else None
    return None if day and until and day.casefold() == until.casefold() else day


def _due(heard: Heard) -> str | None:
    """When an answer is due, as read."""
    slot = heard.reading.understood.deadline
    return (day_said(slot.said) or slot.said) if slot else None


KEYS = {
    "number": "what_number", "proof": "prove_it", "answer_now": "answer_today", "experience": "less_experience",
    "bonus": "bonus_makes_up", "policy": None, "other": None,
}  # fmt: skip
"""Pushbacks as labelled (docs/reading.md) by their key in data/pushbacks.yaml, where the two differ."""


def _pushback(state: DialogueState, heard: Heard) -> str | None:
    """The employer's answer: as read, else by the words people report it with; a risk is a fear of the offer's end."""
    row = want_book()[heard.reading.want]
    if row.pushback:
        return row.pushback
    told = [event for event, _ in heard.reading.understood.told]
    if "withdrawn" in told and not heard.reading.of("rival"):
        return "rescinded"
    if state.named:
        return "named_number"
    read = [event.partition(":")[2] for event in told if event.startswith("pushback:")]
    keys = [KEYS.get(kind, kind) for kind in read]
    said = pushback_said(heard.reading.own)
    return next((key for key in keys if key), None) or said or ("revised" if "offer_revised" in told else None)


def _priority(text: str, *, asked: bool) -> str | None:
    if not (asked or says("preference", text)):
        return None
    return next((name for name in load("cues")["priorities"] if cue("priorities", name).search(text)), None)


def _told_of(text: str, intent: str) -> tuple[str, ...]:
    """What the message tells of the user's work: all for an argument, else only deeds with a figure."""
    told = _experience(text)
    return told if intent in ARGUING else tuple(sentence for sentence in told if _measured(sentence))


def _measured(sentence: str) -> bool:
    """Whether it tells a deed with its measure, and no story of the offer.

    >>> _measured("I cut build times by 60%"), _measured("I moved here 2 years ago"), _measured("I got the offer")
    (True, False, False)
    """
    return bool(
        _tells_deed(sentence)
        and re.search(r"\d", sentence)
        and not re.search(r"\bago\b|\boffers?\b|\bround", sentence, re.I)
    )


def _tells_deed(sentence: str) -> bool:
    """Whether it begins with a deed of the user's (data/deeds.yaml), also behind the place of it."""
    where, verbs = r"(?:(?:in|at|during|over) (?:my|the|this) [\w ]{2,24}?,? )?", "|".join(load("deeds"))
    begins = rf"(?:and |also )?{where}(?:i've|i have|ive|i)\s+(?:\w+ly\s+)?(?:{verbs})\b"
    return re.match(begins, sentence.replace("’", "'"), re.IGNORECASE) is not None


def _experience(text: str) -> tuple[str, ...]:
    """The sentences in which the user tells what they have done; questions and pay are none."""
    said = (part for start, end in sentences(text) for part in _apart(text[start:end].strip()))
    return tuple(
        sentence for sentence in said if (says("done", sentence) or _tells_deed(sentence)) and not _is_other(sentence)
    )


def _apart(sentence: str) -> list[str]:
    """A sentence; one that tells pay in its clauses, so that a deed behind it is not lost."""
    return re.split(r",\s+(?=i\b)", sentence, flags=re.IGNORECASE) if says("pay_figure", sentence) else [sentence]


def _is_other(sentence: str) -> bool:
    return sentence.endswith("?") or says("pay_figure", sentence)
