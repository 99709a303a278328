"""The user's own deeds in a script (deeds.yaml): their words, a blank where a number is missing, nothing unsafe."""

from pathlib import Path

import pytest
import yaml

from parley.scripts.deeds import deed_of

ROWS = yaml.safe_load((Path(__file__).parent / "deeds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["said"] for row in ROWS])
def test_deed(row) -> None:
    assert deed_of(row["said"]) == row["as"]
