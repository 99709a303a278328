"""What a message tells about its subject, and what it wants, given the talk so far.

In: a `Reading` and the state before. Out: `Told` (company, role, place as named), the facts that intent rules need,
and the intent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.dialogue.answers import is_option
from parley.dialogue.form import changes_form
from parley.dialogue.intents import find_intent, intent_book, is_elsewhere
from parley.dialogue.model import DialogueState
from parley.dialogue.offers import Part
from parley.dialogue.reading import Reading
from parley.dialogue.subjects import Choice, choose_company, choose_places, choose_role, narrowed, said_of
from parley.dialogue.text import Mention, fold
from parley.guides.library import Library
from parley.guides.places import FoundPlace

SCRIPTED = ("counter", "script", "pushback", "deadline", "competing")
MONEY_TALK = ("counter", "script", "pushback", "competing", "deadline")
_SIDES = re.compile(
    r"\b(?:vs|versus|v|or|compar\w+|better|more than|against|difference|which|side by side)\b", re.IGNORECASE
)
_SAY = re.compile(r"\bwhat (?:do|should|can|to) (?:i )?(?:say|tell|write|reply)\b", re.IGNORECASE)
_EXPLICIT = re.compile(r"\b(?:scripts?|words?|wording|draft|write|e-?mail|phrase)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"\b(?:how (?:should|do|can|would) i (?:word|render|phrase|put|write|structure|format|open|start)|short or long|long or short|e-?mail or (?:call|phone)|phone or e-?mail|in general|generally|any tips|tips|best practices?|rule of thumb|good idea|is it (?:ok|okay|rude|normal|smart) to)\b"
)


_NEVER = re.compile(r"(?!)")
_ANSWER = {
    "deadline": re.compile(
        r"\b(?:by|no|none|not|this|next|tomorrow|today|tonight|\w+day|week|weeks|days|eod|eow|asap)\b"
    ),
    "priority": re.compile(r"^\W*(?:the |more )?(?:cash|base|salary|equity|stock|flexibility|start)\b"),
    "competing": re.compile(r"^\W*(?:no|nope|none|nothing|not)\b"),
    "equity_terms": re.compile(r"\b(?:years?|yearly|annual|annually)\b|^\W*\d\W*$"),
}
"""What an answer to each optional question looks like, when it is short and names nothing else."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the message names: `company` a slug, `open` several it may mean, `foreign` one that no guide covers.

    `near` is a name that is close to some company's; `role` and `place` are the user's words; `rivals` the companies
    held against the subject; `sides` those to compare.
    """

    choice: Choice
    company: str | None
    open: tuple[str, ...]
    foreign: str | None
    near: Mention | None
    role: str | None
    place: str | None
    places: tuple[FoundPlace, ...]
    sides: int

    @property
    def names_subject(self) -> bool:
        """Whether the message names any part of a subject."""
        return bool(self.company or self.open or self.foreign or self.near or self.role or self.place)


def told_by(reading: Reading, state: DialogueState, library: Library) -> Told:
    """What the message names of a subject, before the state decides what to make of it."""
    choice = choose_company(reading, state)
    company, options, foreign = _company(choice, reading, state, library)
    near = next((m for m in reading.companies if m.kind == "near" and reading.stands(m.start)), None)
    role = _option(reading, state, "role") or choose_role(reading, company or state.subject.company, library)
    places = choose_places(reading)
    place = _option(reading, state, "region") or said_of(places, reading.text)
    return Told(
        choice,
        company,
        options,
        foreign,
        None if company else near,
        role,
        place,
        places,
        _sides(choice, places, reading),
    )


def _option(reading: Reading, state: DialogueState, slot: str) -> str | None:
    asked = state.last_ask is not None and state.last_ask.slot == slot
    return reading.text.strip() if asked and is_option(reading.text, state.last_ask) else None


def _company(
    choice: Choice, reading: Reading, state: DialogueState, library: Library
) -> tuple[str | None, tuple[str, ...], str | None]:
    inside = narrowed(reading, state, library)
    mention = choice.subject
    if inside and (
        mention is None or mention.kind != "company" or mention.values[0] in inside or mention.value == inside
    ):
        return inside, (), None
    if inside and re.search(r"\b(?:team|org|group|division|one|side|unit)\b", fold(reading.text)):
        return inside, (), None
    if mention is None:
        return None, (), None
    if mention.kind == "foreign":
        return (
            None,
            (),
            mention.values[0]
            if len(mention.values) == 1 and mention.values[0].lower() != mention.text.lower()
            else mention.text,
        )
    if mention.value:
        return mention.value, (), None
    kept = state.subject.company if state.subject.company in mention.values else None
    return kept, () if kept else mention.values, None


def _sides(choice: Choice, places: tuple[FoundPlace, ...], reading: Reading) -> int:
    companies = len([side for side in choice.sides if side.kind == "company"])
    towns = {place.name for place in places if place.kind in ("place", "remote")} - _merged(places)
    roles = {m.values[0] for m in reading.roles if reading.stands(m.start) and not m.values[0].startswith("?")}
    return max(companies, len(towns), len(roles)) if _SIDES.search(reading.text) else companies


def _merged(places: tuple[FoundPlace, ...]) -> set[str]:
    return {place.name for place in places if place.kind == "remote" and len(places) == 2 and places[1].kind != "place"}


def facts_of(reading: Reading, told: Told, state: DialogueState) -> frozenset[str]:
    """The facts that the rules of data/intents.yaml may need."""
    theirs = [part for part in reading.parts if part.whose == "theirs" and not is_rival(part, told, state)]
    rivals = [part for part in reading.parts if part.whose == "rival" or is_rival(part, told, state)]
    say = bool(_SAY.search(reading.text)) and not _EXPLICIT.search(reading.text)
    known = {
        "company": bool(told.company or state.subject.company),
        "no_company": not (told.company or state.subject.company),
        "no_company_here": not (told.company or told.open or told.near),
        "offer": bool(theirs),
        "amounts_or_offer": bool(theirs or state.offers or reading.parts),
        "amounts": bool(reading.parts),
        "no_amounts": not reading.parts,
        "competing": bool(rivals),
        "asked": bool(state.asked or any(part.whose == "asked" for part in reading.parts)),
        "lower_offer": _is_lower(theirs, reading, state),
        "two": told.sides > 1,
        "had_script": state.turn > 0 and (state.intent in SCRIPTED or state.wants_script),
        "no_offer_say": not (say and (theirs or rivals or state.offers)),
    }
    return frozenset(name for name, holds in known.items() if holds)


def _is_lower(theirs: list[Part], reading: Reading, state: DialogueState) -> bool:
    asked = [part.stated.value for part in reading.parts if part.whose == "asked"]
    if state.asked:
        asked += [stated.value for stated in (state.asked.base, state.asked.total) if stated]
    return any(part.stated.value < value for part in theirs for value in asked)


def is_rival(part: Part, told: Told, state: DialogueState) -> bool:
    """Whether the part belongs to another company's offer than the one talked about."""
    if part.company is None or part.whose not in ("theirs", "rival"):
        return False
    subject = told.choice.subject
    if subject is not None:
        return part.company.values != subject.values
    if told.company:
        return told.company not in part.company.values
    return bool(told.choice.rivals) and state.subject.company not in part.company.values


def intent_after(text: str, state: DialogueState, facts: frozenset[str], reading: Reading) -> str:
    """What the message wants: by its cues, else what was wanted before, else by what it brings."""
    before = state.intent if state.intent in intent_book().lasting else None
    if before and answers_ask(reading, state):
        return before
    found = find_intent(text, facts)
    if "offer" in facts and found in (None, "band", "equity", "smalltalk"):
        return "counter" if before in MONEY_TALK else "offer_check"
    if before and found in (None, "band") and reading.parts and "?" not in text:
        return before
    if not (_named_before(state) or _carries(reading)) and is_elsewhere(text):
        return found if found in ("smalltalk", "sources") else "out_of_scope"
    if found and not (found == "smalltalk" and (_carries(reading) or reading.places)):
        return found
    named = bool(reading.companies or reading.roles or reading.places or reading.levels)
    if named or state.last_ask:
        if before == "script" and named and not changes_form(text):
            return "counter"
        return before or (intent_book().default if named or state.subject.company else "smalltalk")
    return before or ("band" if reading.parts and state.subject.company else "smalltalk")


def _named_before(state: DialogueState) -> bool:
    """Whether the talk has a subject, or a question is open that a strange word may answer."""
    return bool(state.subject.company or state.subject.company_said or state.subject.role_said or state.last_ask)


def answers_ask(reading: Reading, state: DialogueState) -> bool:
    """Whether the message is no more than an answer to the coach's optional question."""
    slot = state.last_ask.slot if state.last_ask else ""
    named = bool(reading.parts or reading.companies or reading.places or reading.roles)
    short = len(reading.message) <= 4 and not named and bool(_ANSWER.get(slot, _NEVER).search(fold(reading.text)))
    return is_option(reading.text, state.last_ask) or short


def _carries(reading: Reading) -> bool:
    """A greeting with a subject or amounts behind it is more than a greeting."""
    return bool(reading.companies or reading.roles or reading.parts or len(reading.places) * 3 > len(reading.message))


def is_general(text: str) -> bool:
    """Whether the message asks about method rather than about figures.

    >>> is_general("how should I word my counter, short or long?"), is_general("what should I counter?")
    (True, False)
    """
    return bool(_GENERAL.search(fold(text)))
