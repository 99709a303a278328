"""What else a message tells: the deadline, the employer's answer, what matters most, what the user has done."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from parley.data import load
from parley.dialogue.text import fold, sentences

if TYPE_CHECKING:
    from parley.dialogue.model import DialogueState

_DEADLINE = re.compile(
    r"\b(?:by|before|until|within|in|on|at|this|next)\s+(?:the\s+)?(?:end of (?:the )?(?:day|week|month)|(?:next |this |coming )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month)|tomorrow|tonight|midnight|noon|today|eod|eow|cob|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}(?:st|nd|rd|th)?|\d+ (?:hours?|hrs?|days?|weeks?|business days)|a week|the \d{1,2}(?:st|nd|rd|th))\b|\b(?:tomorrow|tonight|midnight|24 hours|48 hours|today)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:i've|i have|i) (?:\w+ly )?(?:built|shipped|led|ran|run|managed|spent|kept|cut|trained|got|designed|protected|passed|hold|moved|grew|wrote|worked|scaled|launched|owned|saved|reduced|migrated|deployed|maintained|created|rebuilt|implemented|automated|brought|helped|done|made|set up|fixed|know|speak|sat|served|taught|published|won|closed|delivered|handled|been|rolled|mentored|hired|secured|audited|architected|optimi[sz]ed|drove|secured|supported|introduced|negotiated|serve)\b|\bmy (?:thing|background|experience|expertise|speciality|specialty|strength|last (?:two |three )?jobs?|engineers|team|reports|work)\b|\bhalf my\b|\bexperience (?:with|in)\b|\bi'm (?:the one|good at|an expert|known for)|\bwhat bugs me\b|\bi(?:'d| would) (?:leave|rather|lose|forfeit)\b|\bi think\b|\bi can'?t\b",
    re.IGNORECASE,
)
PRIORITIES = {
    "cash": r"\bcash\b|\bbase (?:matters|is what|first|over)|\bsalary (?:matters|first)|guaranteed money|\bmore base\b",
    "equity": r"\bequity (?:matters|first|is what|over)|\bupside\b|\bmore (?:equity|stock)\b|^\W*(?:equity|stock)\W*$",
    "flexibility": r"\bflexib\w+|\bremote work\b|work[- ]life|\bhours\b.*\bmatter",
    "start": r"\bstart(?:ing)? date\b|\bstart later\b",
}


def with_story(state: DialogueState, before: DialogueState, text: str) -> DialogueState:
    """The state with deadline, pushback, priority and experience as the message tells them."""
    asked = before.last_ask.slot if before.last_ask else ""
    deadline = _deadline(text) if asked == "deadline" or state.intent == "deadline" else None
    return replace(
        state,
        deadline=deadline or state.deadline,
        pushback=pushback_of(text) if state.intent == "pushback" else state.pushback,
        priority=_priority(text, asked=asked == "priority") or state.priority,
        experience=(*state.experience, *_experience(text, state.intent)),
    )


def _deadline(text: str) -> str | None:
    found = _DEADLINE.search(text)
    return found[0] if found else None


@cache
def _pushbacks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, re.compile("|".join(texts))) for key, texts in load("pushbacks").items())


def pushback_of(text: str) -> str | None:
    """The employer's answer that the message reports, by its key in data/pushbacks.yaml.

    >>> pushback_of("they said it's the top of their band"), pushback_of("hello")
    ('top_of_band', None)
    """
    plain = fold(text).replace("’", "'")
    return next((key for key, pattern in _pushbacks() if pattern.search(plain)), None)


def _priority(text: str, *, asked: bool) -> str | None:
    if not (asked or re.search(r"\b(?:care|matters?|priority|prefer|important|rather have)\b", text, re.IGNORECASE)):
        return None
    return next(
        (
            name
            for name, cue in PRIORITIES.items()
            if re.search(cue, text, re.IGNORECASE) or (asked and name in fold(text))
        ),
        None,
    )


def _experience(text: str, intent: str) -> tuple[str, ...]:
    """The sentences in which the user tells what they have done; only where an argument is wanted, or plainly told."""
    said = [text[start:end].strip() for start, end in sentences(text)]
    if intent not in ("levers", "script", "counter"):
        return ()
    return tuple(
        sentence
        for sentence in said
        if _DONE.search(sentence)
        and not sentence.endswith("?")
        and not re.search(r"\d{2,}\s?k\b", sentence, re.IGNORECASE)
    )
