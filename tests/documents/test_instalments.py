"""A signing bonus in several payments: each year has what it brings, and the row says when it is paid back."""

from pathlib import Path

import pytest
from tests.documents.test_in_the_talk import ask
from tests.documents.test_papers import paper
from tests.yaml_table import table

ROWS = table(Path(__file__).parent / "instalments.yaml")
LETTER = "Dear Ann,\nWe are pleased to offer you the position of DevOps Engineer.\nBase salary: 120,000 a year.\n{}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_each_year_has_its_payments(row) -> None:
    claims = [one for one in paper(LETTER.format(row["text"])).claims if one.part.startswith("signing")]
    assert [one.value[0] for one in claims] == row["years"]
    assert claims[0].paid == row["paid"]
    assert claims[0].repaid == row.get("repaid", "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_a_payment_is_no_base(row) -> None:
    assert [one.value for one in paper(LETTER.format(row["text"])).claims if one.part == "base"] == [(120000.0,)]


def test_the_years_of_an_offer_have_their_payments(coach) -> None:
    said = ask(coach, f"W&B London DevOps, is that fair?\n\n{LETTER.format(ROWS[2]['text'])}")
    assert (said["offer"]["signing"], said["offer"]["signing_second"]) == (15000, 10000)
    assert [year["signing"] for year in said["years"]] == [15000, 10000, None, None] or not said["years"]
    assert "to be paid back if you leave within 24 months" in said["reply"]
