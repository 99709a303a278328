"""The bucket of each client, by a clock of the test's own."""

import pytest

from parley.web.buckets import CLIENTS, Buckets
from parley.web.limits import client_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_person_who_sends_every_second_is_never_turned_away(clock: Clock) -> None:
    buckets = Buckets(rate=10, burst=100, clock=clock)
    for second in range(3600):
        clock.now = float(second)
        assert buckets.wait("someone") == 0


def test_an_office_of_fifty_behind_one_address_is_not_turned_away(clock: Clock) -> None:
    buckets = Buckets(rate=10, burst=100, clock=clock)
    for tenth in range(6000):  # each sends a message every five seconds, for ten minutes
        clock.now = tenth / 10
        assert buckets.wait("the office") == 0


def test_a_flood_is_held_to_the_rate(clock: Clock) -> None:
    buckets = Buckets(rate=10, burst=100, clock=clock)
    passed = 0
    for thousandth in range(60_000):
        clock.now = thousandth / 1000
        passed += buckets.wait("a flood") == 0
    assert 690 <= passed <= 701  # the hundred at once, then ten a second for a minute


def test_the_seconds_to_wait_are_true(clock: Clock) -> None:
    buckets = Buckets(rate=0.5, burst=1, clock=clock)
    assert buckets.wait("someone") == 0
    assert buckets.wait("someone") == 2
    clock.now = 2.0
    assert buckets.wait("someone") == 0


def test_clients_without_number_take_bounded_memory(clock: Clock) -> None:
    buckets = Buckets(rate=10, burst=100, clock=clock)
    for number in range(CLIENTS + 500):
        buckets.wait(str(number))
    assert len(buckets._left) == CLIENTS


@pytest.mark.parametrize(("scope", "client"), [({}, ""), ({"client": None}, ""), ({"client": ("unix", 0)}, "unix")])
def test_a_client_without_an_address_is_one_client(scope: dict[str, object], client: str) -> None:
    assert client_of(scope) == client
