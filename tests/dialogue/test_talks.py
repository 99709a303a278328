"""A remembered state is the replayed one, and a talk that is forgotten costs a replay and nothing else."""

from __future__ import annotations

import pytest

from parley.dialogue import talks
from parley.dialogue.model import DialogueState
from parley.dialogue.state import replay
from parley.dialogue.talks import Talks
from parley.guides.library import Library

TALK = (
    "W&B London software engineer",
    "they offered 120k base",
    "make it shorter",
    "they said there is no budget",
    "start over. Acme",
)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that were read, in order."""
    read: list[str] = []

    def counted(state: DialogueState, message: str, library: Library) -> DialogueState:
        read.append(message)
        return update(state, message, library)

    update = talks.update
    monkeypatch.setattr(talks, "update", counted)
    return read


def test_every_beginning_of_a_talk_has_the_replayed_state(library: Library) -> None:
    remembered = Talks(library)
    for number in (1, 2, 5, 4, 3, 5):
        assert remembered.after(TALK[:number]) == replay(TALK[:number], library)


def test_the_next_message_is_one_step(library: Library, steps: list[str]) -> None:
    remembered = Talks(library)
    remembered.after(TALK[:3])
    steps.clear()
    remembered.after(TALK[:4])
    assert steps == [TALK[3]]


def test_undo_is_no_step_and_an_edit_of_the_last_is_one(library: Library, steps: list[str]) -> None:
    remembered = Talks(library)
    remembered.after(TALK[:4])
    steps.clear()
    remembered.after(TALK[:3])
    remembered.after((*TALK[:3], "as a phone call"))
    assert steps == ["as a phone call"]


def test_a_thousand_visitors_who_wait_are_remembered(library: Library, steps: list[str]) -> None:
    """Under load whoever waits long must not cost more than the others: the wait would grow by itself."""
    remembered = Talks(library)
    for visitor in range(1000):
        for number in range(1, 4):
            remembered.after((f"hi {visitor}", *TALK[1:number]))
    steps.clear()
    for visitor in range(1000):
        remembered.after((f"hi {visitor}", *TALK[1:4]))
    assert steps == [TALK[3]] * 1000


def test_the_least_used_go_first_and_are_replayed(library: Library, steps: list[str]) -> None:
    remembered = Talks(library, most=2)
    remembered.after(TALK[:2])
    remembered.after(("hi",))
    steps.clear()
    assert remembered.after(TALK[:2]) == replay(TALK[:2], library)
    assert len(steps) < len(TALK)
    assert remembered.after(TALK[:1]) == replay(TALK[:1], library)


def test_a_talk_of_a_thousand_messages_is_read(library: Library) -> None:
    assert Talks(library).after(("thanks",) * 1000).turn == 1000


def test_two_talks_of_the_same_letters_differ(library: Library) -> None:
    remembered = Talks(library)
    assert remembered.after(("ab", "c")).message == "c"
    assert remembered.after(("a", "bc")).message == "bc"
