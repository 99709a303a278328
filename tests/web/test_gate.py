"""Whose turn it is: who has used least of their share goes first, and nobody fills all the places."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from parley.errors import TookTooLong
from parley.web.gate import Gate

LEFT = {"quiet": 90.0, "busy": 3.0, "loud": -50.0}


def gate(at_once: int = 1, most: int = 9, of_one: int = 9) -> Gate:
    return Gate(at_once, most, of_one, lambda client: LEFT[client])


def in_a_loop(talk: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(talk(), 5))  # type: ignore[arg-type]


def test_who_has_used_least_goes_first_however_late() -> None:
    served: list[str] = []

    async def talk() -> None:
        door, first = gate(), asyncio.Event()

        async def come(client: str) -> None:
            async with door.turn(client):
                served.append(client)
                await first.wait()

        tasks = [asyncio.create_task(come(client)) for client in ("loud", "loud", "loud", "busy", "quiet")]
        await asyncio.sleep(0.01)
        first.set()
        await asyncio.gather(*tasks)
        assert door.count == 0

    in_a_loop(talk)
    assert served == ["loud", "quiet", "busy", "loud", "loud"]


def test_no_more_go_through_than_may() -> None:
    async def talk() -> None:
        door, now, most = gate(at_once=2), 0, 0

        async def come() -> None:
            nonlocal now, most
            async with door.turn("quiet"):
                now += 1
                most = max(most, now)
                await asyncio.sleep(0.001)
                now -= 1

        await asyncio.gather(*(come() for _ in range(9)))
        assert most == 2

    in_a_loop(talk)


def test_a_full_place_says_so_to_all_and_a_part_of_it_to_one() -> None:
    async def talk() -> None:
        door = gate(most=3, of_one=2)

        async def come(client: str) -> None:
            async with door.turn(client):
                await asyncio.sleep(1)

        tasks = [asyncio.create_task(come(client)) for client in ("loud", "loud", "busy")]
        await asyncio.sleep(0.01)
        with pytest.raises(TookTooLong, match="try again") as told:
            await come("loud")
        assert told.value.again
        with pytest.raises(TookTooLong):
            await come("quiet")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert door.count == 0

    in_a_loop(talk)


def test_whoever_leaves_hands_the_word_on() -> None:
    async def talk() -> None:
        door, served = gate(), []

        async def come(client: str) -> None:
            async with door.turn(client):
                served.append(client)
                await asyncio.sleep(0.01)

        first, leaves, stays = (asyncio.create_task(come(client)) for client in ("loud", "quiet", "busy"))
        await asyncio.sleep(0)
        door._waiting[0].word.set_result(None)  # the word has come, and in the same moment the client leaves
        door._waiting.pop(0)
        leaves.cancel()
        await asyncio.gather(first, leaves, stays, return_exceptions=True)
        assert served == ["loud", "busy"]
        await come("quiet")

    in_a_loop(talk)
