"""Every number of pay that is read lands in the state or in what is left out, in every talk of this folder."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from parley.dialogue.model import DialogueState
from parley.dialogue.reading import hear
from parley.dialogue.state import update
from parley.guides.library import Library
from parley.reading.writing import written

TESTS = Path(__file__).parents[1]
FILES = sorted([*TESTS.glob("dialogue/dialogues/*.yaml"), *TESTS.glob("coach/dialogues/*.yaml")])


def talks(node: Any) -> list[list[str]]:
    if isinstance(node, dict):
        turns = node.get("turns")
        if isinstance(turns, list):
            said = [turn if isinstance(turn, str) else turn.get("user") or turn.get("say") for turn in turns]
            return [[message for message in said if isinstance(message, str)]]
        return [talk for value in node.values() for talk in talks(value)]
    return [talk for value in node for talk in talks(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_no_number_is_lost(file: Path, seeds: Library) -> None:
    for talk in talks(yaml.safe_load(file.read_text(encoding="utf-8"))):
        state = DialogueState()
        for message in talk:
            reading = hear(written(message).text, state, seeds)
            placed = [part.stated.text for part in reading.parts] + [one.said for one in reading.left_out]
            lost = [number.said for number in reading.understood.numbers if number.said not in placed]
            assert lost == [] or reading.withdrawn, (message, lost)
            state = update(state, message, seeds)
