"""What a script may say besides figures, made safe to say: names, place, deadline, levers. No amounts travel here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parley.advice.model import ChosenLever
from parley.data import load
from parley.money import find_amounts
from parley.scripts.deeds import deed_of
from parley.scripts.lint import sayable
from parley.scripts.model import CaseLetter
from parley.templates import figure_list, upper_first

LONGEST = 60
ONE_TURN = 64
"""Words remembered while the forms of a turn's script are made: the same ones go into each of twelve."""
LONGEST_CLAUSE = 160


@dataclass(frozen=True, slots=True)
class ScriptFacts:
    """Names and words for a script. `rival_name` is only what the user gave; `pushback` a key of data/pushbacks.yaml.

    `experience` holds the user's own words about what they did; `revised` tells that they
    have moved on their first offer. `details` are small facts by their key in data/details.yaml. `offer_made`: there is
    an offer to give thanks for; `at_work`: the words are for one's own employer; `refused`: they said no to the number;
    `commits`: the user signs at what is asked; `letter` holds the words of a case.
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
    offer_made: bool = True
    at_work: bool = False
    refused: bool = False
    commits: bool = False
    letter: CaseLetter | None = None


@lru_cache(maxsize=ONE_TURN)
def letter_words(words: str | None) -> str | None:
    """Words from a guide or a user as they can stand in a letter: one line, no marks of any kind, no amounts.

    >>> letter_words("Weights & Biases"), letter_words("**Acme**\\n[x]"), letter_words("pay me $500K")
    ('Weights & Biases', 'Acme x', None)
    """
    text = " ".join(re.sub(r"[^\w\s&.,'’/+():-]", " ", words or "").split())
    if not text or len(text) > LONGEST or any(True for _ in find_amounts(words or "")) or not sayable(text):
        return None
    return text


def told(facts: ScriptFacts) -> dict[str, str]:
    """What the user told for a blank, by key; empty words where they told nothing."""
    said = dict(facts.details)
    return {key: letter_words(said.get(key)) or "" for key in load("details")["details"]}


def called(company: str | None) -> str | None:
    """A company as one speaks of it, without what a guide adds in brackets.

    >>> called("Block (Square)"), called("Weights & Biases"), called(None)
    ('Block', 'Weights & Biases', None)
    """
    return re.sub(r"\s*\([^()]*\)\s*$", "", company) or company if company else None


@lru_cache(maxsize=ONE_TURN)
def reasons(facts: ScriptFacts) -> tuple[str, ...]:
    """At most two reasons as a sentence goes on with them, the user's own first; what they have not told is a blank."""
    own = [_reason(words) for words in facts.experience if deed_of(words)][:2]
    return tuple(dict.fromkeys([*own, *result_blanks(facts)]))[:2]


def _reason(words: str) -> str:
    """A deed as a sentence goes on with it; one with a subject of its own behind "and" stays the user's clause.

    >>> _reason("I cut deploy time by 40%"), _reason("I rebuilt the flow, and activation went up 22%")
    ('my record of cutting deploy time by 40%', 'this: I rebuilt the flow, and activation went up 22%')
    """
    deed, clause = deed_of(words) or "", clause_of(words) or ""
    return (
        f"this: {clause.rstrip('.')}" if clause and re.search(r", and (?!\w+ing\b)", deed) else f"my record of {deed}"
    )


@lru_cache(maxsize=ONE_TURN)
def because(facts: ScriptFacts) -> tuple[str, ...]:
    """At most two reasons as sentences of their own: what they liked, what the user did in their own words, else how
    long they have done it.
    """
    own = (*_liked(facts), *_clauses(facts))
    return (*own, *_standing(facts)[: 1 if own else None])[:2]


def _standing(facts: ScriptFacts) -> list[str]:
    """What speaks for the user where they told no deed: their years, what they hold (data/standing.yaml)."""
    said, rows = told(facts), load("standing")
    known = {"years": said["years"], "craft": said["craft"], "credentials": said["credentials"]}
    names = "years_craft" if known["years"] and known["craft"] else "years" if known["years"] else ""
    found = [rows[name].format(**known) for name in (names, "credentials" if known["credentials"] else "") if name]
    found = [re.sub(r"(?<=with a )[A-Z](?=[a-z])", lambda first: first[0].lower(), one) for one in found]
    found += [rows["and_one"].format(done=result_blanks(facts)[0])] if len(found) == 1 else []
    return [sentence.replace("I bring 1 years", "I bring one year") for sentence in found]


@lru_cache(maxsize=ONE_TURN)
def terms(facts: ScriptFacts) -> tuple[str, ...]:
    """At most two sentences on terms of the offer that the user told of (data/told_terms.yaml)."""
    said = told(facts)
    return tuple(row["asks"].format(said=said[key]) for key, row in load("told_terms").items() if said[key])[:2]


@lru_cache(maxsize=ONE_TURN)
def results(facts: ScriptFacts) -> tuple[str, ...]:
    """Three results for a case made to one's own employer."""
    return tuple(dict.fromkeys([*_own(facts), *result_blanks(facts), THIRD]))[:3]


def in_case(facts: ScriptFacts) -> str:
    """The results for such a case as sentences: the user's own words, then what is still to fill in."""
    own = _clauses(facts)
    missing = (*result_blanks(facts), THIRD)[: 3 - len(own)]
    return " ".join([*own, f"{'To that I add' if own else 'What I would point to is'} {figure_list(list(missing))}."])


def _own(facts: ScriptFacts) -> list[str]:
    return [deed for words in facts.experience if (deed := deed_of(words))][:2]


def _clauses(facts: ScriptFacts) -> list[str]:
    """The sentences in which the user tells what they did, kept whole."""
    return [clause for words in facts.experience if (clause := clause_of(words))][:2]


def clause_of(words: str) -> str | None:
    """A sentence of the user's as it can stand in a letter, the words as they are; None where it may not be said.

    >>> clause_of("i rebuilt the onboarding flow, and activation went up 22%")
    'I rebuilt the onboarding flow, and activation went up 22%.'
    >>> clause_of("I ran GPU clusters"), clause_of("I saved them $2M"), clause_of("they like me")
    ('I ran GPU clusters.', None, None)
    """
    text = re.sub(r"\bi\b", "I", " ".join(re.sub(r"[^\w\s&.,'’/+%():-]", " ", words).split())).strip(" .,:-")
    text = upper_first(re.sub(r"^(?:and|also|so|well),?\s+", "", text, flags=re.IGNORECASE))
    if (
        not re.match(r"(?:[A-Z]\w+ (?:my|the|this) [\w ]+?,? )?I(?:'ve|’ve)? ", text)
        or deed_of(words) is None
        or len(text) > LONGEST_CLAUSE
    ):
        return None
    return f"{text}."


def _liked(facts: ScriptFacts) -> list[str]:
    """What they said they liked, as the user told it: `You told me that you liked my work on the scheduler.`"""
    said = dict(facts.details).get("liked", "")
    safe = letter_words(_LIKED.sub("", said.strip(" .!\"'“”"), count=1))
    if not safe or NOTHING.match(safe):
        return []
    return [f"You told me that you liked {f'that {safe}' if safe[:2] == 'I ' else safe[:1].lower() + safe[1:]}."]


NOTHING = re.compile(r"(?:no|none|nothing|not|i? ?don'?t|dunno|they didn'?t|unsure|skip|\?)\b", re.IGNORECASE)
_LIKED = re.compile(
    r"^(?:(?:and|well|so|probably|i think|they|she|he|that|the (?:team|manager|recruiter))\s+)*"
    r"(?:(?:really|all|also|just)\s+)*(?:liked?|loved?|said they (?:liked|loved)|were (?:impressed|happy) (?:by|with))"
    r"\s+(?:that\s+(?=my\b))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=ONE_TURN)
def result_blanks(facts: ScriptFacts) -> tuple[str, str]:
    """Two things that somebody in this role can have done, as blanks (data/results.yaml)."""
    row = next(row for row in load("results") if re.search(row["role"], facts.role or "", re.IGNORECASE))
    first, second, *_ = (f"[{blank}]" for blank in row["done"])
    return first, second


def said_role(label: str | None) -> str | None:
    """A guide's name for a role as people say it, without levels.

    >>> said_role("SDE I-II / L4-L5"), said_role("Staff Engineer (IC6)"), said_role("ML / AI Engineer")
    ('SDE', 'Staff Engineer', 'ML / AI Engineer')
    """
    if not label:
        return label
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", label)
    parts = [_LEVELS.sub("", part).strip() for part in bare.split(" / ")]
    return " / ".join(filter(None, parts)) or label


_LEVELS = re.compile(r"(?:^|[\s,–-]+)(?:[A-Z]{1,3}\d{1,2}(?:\s?[-–/]\s?[A-Z]{0,3}\d{1,2})?|[IVX]+\s?[-–/]\s?[IVX]+)$")


def place_behind(place: str | None) -> str:
    """A place behind an ask, as people say it.

    >>> place_behind("London"), place_behind("Remote US"), place_behind("US (Remote)"), place_behind(None)
    (' in London', ' for remote work in the US', ' for remote work in the US', '')
    """
    if not place:
        return ""
    bare = re.sub(r"\bremote\b|[()]", "", place, flags=re.IGNORECASE).strip(" ,-–:")
    bare = f"the {bare}" if bare in THE else bare
    remote = re.search(r"\bremote\b", place, re.IGNORECASE)
    return f" for remote work{f' in {bare}' if bare else ''}" if remote else f" in {bare}"


THE = ("US", "UK", "USA", "UAE", "EU", "Netherlands", "Bay Area")
"""Places that people name with an article."""
THIRD = "[a third result, with a number]"
