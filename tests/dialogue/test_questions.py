"""Our own questions over the development corpus: floors for what is understood, and nothing confidently wrong.

Every third question was kept aside: of questions.yaml by its place, of the later ones in questions_aside.yaml. Those
looked at while building and those kept aside must hold the same floors.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_table import table

from parley.dialogue.model import DialogueState
from parley.dialogue.policy import decide
from parley.dialogue.state import replayed
from parley.guides.library import Library


def rows(name: str) -> list[dict[str, Any]]:
    return list(table(Path(__file__).parent / f"{name}.yaml"))


FIRST = rows("questions")
ASIDE = [*FIRST[2::3], *rows("questions_aside")]
LOOKED_AT = [row for number, row in enumerate(FIRST) if number % 3 != 2] + rows("questions_open")
FLOORS = {"company": 0.96, "role": 0.95, "region": 0.95, "intent": 0.90, "offer": 0.96}
COMPONENTS = ("base", "equity", "signing", "total")


ASKED = {"looked at": LOOKED_AT, "kept aside": ASIDE}
Heard = list[tuple[dict[str, Any], DialogueState]]


@pytest.fixture(scope="module")
def heard(corpus: Library) -> dict[str, Heard]:
    """Each question with what was understood."""
    return {name: [(row, replayed(row["say"], corpus)) for row in rows] for name, rows in ASKED.items()}


@pytest.mark.corpus
@pytest.mark.parametrize("fact", FLOORS)
@pytest.mark.parametrize("asked", ASKED)
def test_floors(asked: str, fact: str, heard: dict[str, Heard]) -> None:
    found = [marks(row, state)[fact] for row, state in heard[asked] if fact in marks(row, state)]
    assert sum(found) / len(found) >= FLOORS[fact]


@pytest.mark.corpus
def test_never_confidently_wrong(heard: dict[str, Heard], corpus: Library) -> None:
    asked = [*heard["looked at"], *heard["kept aside"]]
    assert [row["say"] for row, state in asked if is_confidently_wrong(row, state, corpus)] == []


def gold(row: dict[str, Any]) -> list[str | None]:
    return [None if name == "-" else name for name in row["gold"]]


def marks(row: dict[str, Any], state: DialogueState) -> dict[str, bool]:
    company, role, region, intent = gold(row)
    subject, sides = state.subject, [side.company for side in state.compared]
    found = {"intent": state.intent == intent, "company": subject.company == company or company in sides}
    if company and role:
        found["role"] = subject.role == role or intent == "compare"
    if region:
        found["region"] = label(subject.region) == label(region)
    if "offer" in row:
        told = {name: getattr(state.offer, name) for name in COMPONENTS} if state.offer else {}
        amounts = {name: int(stated.value) for name, stated in told.items() if stated}
        found["offer"] = amounts == {name: value for name, value in row["offer"].items() if name in COMPONENTS}
    return found


def is_confidently_wrong(row: dict[str, Any], state: DialogueState, corpus: Library) -> bool:
    """Whether the coach would answer from another guide or row than the one asked about, without a question."""
    company, role, region, intent = gold(row)
    subject = state.subject
    if decide(state, corpus, date(2026, 6, 1)).kind != "answer" or intent == "compare" or subject.company is None:
        return False
    return (subject.company, subject.role) != (company, role) or bool(
        region and subject.region and label(subject.region) != label(region)
    )


def label(region: str | None) -> str:
    """A guide's label without its ornaments: bold, flags."""
    return re.sub(r"[*`]|[\U0001F1E6-\U0001F1FF]", "", region or "").strip()
