"""What a script may say besides figures, made safe to say: names, place, deadline, levers. No amounts travel here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.advice.model import ChosenLever
from parley.advice.restate import why_left_out
from parley.data import load
from parley.money import find_amounts
from parley.scripts.deeds import deed_of
from parley.scripts.lint import sayable

LONGEST = 60
ONE_TURN = 64
"""Words remembered while the forms of a turn's script are made: the same ones go into each of twelve."""
STRONGEST = "[your strongest result for this role, with a number]"


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """Names and words for a script. `rival_name` is only what the user gave; `pushback` a key of data/pushbacks.yaml.

    `experience` holds the user's own words about what they did; `revised` tells that they
    have moved on their first offer. `details` are small facts by their key in data/details.yaml.
    """

    company: str | None
    role: str | None
    place: str | None
    levers: tuple[ChosenLever, ...] = ()
    rival_name: str | None = None
    deadline: str | None = None
    pushback: str | None = None
    experience: tuple[str, ...] = ()
    revised: bool = False
    details: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=ONE_TURN)
def plain(words: str | None) -> str | None:
    """Words from a guide or a user as they can stand in a letter: one line, no marks of any kind, no amounts.

    >>> plain("Weights & Biases"), plain("**Acme**\\n[x]"), plain("pay me $500K"), plain("   ")
    ('Weights & Biases', 'Acme x', None, None)
    """
    text = " ".join(re.sub(r"[^\w\s&.,'’/+():-]", " ", words or "").split())
    if not text or len(text) > LONGEST or any(True for _ in find_amounts(words or "")) or not sayable(text):
        return None
    return text


def told(facts: ScriptFacts) -> dict[str, str]:
    """What the user told for a blank, by key; empty words where they told nothing."""
    said = dict(facts.details)
    return {key: plain(said.get(key)) or "" for key in load("details")["details"]}


def called(company: str | None) -> str | None:
    """A company as one speaks of it, without what a guide adds in brackets.

    >>> called("Block (Square)"), called("Weights & Biases"), called(None)
    ('Block', 'Weights & Biases', None)
    """
    return re.sub(r"\s*\([^()]*\)\s*$", "", company) or company if company else None


@lru_cache(maxsize=ONE_TURN)
def reasons(facts: ScriptFacts) -> tuple[str, ...]:
    """At most two reasons, the user's own deeds first; what they have not told is a visible blank, never claimed."""
    own = [f"my record of {deed}" for deed in _own(facts)]
    return tuple(dict.fromkeys([*own, *_blanks(facts)]))[:2] or (STRONGEST,)


@lru_cache(maxsize=ONE_TURN)
def results(facts: ScriptFacts) -> tuple[str, ...]:
    """Three results for a case made to one's own employer."""
    found = dict.fromkeys([*_own(facts), *_blanks(facts)])
    return (*found, STRONGEST, "[a second result, with a number]", "[a third result, with a number]")[:3]


def _own(facts: ScriptFacts) -> list[str]:
    return [deed for words in facts.experience if (deed := deed_of(words))][:2]


def _blanks(facts: ScriptFacts) -> list[str]:
    """What would fit, by the levers' topics; behind it the user's words that cannot stand in a sentence as they are."""
    topics = [chosen.topic for chosen in facts.levers if chosen.topic and sayable(chosen.topic)][:2]
    told = (words for words in facts.experience if not deed_of(words))
    own = next((words for words in map(plain, told) if words and not why_left_out(words)), None)
    quoted = [f"[your result from “{own}”, with a number]"] if own else []
    return [*quoted, *(f"[your result in {topic}, with a number]" for topic in topics)]
