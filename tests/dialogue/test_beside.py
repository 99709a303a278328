"""Numbers of one message, settled by its words and by each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.yaml_table import table

from parley.dialogue.model import Offer
from parley.dialogue.pay.beside import judged_together
from parley.dialogue.state import replayed
from parley.guides.library import Library
from parley.reading.reader import understand

ROWS: list[dict[str, Any]] = table(Path(__file__).parent / "beside.yaml")
PARTS = ("base", "equity", "bonus", "signing", "total")


def told(offer: Offer) -> dict[str, int]:
    return {name: int(stated.value) for name in PARTS if (stated := getattr(offer, name))}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["says"][:60])
def test_each_number_is_in_its_place(row: dict[str, Any], library: Library) -> None:
    state = replayed([row["says"]], library)
    assert [told(offer) for offer in state.offers] == row["offers"]
    others = {one.company_display or one.company: told(one).get("base") for one in state.competing}
    assert others == row.get("others", {})
    ranges = [[one.low.value, one.high.value] for one in state.evidence]
    assert ranges == ([row["range"]] if "range" in row else [])
    assert {one.why for one in state.left_out} <= {"other"}


def test_what_stands_under_an_earlier_heading_is_the_round_before() -> None:
    read = understand("New offer:\nbase 64k\nequity 90k\n\nInitial offer:\nbase 61k\nequity 80k")
    owners = [(number.said, number.whose) for number in judged_together(read).numbers]
    assert owners == [("64k", "offer"), ("90k", "offer"), ("61k", "offer_before"), ("80k", "offer_before")]


@pytest.mark.parametrize(
    ("first", "then", "base", "equity"),
    [
        (
            "Orlo, product designer: they offered 88k base and 60k rsus",
            "ok she says they can do 96k and no more stock",
            96000,
            60000,
        ),
        ("they offered 88k base and 60k rsus over 4 years", "they went to 90k in stock", 88000, 90000),
    ],
    ids=str,
)
def test_a_lone_number_moves_what_it_is_near(first: str, then: str, base: int, equity: int, library: Library) -> None:
    offer = replayed([first, then], library).offer
    assert offer is not None
    assert told(offer) == {"base": base, "equity": equity}


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("contractor in Perth, 96 an hour offered through an agency, I'm on 88 where I am. what do I ask", False),
        ("the carers' agency pays me 13.10 an hour, the family offers 15.50 direct, I want 16.50", False),
        ("my day rate is 640, the client says 580. what do I reply", True),
        ("I usually charge 95 an hour; the studio offered 80 an hour", True),
    ],
)
def test_what_one_earns_is_asked_only_as_the_rate_that_one_sells_work_at(said: str, asked: bool) -> None:
    owners = {number.whose for number in judged_together(understand(said)).numbers}
    assert ("asked" in owners) is asked
