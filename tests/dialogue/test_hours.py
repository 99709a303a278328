"""The hours of a week, told once, count for every hourly number of the message and of the talk."""

from decimal import Decimal

import pytest

from parley.dialogue.state import replayed
from parley.guides.library import Library

TOLD = "Northgate Dental in Leeds offered me £14.20 an hour, 37.5 hours a week. I'm on £12.90 an hour now"


def test_one_week_for_all(seeds: Library) -> None:
    state = replayed([TOLD], seeds)
    assert state.offer
    assert state.offer.base
    assert state.offer.base.value == Decimal("14.20") * Decimal("37.5") * 52
    assert state.current_pay
    assert state.current_pay.base
    assert state.current_pay.base.value == Decimal("12.90") * Decimal("37.5") * 52


@pytest.mark.parametrize("deadline", ["they want an answer in 48 hours", "I have 24 hours to decide"])
def test_a_deadline_is_no_week(deadline: str, seeds: Library) -> None:
    state = replayed([f"Hartwell Foods offered me $20 an hour, {deadline}"], seeds)
    assert state.offer is None or state.offer.payments in (None, Decimal(2080))
