"""Who is next: a few at a time, and of those who wait whoever has used least of their share, not whoever came first.

So a crowd of one address waits behind the others, however much it asks, and fills no more than its part of the places.
"""

from __future__ import annotations

from asyncio import Future, get_running_loop
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from parley.data import load
from parley.errors import TookTooLong


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """One who waits for the word to go on."""

    client: str
    word: Future[None]


class Gate:
    """Lets `at_once` through at a time, `most` wait or go through, `of_one` of one client. For one event loop.

    `left` says how much of their share a client has left; who has more goes first. Where a place is full who comes is
    told so with the row `full` of data/limits.yaml.
    """

    def __init__(self, at_once: int, most: int, of_one: int, left: Callable[[str], float], full: str = "full") -> None:
        self._free, self._most, self._of_one, self._left, self._full = at_once, most, of_one, left, full
        self._waiting: list[Waiting] = []
        self._inside: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many wait or go through."""
        return self._inside.total()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for one's turn, and have it; TookTooLong (try again) where the place is full."""
        if self.count >= self._most or self._inside[client] >= self._of_one:
            raise TookTooLong(load("limits")[self._full], again=True)
        self._inside[client] += 1
        try:
            await self._come(client)
            try:
                yield
            finally:
                self._go()
        finally:
            self._inside[client] -= 1
            if not self._inside[client]:
                del self._inside[client]

    async def _come(self, client: str) -> None:
        if self._free:
            self._free -= 1
            return
        mine = Waiting(client, get_running_loop().create_future())
        self._waiting.append(mine)
        try:
            await mine.word
        except BaseException:
            if mine.word.done() and not mine.word.cancelled():
                self._go()  # the word came and nobody hears it: it is for the next
            else:
                self._waiting.remove(mine)
            raise

    def _go(self) -> None:
        """Give the place to whoever is next."""
        if not self._waiting:
            self._free += 1
            return
        following = max(self._waiting, key=lambda each: self._left(each.client))
        self._waiting.remove(following)
        following.word.set_result(None)
