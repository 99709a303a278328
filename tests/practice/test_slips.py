"""What a rehearsal finds in an answer (slips.yaml), and that every rule and line of the table is used."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.data import load
from parley.dialogue.model import Offer, Stated
from parley.practice.answer import Known, SpokenAnswer
from parley.practice.model import recruiter_line
from parley.practice.reactions import reaction
from parley.practice.slips import good_of, slips_of
from scripts.drafting import advice_for

ROWS = table(Path(__file__).parent / "slips.yaml")


def known(row) -> Known:
    ladder = advice_for("W&B London at 130").ladder
    pay = Offer(base=Stated(110000, "110", 1))
    return Known(ladder.opening, "GBP", pay, row.get("holds_rival", False))


@pytest.mark.parametrize("row", ROWS, ids=[row["said"][:50] for row in ROWS])
def test_slips(row) -> None:
    answer = SpokenAnswer(row["said"], recruiter_line(row["line"]), known(row))
    found = slips_of(answer)
    assert [slip.code for slip in found] == row["slips"]
    if "good" in row:
        assert list(good_of(answer, found)) == row["good"]

    if "recruiter" in row:
        assert reaction(answer, found) == row["recruiter"]


def test_every_reaction_has_a_row() -> None:
    said = {row["recruiter"] for row in ROWS if "recruiter" in row}
    untold = [key for key, words in load("practice")["reactions"].items() if not any(_fits(words, one) for one in said)]
    assert untold == []


def _fits(words: str, said: str) -> bool:
    start, _, end = words.partition("{")
    return said.startswith(start) and said.endswith(end.partition("}")[2])


def test_every_rule_has_a_row() -> None:
    assert {code for row in ROWS for code in row["slips"]} == set(load("practice")["slips"])


def test_every_line_can_be_answered_better() -> None:
    for key in load("practice")["lines"]:
        asked = recruiter_line(key)
        assert asked.wants in ("ask", "trade", "question")
        assert asked.pushback is None or asked.pushback in load("pushbacks")
