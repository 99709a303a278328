"""Long messages are read in another process: alike, charged, ended whatever happens, and read here where it cannot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.coach import Coach
from parley.coach.apart import Apart
from parley.coach.start import open_coach
from parley.errors import ReadApart, TookTooLong
from parley.patience import here_at_most
from parley.retrieval.open import FAISS

LETTER = "Dear Ann,\nwe offer you the post of DevOps Engineer at W&B London.\nBase salary: £130,000 a year.\n"
LONG = LETTER + "The Employee shall keep the rules of clause 7 and pay £40 within 30 days.\n" * 120


@pytest.fixture(scope="module")
def opened(seeds_dir: Path, model_index: Path) -> Coach:
    return open_coach(seeds_dir, model_index, hurry=False)


@pytest.fixture(scope="module")
def apart(seeds_dir: Path, model_index: Path) -> Iterator[Apart]:
    child = Apart(seeds_dir, model_index, FAISS)
    yield child
    child.end()


def test_what_another_process_reads_is_what_this_one_would(apart: Apart, seeds_dir: Path, model_index: Path) -> None:
    for messages in ((LONG,), (LONG, "what should I ask for?")):
        mine, told = (open_coach(seeds_dir, model_index, hurry=False) for _ in range(2))
        assert apart.read(told, messages)
        with here_at_most(0):  # nothing more is read here
            state = told.talks.after(messages)
        assert apart.seconds > 0
        assert state == mine.talks.after(messages)
        assert mine.reply(messages).text == told.reply(messages).text


def test_what_is_long_is_not_read_here(opened: Coach) -> None:
    with here_at_most(4_000), pytest.raises(ReadApart) as told:
        opened.reply(["hello", LONG])
    assert told.value.messages == ("hello", LONG)
    with here_at_most(4_000):
        opened.reply(["hello", LETTER])


def test_many_messages_are_long_too(opened: Coach) -> None:
    with here_at_most(4_000), pytest.raises(ReadApart):
        opened.reply([f"they offered {number}k" for number in range(100, 140)])


def test_a_process_that_has_ended_is_started_again(apart: Apart, opened: Coach) -> None:
    assert apart.read(opened, ("hello", LONG))
    assert apart._child
    apart._child.kill()
    apart._child.wait()
    assert apart.read(opened, ("hello again", LONG))


def test_one_that_is_ended_in_the_midst_is_told_kindly_and_charged(
    apart: Apart, opened: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert apart.read(opened, ("hi",))
    monkeypatch.setattr("parley.coach.apart.WALL", 0.01)
    with pytest.raises(TookTooLong, match="smaller parts"):
        apart.read(opened, ("once more", LONG * 3))
    assert apart.seconds > 1


def test_other_guides_are_read_here(apart: Apart, levelled: Coach) -> None:
    assert not apart.read(levelled, (LONG,))
