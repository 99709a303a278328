"""Twenty-five invented guides of many trades, places and layouts: understanding is measured on every run.

The guides and the questions are our own. The larger corpora of real guides are read where there are some (the marker
`corpus`); these go everywhere.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.dialogue.test_questions import marks
from tests.yaml_table import table

from parley.dialogue.state import replayed
from parley.guides.codes import UNUSABLE
from parley.guides.library import Library, load_library

ROOM = Path(__file__).parent
ROWS = table(ROOM / "questions.yaml")
FLOORS = {"company": 0.74, "role": 0.58, "region": 0.57, "intent": 0.97, "offer": 0.80}
"""What must be understood at least, of the rows that tell it: what was when they were first read, less a row. Most of
what is missed is a company's first word alone ("redgum" for Redgum Mining) and a short form of a role."""


@pytest.fixture(scope="module")
def shelf() -> Library:
    return load_library(ROOM / "guides")


@pytest.fixture(scope="module")
def understood(shelf: Library) -> dict[str, float]:
    """The share of rows that are understood, by what is asked of them."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in ROWS:
        for fact, holds in marks(row, replayed(row["say"], shelf)).items():
            if fact != "intent" or row["gold"][-1] != "-":
                total[fact] += 1
                right[fact] += holds
    return {fact: right[fact] / total[fact] for fact in total}


def test_every_guide_can_be_used(shelf: Library) -> None:
    assert len(shelf.guides) == 25
    assert not [issue for issue in shelf.issues if issue.code in UNUSABLE]


@pytest.mark.parametrize("fact", FLOORS)
def test_what_people_ask_is_understood(fact: str, understood: dict[str, float]) -> None:
    assert understood[fact] >= FLOORS[fact], understood
