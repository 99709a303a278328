"""Official pay in the talk: rank E4, below what the person and the employer told, a line to check by beside a guide."""

from datetime import date
from pathlib import Path

import pytest
from tests.no_search import NoSearch

from parley.advice.model import FromTable
from parley.coach.model import Reply
from parley.coach.turn import Coach
from parley.guides.library import load_library


@pytest.fixture(scope="module")
def coach() -> Coach:
    return Coach(load_library(Path("seeds")), NoSearch(), today=lambda: date(2026, 11, 30))  # type: ignore[arg-type]


def opening(reply: Reply) -> int:
    assert reply.advice
    assert reply.advice.ladder
    assert reply.advice.ladder.opening.base
    return int(reply.advice.ladder.opening.base.money.amount)


def test_the_ask_lies_between_median_and_upper_quartile_within_a_step(coach: Coach) -> None:
    near = coach.reply(["pharmacist in Houston, they offered $140,000"])
    assert opening(near) == 158_000  # 140,470 + 0.75 x (163,510 - 140,470)
    assert near.advice
    assert near.advice.rests_on == "official"
    low = coach.reply(["registered nurse in Dallas, they offered $79,000"])
    assert opening(low) == 95_000  # 1.20 x 79,000 = 94,800, rounded
    assert "all levels and employers mixed" in low.text
    assert "of the way up" not in low.text


def test_what_was_told_stands_above_it(coach: Coach) -> None:
    theirs = coach.reply(["pharmacist in Houston, they offered $140,000, their range is 135k to 150k"])
    assert opening(theirs) <= 150_000
    assert theirs.advice
    assert theirs.advice.rests_on == "employer_range"


def test_an_offer_above_it_goes_by_an_ordinary_step(coach: Coach) -> None:
    above = coach.reply(["pharmacist in Houston, they offered $170,000"])
    assert above.advice
    assert above.advice.rests_on == "offer"


def test_a_number_that_may_be_the_offer_is_asked_about(coach: Coach) -> None:
    assert coach.reply(["anesthesiologist in Dallas offered 410k"]).advice is None


def test_beside_a_guide_it_is_one_line(coach: Coach) -> None:
    reply = coach.reply(["DevOps engineer at W&B San Francisco, offered $165k base"])
    assert [note.code for note in reply.advice.notes if "official" in note.code] == ["official_beside"]  # type: ignore[union-attr]
    assert reply.advice.rests_on == "guide"  # type: ignore[union-attr]


def test_every_figure_opens_to_its_row(coach: Coach) -> None:
    reply = coach.reply(["registered nurse in Dallas, they offered $79,000"])
    found = [figure.source for figure in reply.figures if isinstance(figure.source, FromTable)]
    assert len(found) == 5
    assert {(one.occupation.code, one.area.code, one.release) for one in found} == {("29-1141", "0019100", "May 2025")}
