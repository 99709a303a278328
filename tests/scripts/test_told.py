"""What the person told stands in the script: their years, what they hold, terms of the offer, what is paid on top."""

import pytest

from parley.data import load

from .drafting import script

DETAILS = (
    (("years", "9"),),
    "I bring 9 years in this work.",
), (
    (("years", "6"), ("craft", "most of it ledgers")),
    "I bring 6 years in this work, most of it ledgers.",
), (
    (("credentials", "my degree and my chartership"),),
    "It rests on my degree and my chartership.",
), (
    (("cover_self", "for me only"),),
    "I'd also be glad if the medical cover could include my family.",
), (
    (("can_start", "the 1st"),),
    "I can start the 1st.",
), (
    (("on_top", "plus super"),),
    "a base of £156,000 a year plus super",
)  # fmt: skip


@pytest.mark.parametrize(("details", "said"), DETAILS, ids=[said for _, said in DETAILS])
def test_it_stands_in_the_letter(details: tuple, said: str) -> None:
    assert said in script("W&B London at 130", "counter_email", details=details).text


def test_a_deed_comes_before_years() -> None:
    told = {"experience": ("I cut deploy time by 40%",), "details": (("years", "9"),)}
    text = script("W&B London at 130", "counter_email", **told).text
    assert text.index("I cut deploy time by 40%.") < text.index("I bring 9 years")
    assert "What shows it best" not in text


def test_two_terms_at_most() -> None:
    told = tuple((key, "x") for key in load("told_terms"))
    text = script("W&B London at 130", "counter_email", details=told).text
    rows = [row["asks"].format(said="x") for row in load("told_terms").values()]
    assert [said in text for said in rows] == [True, True, *[False] * (len(rows) - 2)]
