"""What a message tells of how pay is made up: units, prices, schedules, months, instalments (grants.yaml)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_table import table

from parley.dialogue.pay.grants import grant_terms
from parley.dialogue.pay.rounds import COMPONENTS
from parley.dialogue.state import replayed
from parley.guides.library import Library

ROWS = table(Path(__file__).parent / "grants.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[row["say"] for row in ROWS])
def test_terms(row: dict[str, Any]) -> None:
    found = {term.component: term.text if term.value == 0 else term.value for term in grant_terms(row["say"])}
    assert found == {name: _told(value) for name, value in row["terms"].items()}


def _told(value: Any) -> Any:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return value


@pytest.mark.parametrize("row", [row for row in ROWS if not row.get("only_terms")], ids=lambda row: row["say"])
def test_pay(row: dict[str, Any], seeds: Library) -> None:
    offer = replayed([row["say"]], seeds).offer
    told = {name: getattr(offer, name).value for name in COMPONENTS if offer and getattr(offer, name)}
    assert told == {name: Decimal(value) for name, value in row["pay"].items()}
