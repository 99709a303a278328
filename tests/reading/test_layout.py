"""Offers side by side, each under its own head: in columns, under headings, behind a name."""

import pytest

from parley.reading.layout import layout
from parley.reading.reader import understand

BEFORE = ("I want to negotiate with Northwind: software engineer, San Francisco",)
SIDE_BY_SIDE = (
    "{a} offered me 190k base and 200k equity over 4 years. {b} offered 210k base and 240k equity.",
    "{a}: 190k base, 200k equity over 4 years\n{b}: 210k base, 240k equity over 4 years",
    "Offer 1 ({a}): 190k base, 200k equity over 4 years\nOffer 2 ({b}): 210k base, 240k equity over 4 years",
    "{a}:\n- base $190k\n- equity $200k over 4 years\n\n{b}:\n- base $210k\n- equity $240k over 4 years",
    "{a}\nBase 190k\nEquity 200k\n\n{b}\nBase 210k\nEquity 240k",
)


@pytest.mark.parametrize("other", ["Stripe", "Airbnb", "Initech", "Acme Widgets"])
@pytest.mark.parametrize("layout_of", SIDE_BY_SIDE)
def test_each_number_is_of_the_company_at_its_head(layout_of: str, other: str) -> None:
    found = understand(layout_of.format(a="Northwind", b=other), BEFORE)
    told = [(number.part, number.value[0], number.whose, number.company) for number in found.numbers]
    assert sorted(told) == [
        ("base", 190000.0, "offer", "Northwind"), ("base", 210000.0, "rival", other),
        ("equity", 200000.0, "offer", "Northwind"), ("equity", 240000.0, "rival", other),
    ]  # fmt: skip


def test_a_heading_under_a_heading() -> None:
    said = layout("Acme\nSenior, Dublin\n118k")
    assert list(said.above(len("Acme\nSenior, Dublin\n1"))) == ["Senior, Dublin", "Acme"]


def test_capitals_alone_change_nothing() -> None:
    text = "got an offer from northwind for 180k base and 20k signing. i am on 150 at initech. what do i ask?"
    small, loud = understand(text), understand(text.upper())
    assert [(n.whose, n.part) for n in loud.numbers] == [(n.whose, n.part) for n in small.numbers]
    assert [(n.said, n.relation) for n in loud.names] == [(n.said.upper(), n.relation) for n in small.names]
