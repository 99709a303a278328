"""The user's own deeds in a script (deeds.yaml): their words, a blank where a number is missing, nothing unsafe."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.scripts.deeds import deed_of

ROWS = table(Path(__file__).parent / "deeds.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[row["said"] for row in ROWS])
def test_deed(row) -> None:
    assert deed_of(row["said"]) == row["as"]
