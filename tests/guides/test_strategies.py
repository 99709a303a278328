"""Sentences of strategies: what is asked, what is the floor, and what is neither."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.figures import read_sentence
from parley.guides.read import read_guide

HERE = Path(__file__).parent
ROWS = table(HERE / "strategies.yaml")
BANDS = read_guide(HERE / "variants" / "strategy-in-a-row" / "guide.md", HERE)[0].bands


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["says"])
def test_a_sentence_yields_its_figures(row):
    sayings = read_sentence(row["says"], BANDS, [])
    read = [
        {"kind": saying.kind, "region": saying.region, "level": saying.level}
        | {role: int(amount.low) // 1000 for role, amount in saying.amounts.items()}
        for saying in sayings
    ]
    assert [{key: value for key, value in figure.items() if value} for figure in read] == row["figures"]
