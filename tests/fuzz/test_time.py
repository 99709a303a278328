"""Nothing that fits into a message takes long: every unit over and over until it is full, read, advised and drawn."""

import time

import pytest
from tests.bench.attack import UNITS as ATTACKS

from fuzz.run import units
from fuzz.targets import coach, filled
from parley.web.orders import Kept
from parley.web.view import screen

UNITS = units()
LETTERS, SECONDS = 4_000, 1.0
"""The goal is half a second; a dozen units take up to 0.7 on a quiet machine."""
LONGEST, MOST = 40_000, 6.0
"""Letters of the longest message, and the seconds after which its work must have grown with its square."""


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    screen(coach(), Kept(("What should I counter at W&B London? They offered £130k base.",), 1))


def seconds(message: str) -> float:
    """Of processor time, of all threads, from the message to the page."""
    began = time.process_time()
    screen(coach(), Kept((message,), 1))
    return time.process_time() - began


def test_there_are_enough_units() -> None:
    assert len(set(UNITS)) >= 150


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_full_message_of_anything_is_answered_in_time(unit: str) -> None:
    assert seconds(filled(unit, LETTERS)) < SECONDS


@pytest.mark.parametrize("unit", ATTACKS, ids=ascii)
def test_the_longest_message_of_anything_takes_no_square_of_its_length(unit: str) -> None:
    assert seconds(filled(unit, LONGEST)) < MOST
