"""A remembered state is the replayed one, and a talk that is forgotten costs a replay and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from parley.dialogue.model import DialogueState
from parley.dialogue.state import replayed, update
from parley.dialogue.talks import Step, Talks

TALK = (
    "W&B London software engineer",
    "they offered 120k base",
    "make it shorter",
    "they said there is no budget",
    "start over. Acme",
)


class Counted:
    """A step that remembers which messages it read."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.read: list[str] = []

    def __call__(self, state: DialogueState, message: str) -> DialogueState:
        self.read.append(message)
        return self._step(state, message)


@pytest.fixture
def step(library) -> Counted:  # type: ignore[no-untyped-def]
    return Counted(partial(update, library=library))


def test_every_beginning_of_a_talk_has_the_replayed_state(step: Counted, library) -> None:  # type: ignore[no-untyped-def]
    remembered = Talks(step)
    for number in (1, 2, 5, 4, 3, 5):
        assert remembered.after(TALK[:number]) == replayed(TALK[:number], library)


def test_the_next_message_is_one_step(step: Counted) -> None:
    remembered = Talks(step)
    remembered.after(TALK[:3])
    step.read.clear()
    remembered.after(TALK[:4])
    assert step.read == [TALK[3]]


def test_undo_is_no_step_and_an_edit_of_the_last_is_one(step: Counted) -> None:
    remembered = Talks(step)
    remembered.after(TALK[:4])
    step.read.clear()
    remembered.after(TALK[:3])
    remembered.after((*TALK[:3], "as a phone call"))
    assert step.read == ["as a phone call"]


def test_a_thousand_visitors_who_wait_are_remembered() -> None:
    """Under load whoever waits long must not cost more than the others: the wait would grow by itself."""
    step = Counted(lambda state, message: replace(state, turn=state.turn + 1, message=message))
    remembered = Talks(step)
    for visitor in range(1000):
        for number in range(1, 4):
            remembered.after((f"hi {visitor}", *TALK[1:number]))
    step.read.clear()
    for visitor in range(1000):
        remembered.after((f"hi {visitor}", *TALK[1:4]))
    assert step.read == [TALK[3]] * 1000


def test_the_least_used_go_first_and_are_replayed(step: Counted) -> None:
    remembered = Talks(step, most=2)
    remembered.after(TALK[:2])
    remembered.after(("hi",))
    step.read.clear()
    remembered.after(TALK[:1])
    assert step.read == [TALK[0]]


def test_a_talk_of_a_thousand_messages_is_read(step: Counted) -> None:
    assert Talks(step).after(("thanks",) * 1000).turn == 1000


def test_two_talks_of_the_same_letters_differ(step: Counted) -> None:
    remembered = Talks(step)
    assert remembered.after(("ab", "c")).message == "c"
    assert remembered.after(("a", "bc")).message == "bc"
