"""Two hundred questions of people outside technology, by another hand: occupation, area, place in the distribution."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.no_search import NoSearch

from parley.coach.answer import answer
from parley.coach.turn import Coach
from parley.guides.library import load_library
from parley.market.distribution import percentile_place
from parley.market.layout import MarketTable
from parley.market.open import ARTEFACT, SHIPPED

ROWS = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def answers() -> list[dict]:  # type: ignore[type-arg]
    coach = Coach(load_library(Path("seeds")), NoSearch(), today=lambda: date(2026, 11, 30))  # type: ignore[arg-type]
    return [answer(coach.reply([row["text"]])) for row in ROWS]


def test_occupation_and_area_are_found(answers: list[dict]) -> None:  # type: ignore[type-arg]
    told = [(row, found["official"]) for row, found in zip(ROWS, answers, strict=True) if row["area"]]
    right = [
        row
        for row, found in told
        if found
        and found["sure"]
        and found["occupations"][0]["code"] == row["code"]
        and row["area"] == found["wanted_area"]["name"]
    ]
    assert len(right) >= 0.95 * len(told)


def test_nothing_is_said_where_no_place_is_told(answers: list[dict]) -> None:  # type: ignore[type-arg]
    assert not [row["id"] for row, found in zip(ROWS, answers, strict=True) if not row["area"] and found["official"]]


def test_every_place_is_that_of_the_table(answers: list[dict]) -> None:  # type: ignore[type-arg]
    table, wrong = MarketTable(ARTEFACT / SHIPPED), []
    placed = 0
    for row, found in zip(ROWS, answers, strict=True):
        official = found["official"]
        if not official or not official["area"]:
            continue
        cell = table.cell(official["occupations"][0]["code"], official["area"]["code"])
        assert cell is not None
        assert official["percentiles"] == {
            f"p{at}": None if value is None else float(value)
            for at, value in zip((10, 25, 50, 75, 90), cell.values, strict=True)
        }
        for standing in official["standings"]:
            place = percentile_place(cell.values, Decimal(str(standing["amount"])))
            placed += 1
            if place is None or (place.about, place.above, place.below) != (
                standing["percentile"],
                standing["above"],
                standing["below"],
            ):
                wrong.append(row["id"])
    assert not wrong
    assert placed > len(ROWS)
