"""Heads of pay columns: what each pays, and for how many years."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.columns import read_column

ROWS = table(Path(__file__).parent / "columns.yaml")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["head"])
def test_a_head_means_what_it_says(row):
    column = read_column(row["head"])
    assert column.kind == row["kind"]
    if row["kind"] == "equity":
        assert column.years == row.get("years")
