"""Every answer of every dialogue passes the mechanical points of the rubric (rubric.py)."""

import pytest
from tests.talks import Talk, talks

from parley.coach import Coach

from .rubric import POINTS, marked


@pytest.mark.parametrize("talk", talks("coach", "dialogue"), ids=str)
def test_every_answer_passes(talk: Talk, coach: Coach) -> None:
    for message, reply in zip(talk.said, coach.conversation(talk.said), strict=True):
        faults = list(marked(reply))
        assert not faults, f"after {message!r}: {faults}\n\n{reply.text}"


def test_all_points_but_the_vesting_schedule_are_marked_by_code() -> None:
    assert sorted(int(name[6:8]) for name in POINTS) == [number for number in range(1, 26) if number != 7]
