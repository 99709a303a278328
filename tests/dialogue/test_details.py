"""Small facts for a script's blanks (details.yaml): what is kept of a message, and when it is let go."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.dialogue.details import details_of, with_details

ROWS = table(Path(__file__).parent / "details.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[row["said"] for row in ROWS])
def test_details(row) -> None:
    assert dict(details_of(row["said"])) == row["kept"]


def test_what_is_told_later_counts() -> None:
    first = with_details((), "I start on 1 March")
    assert dict(with_details(first, "no, I start on 8 March")) == {"start": "8 March"}
