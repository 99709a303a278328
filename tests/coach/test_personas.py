"""The same offer told by forty people gets the same figures: who asks is no input of any rule (personas.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.coach import Coach
from parley.coach.answer import answer

TABLE = table(Path(__file__).parent / "personas.yaml")


def test_there_are_forty_of_them() -> None:
    assert len(set(TABLE["say"])) == 40


@pytest.mark.parametrize("say", TABLE["say"], ids=lambda say: say[:40])
def test_the_figures_are_the_same(say: str, coach: Coach) -> None:
    got, plain = answer(coach.reply([say])), answer(coach.reply([TABLE["say"][0]]))
    assert {name: got["offer"][name] for name in TABLE["offer"]} == TABLE["offer"]
    for field in ("counter", "company", "role", "region", "currency", "years"):
        assert got[field] == plain[field], field
    amounts = [{(figure["amount"], figure["currency"]) for figure in reply["figures"]} for reply in (got, plain)]
    assert amounts[0] == amounts[1]
