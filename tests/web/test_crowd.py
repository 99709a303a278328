"""Many visitors at once on a real server: nobody sees what another told, nobody is left hanging.

The short version of `tests/bench/load.py`, which takes 200 visitors for ten minutes and 1,000 at once.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.bench.load import Crowd, Told, foreign, meet, name

from parley.coach import Coach
from parley.web.limits import Limits
from parley.web.server import Doors, create_app
from serving import serving

QUESTIONS = (
    "What should I counter at W&B London?",
    "Scale AI devops engineer in San Francisco: what base can I ask for?",
)


@contextmanager
def served(coach: Coach, limits: Limits | None = None) -> Iterator[int]:
    with serving(create_app(coach, Doors(limits=limits or Limits()))) as address:
        yield int(address.split(":")[1])


def run(port: int, users: int, turns: int) -> Told:
    return asyncio.run(meet([port], Crowd(QUESTIONS, users, turns, think=0), seconds=120))


def test_forty_sessions_each_see_their_own_words_alone(coach: Coach) -> None:
    with served(coach) as port:
        told = run(port, users=40, turns=2)
    assert not told.faults
    assert len(told.seconds) == 80
    assert not told.strangers


def test_the_check_for_strangers_can_fail() -> None:
    assert foreign(f"an offer from {name(3)}", 3) == set()
    assert foreign(f"an offer from {name(4)}", 3) == {name(4)}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_more_than_it_can_bear_are_told_to_try_again_and_none_hangs(coach: Coach) -> None:
    with served(coach, Limits(waiting=3)) as port:
        told = run(port, users=25, turns=1)
        assert not told.faults
        assert len(told.seconds) == 25  # whoever was told to try again did, and was answered
        assert told.busy > 0
