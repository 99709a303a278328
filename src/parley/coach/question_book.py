"""The records of the questions and cases, as data/questions.yaml and data/cases.yaml hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from parley.data import load
from parley.dialogue.stage import members

CARD, CASE = "call_card", "case"
"""Kinds of script of a question: six lines to say, and the letter of a record."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words that go with a record, before its slots are filled; see data/cases.yaml."""

    subject: str
    opens: str
    asks: str
    adds: str
    ends: str
    also: str
    spoken: bool
    to_boss: bool
    to_either: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A row of data/questions.yaml or data/cases.yaml; see there. `told` and `untold` are its `with` and `without`."""

    key: str
    asks: str
    lead: str
    lines: tuple[str, ...]
    wants: frozenset[str]
    events: frozenset[str]
    unless: frozenset[str]
    needs: frozenset[str]
    cues: tuple[re.Pattern[str], ...]
    stages: frozenset[str]
    both: bool
    yields: bool
    first: bool
    over: frozenset[str]
    default: str
    told: str
    untold: str
    kind: str | None
    unguided: bool = False
    letter: Letter | None = None


@cache
def question_book() -> Mapping[str, Question]:
    """Every record by its key."""
    return {key: _question(key, **row) for table in ("questions", "cases") for key, row in load(table).items()}


def _question(key: str, asks: str, lead: str, **row: object) -> Question:
    cues = tuple(re.compile(text, re.IGNORECASE) for text in _listed(row, "cues"))
    return Question(
        key,
        asks,
        lead,
        lines=_listed(row, "lines"),
        wants=frozenset(_listed(row, "wants")),
        events=frozenset(_listed(row, "events")),
        unless=frozenset(_listed(row, "unless")),
        needs=frozenset(_listed(row, "needs")),
        cues=cues,
        stages=frozenset().union(*map(members, _listed(row, "stages"))),
        both=bool(row.get("both")),
        yields=bool(row.get("yields")),
        first=bool(row.get("first")),
        over=frozenset(_listed(row, "over")),
        default=str(row.get("default", "")),
        told=str(row.get("with", "")),
        untold=str(row.get("without", "")),
        kind=CASE if "letter" in row else str(row["kind"]) if "kind" in row else None,
        unguided=bool(row.get("unguided")),
        letter=_letter(row["letter"]) if isinstance(row.get("letter"), dict) else None,
    )


def _letter(row: object) -> Letter:
    told = dict(row) if isinstance(row, dict) else {}
    words = {name: str(told.get(name, "")) for name in ("subject", "opens", "asks", "adds", "ends")}
    also, to = str(told.get("also", words["asks"])), told.get("to")
    return Letter(**words, also=also, spoken=bool(told.get("spoken")), to_boss=to == "boss", to_either=to == "either")


def _listed(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = row.get(name, ())
    return tuple(map(str, found)) if isinstance(found, (list, tuple)) else ()
