"""Untidy letters of many kinds (awkward.yaml), by what the talk holds in the end."""

from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from tests.documents.scored import PAY

from parley.dialogue.state import replayed

ROWS = yaml.safe_load((Path(__file__).parent / "awkward.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["kind"] for row in ROWS])
def test_an_untidy_letter(row, library) -> None:
    state = replayed([row["text"]], library)
    offer = state.offer
    told = {field.name: getattr(offer, field.name) for field in fields(offer)} if offer else {}
    found = {part: float(told[part].value) for part in PAY if told.get(part)}
    if row.get("doubt"):
        assert "base" not in found
    else:
        assert found == row["offer"]
