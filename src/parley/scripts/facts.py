"""What a script may say besides figures, made safe to say: names, place, deadline, levers. No amounts travel here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.advice.model import ChosenLever
from parley.advice.restate import why_left_out
from parley.money import find_amounts
from parley.scripts.lint import sayable

LONGEST = 60


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """Names and words for a script. `rival_name` is only what the user gave; `pushback` a key of data/pushbacks.yaml.

    `experience` holds the user's own words about what they did.
    """

    company: str | None
    role: str | None
    place: str | None
    levers: tuple[ChosenLever, ...] = ()
    rival_name: str | None = None
    deadline: str | None = None
    pushback: str | None = None
    experience: tuple[str, ...] = ()


def plain(words: str | None) -> str | None:
    """Words from a guide or a user as they can stand in a letter: one line, no marks of any kind, no amounts.

    >>> plain("Weights & Biases"), plain("**Acme**\\n[x]"), plain("pay me $500K"), plain("   ")
    ('Weights & Biases', 'Acme x', None, None)
    """
    text = " ".join(re.sub(r"[^\w\s&.,'’/+():-]", " ", words or "").split())
    if not text or len(text) > LONGEST or any(True for _ in find_amounts(words or "")) or not sayable(text):
        return None
    return text


def reasons(facts: ScriptFacts) -> tuple[str, ...]:
    """At most two reasons, each a visible blank that names what would fit; nothing is claimed for the user."""
    topics = [chosen.topic for chosen in facts.levers if chosen.topic and sayable(chosen.topic)][:2]
    blanks = [f"[your result in {topic}, with a number]" for topic in topics]
    own = next((words for words in map(plain, facts.experience) if words and not why_left_out(words)), None)
    if own:
        blanks = [f"[your result from “{own}”, with a number]", *blanks][:2]
    return tuple(dict.fromkeys(blanks)) or ("[your strongest result for this role, with a number]",)
