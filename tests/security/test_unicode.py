"""Look-alike letters and unseen signs: no amount is made of them, and no company is taken for another."""

from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.coach import Coach
from parley.guides.cells import read_cell
from parley.money import find_amounts
from parley.reading.numbers import numbers
from parley.reading.writing import written

ROWS = table(Path(__file__).parent / "unicode.yaml")


@pytest.mark.parametrize("text", ROWS["no_amount"])
def test_an_amount_with_a_strange_letter_is_none(text: str, coach: Coach) -> None:
    assert not [number for number in numbers(written(text).text) if number.signed or number.scaled]
    assert not [found for found in find_amounts(written(text).text) if found.currency]
    assert not read_cell(f"{text} - £150k").money
    reply = coach.reply(["what should I counter at W&B London?", f"they offered {text} base"][-1:])
    assert reply.state.offer is None


@pytest.mark.parametrize(("text", "value"), ROWS["amount"].items())
def test_other_ways_of_writing_digits_mean_what_they_show(text: str, value: int, coach: Coach) -> None:
    reply = coach.conversation(["what should I counter at W&B London?", f"they offered {text} base"])[-1]
    assert reply.state.offer
    assert reply.state.offer.base
    assert reply.state.offer.base.value == value


@pytest.mark.parametrize(("name", "company"), ROWS["names"].items())
def test_a_look_alike_is_no_company_that_we_know(name: str, company: str, coach: Coach) -> None:
    reply = coach.reply([f"what should I counter at {name} San Francisco?"])
    assert (reply.state.subject.company or "-") == company
    assert (reply.advice is None) == (company == "-")


def test_a_look_alike_in_a_name_does_not_change_the_language(coach: Coach) -> None:
    assert coach.reply(["I have an offer from Gооgle at £150k base"]).state.language is None
    assert coach.reply(["Сколько просить у Scale AI?"]).state.language == "ru"
