"""What a message wants, as the reader read it, in the terms of the coach: an intent, and the kind of script it names.

In: a `Reading`, the state before. Out: intent and kind, by data/wants.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.answers import is_option
from parley.dialogue.form import changes_form, kind_asked
from parley.dialogue.kinds import kinds_that
from parley.dialogue.model import DialogueState
from parley.dialogue.pay.questioned import QUESTIONED
from parley.dialogue.pushbacks import pushback_said
from parley.dialogue.reading import Reading
from parley.dialogue.stage import members
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import fold
from parley.reading.labels import WANTS

NAMED_BY = (
    "words", "reply", "form", "time", "raise", "accept", "decline", "decide", "equity", "level", "expectations",
    "plan", "counter", "out",
)  # fmt: skip
"""Wants whose message may name a kind of script by its words (data/kinds.yaml)."""
AGREEABLE = ("reply", "words", "decide", "plan")
"""Wants that a yes to the ask turns into an acceptance."""
OPEN = (
    "counter", "words", "reply", "time", "raise", "decide", "level", "plan", "risk", "levers", "out", "decline",
    "expectations",
)  # fmt: skip
"""Wants whose message may be about one thing other than pay; what is named then decides."""
ANSWERED = ("deadline", "priority", "competing", "equity_terms", "liked", "level", "region", "role", "offer", "company")
"""Slots whose answer is a fact for what was wanted before."""
SURE = 0.6
"""The probability of a first want below which the words of a message decide what it is about."""
KEEPS = "current_employer"
"""The answer of the manager who wants to keep one, known by the words."""
UNOFFERED = ("band", "compare", "levers", "sources", "level")
"""Intents after which an offer that is told is answered for itself."""
LEAVING = "severance"
"""What is about leaving terms is about nothing else, whatever figures are told."""
OWN_WORDS = 40
"""Words of a message from which on it is a story or a document, whose clauses decide nothing."""
UNASKED = ("", *sorted(members("before")), "spoken_offer", "written_offer")
"""Stages in which nothing was asked of them yet."""
REFUSALS = ("no", "withdrawn")
"""Events that mean that they did not agree."""


@dataclass(frozen=True, slots=True)
class Want:
    """A row of data/wants.yaml."""

    intent: str | None
    kind: str | None = None
    refused: str | None = None
    without_offer: str | None = None
    unasked: str | None = None
    pushback: str | None = None


@cache
def want_book() -> Mapping[str, Want]:
    """The table, with a row for every want that the reader knows and no other."""
    rows = {name: Want(**row) for name, row in load("wants").items()}
    if set(rows) != set(WANTS):
        raise ValueError(
            f"data/wants.yaml: {sorted(set(rows) ^ set(WANTS))} is in one of wants.yaml and labels.WANTS only"
        )
    return rows


def intent_of(reading: Reading, state: DialogueState) -> str:
    """What the coach does about it: an intent of data/wants.yaml, or competing."""
    row = want_book()[_want(reading)]
    if reading.of(QUESTIONED):
        return "sources"
    if reading.bluff:
        return "competing"
    if row.intent is None or _only_answers(reading, state):
        return _kept(reading, state)
    return _topic(reading) or _by_row(row, reading, state)


def _by_row(row: Want, reading: Reading, state: DialogueState) -> str:
    """The intent of a want, by whether they said no, whether there is an offer, and whether a rival's was told."""
    offer = bool(reading.of("theirs") or state.offers or reading.understood.tells("offer", "offer_revised"))
    if row.refused and is_refused(reading):
        return row.refused
    if row.without_offer and not offer:
        return row.without_offer
    if row.unasked and offer and _is_unasked(reading, state):
        return row.unasked
    if (
        row.intent in ("counter", "script")
        and reading.of("rival")
        and (offer or state.subject.company)
        and not wanted_kind(reading)
    ):
        return "competing"
    return row.intent or "smalltalk"


def _is_unasked(reading: Reading, state: DialogueState) -> bool:
    """Whether nothing was asked of them yet, and they have named and refused nothing: what to answer is the first
    ask. Another form of an answer to them stays an answer."""
    asked = state.asked or reading.of("asked") or reading.understood.tells("asked_them", "offer_revised", "silence")
    reported = says("they_say", fold(reading.own)) and not reading.of("theirs")
    answered = reported or is_refused(reading) or reading.of("asks_me") or pushback_said(reading.own)
    reshaped = state.intent == "pushback" and changes_form(reading.own)
    return not asked and not answered and not reshaped and state.stage in UNASKED


def _topic(reading: Reading) -> str | None:
    """The intent of a message that names one thing other than pay by its own words ("they've gone quiet"), or None."""
    kind = kind_asked(reading.own)
    weighs = reading.want == "counter" and bool(reading.parts) and kind not in (LEAVING, "transfer")
    if not _is_open(reading) or weighs or len(reading.own.split()) > OWN_WORDS:
        return None
    if kind == "competing_offer":
        return "competing" if reading.want in ("words", "levers", "risk", "decide") else None
    if _reports(reading, kind):
        return "pushback"
    if kind == "deadline_extension":
        return "deadline"
    return "script" if kind in kinds_that("topical") | kinds_that("without_figures") else None


def _reports(reading: Reading, kind: str | None) -> bool:
    """Whether it reports an answer of theirs, or that one's manager wants to keep one."""
    said = pushback_said(reading.own)
    if said == KEEPS:
        return not reading.parts
    told = is_told(reading) or (says("they_say", fold(reading.own)) and not reading.parts)
    return bool(said) and reading.want != "chat" and not kind and told


def _is_open(reading: Reading) -> bool:
    """Whether the message may be about one thing that its words name: by its want, or where the reader is not sure."""
    return reading.want in OPEN or (reading.want != "practice" and _unsure(reading))


def _unsure(reading: Reading) -> bool:
    wants = reading.understood.wants
    return bool(wants) and wants[0][1] < SURE


def _only_answers(reading: Reading, state: DialogueState) -> bool:
    """Whether the message is a quick reply to the coach's own question, which wants nothing new."""
    return state.last_ask is not None and state.last_ask.slot in ANSWERED and is_option(reading.text, state.last_ask)


def is_told(reading: Reading) -> bool:
    """Whether the message reports what they said."""
    return reading.want == "reply" or is_refused(reading)


def _kept(reading: Reading, state: DialogueState) -> str:
    """A correction keeps what was wanted before; the first of a talk is weighed."""
    if state.turn and state.intent not in ("smalltalk", "out_of_scope"):
        return "counter" if state.intent in UNOFFERED and reading.of("theirs") else state.intent
    return "offer_check" if reading.of("theirs") else "band" if reading.companies else "smalltalk"


def _want(reading: Reading) -> str:
    """The first want; but a yes is answered by accepting, and a condition ("at 200 I sign") is no acceptance."""
    if reading.want == "accept" and reading.of("supposed", "wished"):
        return "counter"
    agreed = reading.understood.tells("yes") and not is_refused(reading)
    return "accept" if agreed and reading.want in AGREEABLE else reading.want


def is_refused(reading: Reading) -> bool:
    """Whether the message tells that they said no or pushed back."""
    told = [event for event, _ in reading.understood.told]
    return any(event in REFUSALS or event.startswith("pushback:") for event in told)


def wanted_kind(reading: Reading) -> str | None:
    """The kind of script that the message names: by its want, else by its words."""
    row = want_book()["raise" if _asks_raise(reading) else _want(reading)]
    named = kind_asked(reading.own) if reading.want in (*NAMED_BY, *OPEN) or _unsure(reading) else None
    named = None if named == "accept" and reading.of("supposed") else named
    if row.kind == "raise":
        return named if named in kinds_that("own_employer") else row.kind
    if row.kind in ("accept", "decline"):
        return named if (row.kind, named) == ("decline", "withdraw") else row.kind
    return (
        named
        if named in (*kinds_that("topical"), *kinds_that("without_figures"), "buy_time", "range_question")
        else row.kind or named
    )


def _asks_raise(reading: Reading) -> bool:
    """Whether words are wanted for a raise: it is read too, present pay is told, and no offer of a new place."""
    wanted = reading.want == "words" and "raise" in dict(reading.understood.wants)
    return wanted and bool(reading.of("current_pay")) and not reading.of("theirs")


def only_tells_pay(reading: Reading) -> bool:
    """Whether the message says what the user earns now, and asks for nothing."""
    own = reading.of("current_pay")
    return (
        bool(own)
        and reading.want != "raise"
        and len(own) == len(reading.parts)
        and "?" not in reading.own
        and not reading.understood.tells("offer", "offer_revised")
    )


def is_general(text: str) -> bool:
    """Whether the message asks about method rather than about figures.

    >>> is_general("how should I word my counter, short or long?"), is_general("what should I counter?")
    (True, False)
    """
    return says("general", fold(text))
