"""Every answer of every dialogue passes the mechanical points of the rubric (rubric.py)."""

from pathlib import Path

import pytest
import yaml

from parley.coach import Coach

from .rubric import POINTS, marked

COACH = Path(__file__).parent / "dialogues"
DIALOGUE = Path(__file__).parents[1] / "dialogue" / "dialogues"


def talks() -> list:
    found = []
    for path in sorted(COACH.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in content.get("conversations", [content]):
            found.append(pytest.param([turn["user"] for turn in row["turns"]], id=f"{path.stem}: {row['name']}"))
    for path in sorted(DIALOGUE.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param([turn["say"] for turn in row["turns"]], id=f"{path.stem}: {row['name']}"))
    return found


@pytest.mark.parametrize("messages", talks())
def test_every_answer_passes(messages: list[str], coach: Coach) -> None:
    for message, reply in zip(messages, coach.conversation(messages), strict=True):
        faults = list(marked(reply))
        assert not faults, f"after {message!r}: {faults}\n\n{reply.text}"


def test_all_points_but_the_vesting_schedule_are_marked_by_code() -> None:
    assert sorted(int(name[6:8]) for name in POINTS) == [number for number in range(1, 26) if number != 7]
