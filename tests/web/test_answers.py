"""Answers while others' long messages are read: nobody waits for them, and who sends them pays."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from parley.coach import Coach
from parley.coach.live import LiveCoach
from parley.errors import ReadApart, TookTooLong
from parley.web import answers as room
from parley.web.answers import Answers
from parley.web.buckets import Buckets, asker

LONG = ("they offered 130k. " + "The Employee shall keep the rules. " * 200,)


class Reader:
    """In place of the process: reads when it is let, in so many seconds."""

    def __init__(self, *, helps: bool = True) -> None:
        self.let, self.helps, self.asked, self.seconds = threading.Event(), helps, 0, 2.0

    def read(self, coach: Coach, messages: Sequence[str]) -> bool:
        self.asked += 1
        self.let.wait(5)
        if self.helps:
            coach.talks.remember(messages, coach.talks.after(messages))
        return self.helps


@pytest.fixture
def fresh(coach: Coach) -> Coach:
    """A coach that remembers nothing of another test."""
    return Coach(coach.library, coach.searcher)


def answers_of(coach: Coach, reader: Reader, buckets: Buckets | None = None) -> Answers:
    return Answers(LiveCoach(coach), 60, buckets, lambda reason: None, reader)  # type: ignore[arg-type]


def test_short_messages_are_answered_while_long_ones_are_read(fresh: Coach) -> None:
    reader, buckets = Reader(), Buckets(10, 100)
    answers = answers_of(fresh, reader, buckets)

    async def asked(client: str, messages: Sequence[str]) -> str:
        asker.set(client)
        return await answers.made(lambda: fresh.reply(messages).text)

    async def talk() -> None:
        long = [asyncio.create_task(asked(f"stranger {number}", LONG)) for number in range(6)]
        await asyncio.sleep(0.05)
        for number in range(3):
            assert await asyncio.wait_for(asked("honest", [f"what is fair at {number}?"]), 5)
        assert not any(task.done() for task in long)
        reader.let.set()
        assert len(set(await asyncio.gather(*long))) == 1
        assert answers.count == 0

    asyncio.run(talk())
    assert buckets.left("stranger 0") < 0
    assert buckets.left("honest") > 90


def test_one_client_has_few_long_ones_under_way(fresh: Coach) -> None:
    reader = Reader()
    answers = answers_of(fresh, reader)

    async def talk() -> None:
        asker.set("stranger")
        said = [(f"{number}", *LONG) for number in range(room.OF_ONE)]
        long = [asyncio.create_task(answers.made(lambda each=each: fresh.reply(each))) for each in said]  # type: ignore[misc]
        await asyncio.sleep(0.2)
        with pytest.raises(TookTooLong, match="long messages"):
            await answers.made(lambda: fresh.reply(["one more", *LONG]))
        reader.let.set()
        await asyncio.gather(*long)

    asyncio.run(talk())


def test_where_there_is_no_such_process_it_is_read_here(fresh: Coach) -> None:
    reader = Reader(helps=False)
    reader.let.set()
    answers = answers_of(fresh, reader)
    assert asyncio.run(answers.made(lambda: fresh.reply(LONG).text))
    assert reader.asked == 1


def test_reading_on_and_on_has_an_end(fresh: Coach) -> None:
    reader = Reader()
    reader.let.set()
    answers = answers_of(fresh, reader)

    def never() -> None:
        raise ReadApart(LONG)

    with pytest.raises(TookTooLong) as told:
        asyncio.run(answers.made(never))
    assert told.value.again
    assert reader.asked == 2
