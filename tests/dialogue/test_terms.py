"""Small facts for the sums, and whether pay goes by a scale: read where they are told, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.dialogue.grades import by_grade
from parley.dialogue.terms import NAMES, terms_in

ROWS = table(Path(__file__).parent / "terms.yaml")
SCALES = {
    "band 6 nurse job nhs, offered the bottom point": True,
    "got a band 6 post and they only give me one scale up": True,
    "TV-L E13, they want to put me in Stufe 1": True,
    "MA+30, Step 5 on the salary schedule": True,
    "it's a union scale, step 4": True,
    "civil service HEO to SEO, minimum of the band": True,
    "GS-12 step 1, they won't match": True,
    "Nokia Oulu offer: PhD, 2 yrs postdoc, what do I ask": False,
    "offered a postdoc in Leipzig": True,
    "I studied at the University of Leeds; Aldi offered 52k": False,
    "what is the next step after they said no?": False,
    "they are at the top of their band": False,
    "Google L5, level 4 to 5": False,
}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_terms(row) -> None:
    found = terms_in(row["text"], 1)
    told = {name: getattr(found, name).value for name in NAMES if getattr(found, name)}
    assert told == {name: value for name, value in row.items() if name != "text"}


@pytest.mark.parametrize(("message", "scale"), SCALES.items())
def test_pay_by_a_scale(message: str, scale: bool) -> None:
    assert by_grade("", (message,)) == scale
