"""Idiomatic follow-ups in a talk about a known guide: the share whose intent is read right has a floor."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.dialogue.state import replayed
from parley.guides.library import Library

TABLE = table(Path(__file__).parent / "follow_ups.yaml")
OPENING = "W&B London"
FLOOR = 0.95


@pytest.mark.parametrize("group", TABLE)
def test_follow_ups(group: str, seeds: Library) -> None:
    asked = [(intent, text) for intent, texts in TABLE[group].items() for text in texts]
    wrong = [
        (text, intent, got) for intent, text in asked if (got := replayed([OPENING, text], seeds).intent) != intent
    ]
    assert len(wrong) <= (1 - FLOOR) * len(asked), wrong
