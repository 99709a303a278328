"""What a message raises beside pay is answered in a line; at most two, none about what the script is about."""

from __future__ import annotations

import pytest
from tests.bench.situations import coach_of

from parley.data import load
from parley.guides.library import Library

ROWS = [
    (
        "66k in Utrecht for a data steward, and the joining bonus of 5k is repayable for two years. fair?",
        "Paying it back",
    ),
    ("They offered 59k and 12,000 stock options over four years, QA lead. what should I ask for?", "Shares of what"),
    ("Offer 71k in Bergen, I would relocate from Cork with two kids. what do I ask?", "The move"),
    ("They offered 52k and want an answer by Thursday. What should I counter?", "Their deadline (Thursday)"),
    ("64k as a recruiter in Bath with a 12 month non-compete. what do I ask for?", "The non-compete"),
    ("2,900 a month as a florist in Breda. is that gross? what should I ask", "Gross or net"),
    ("SDR in Leeds, 30k base and OTE 50k. what should I counter?", "Sales pay"),
]


@pytest.mark.parametrize(("said", "line"), ROWS, ids=[line for _, line in ROWS])
def test_it_is_answered_below_the_words(said: str, line: str, library: Library) -> None:
    reply = coach_of(library).reply([said])
    raised = dict(reply.sections).get("_raised", "")
    assert f"**{line}**" in raised
    assert raised.count("**") <= 4
    assert reply.text.index("```") < reply.text.index(line) if reply.scripts else True


def test_no_line_is_said_where_nothing_was_raised(library: Library) -> None:
    reply = coach_of(library).reply(["They offered 52k as a clerk in Derry. What should I counter?"])
    assert "_raised" not in dict(reply.sections)


def test_every_row_but_those_that_are_told_has_cues() -> None:
    assert {name for name, row in load("raised").items() if "cues" not in row} == {"shares", "deadline"}
