"""The short part of fuzzing: every input that ever failed, and some seconds of new ones. The long part: `make fuzz`."""

import random
from pathlib import Path

import pytest
from tests.yaml_table import table

from fuzz.run import changed, starts
from fuzz.targets import TARGETS, guide, priced, talked, timed

CRASHES = table(Path(__file__).parent / "crashes.yaml")
INPUTS = {"guide": 150, "money": 800, "dialogue": 30, "draft": 40, "time": 12}


@pytest.mark.parametrize("row", CRASHES, ids=lambda row: row["what"])
def test_what_failed_once_does_not_fail_again(row):
    if row["target"] == "dialogue":
        talked(row["talk"])
    elif row["target"] == "money":
        priced(row["text"])
    else:
        guide(row["text"].encode())


@pytest.mark.parametrize("name", INPUTS)
def test_no_input_makes_the_program_fail(name):
    target, dice, known = timed(TARGETS[name]), random.Random(20261122), starts(name)
    for _ in range(INPUTS[name]):
        target(changed(dice.choice(known), dice))
