"""The one way by which answers are made: a few at a time, fairly by who asks, and what is long is read elsewhere.

In: the work of an answer, a function that needs no event loop. Out: what it gives. However many doors there are, no
more threads compute than the server can listen beside.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from parley.coach.apart import Apart
from parley.coach.live import LiveCoach
from parley.errors import ReadApart, TookTooLong
from parley.patience import bound, here_at_most
from parley.web.buckets import Buckets, asker, charge
from parley.web.gate import Gate
from parley.web.limits import Told

AT_ONCE = 3
"""Answers made at a time: more threads than cores only keep the server from listening."""
HERE = 4_000
"""Letters that are read in this process: a fifth of a second. Each message counts for 200 at least."""
FILES, FILES_WAITING, OF_ONE = 2, 6, 2
"""Files that are read at a time, each in a process of its own, that wait, and of one client both together: 40 MB."""
LONG = 8
"""Talks that are read, or wait to be read, in the process for long ones; of one client as many as files."""
SHARE = 6
"""Of so many places one client may have one part."""
FILE_TOOL = "read_file"
P = ParamSpec("P")
T = TypeVar("T")


class Answers:
    """Makes answers. `waiting` may wait; without `apart` everything is read in this process."""

    def __init__(
        self, live: LiveCoach, waiting: int, buckets: Buckets | None, told: Told, apart: Apart | None = None
    ) -> None:
        left = buckets.left if buckets else lambda client: 0.0
        self._live, self._buckets, self._told, self._apart = live, buckets, told, apart
        self._answers = Gate(AT_ONCE, waiting, max(waiting // SHARE, AT_ONCE), left)
        self._long = Gate(1, LONG, OF_ONE, left, "full_of_long")
        self._files = Gate(FILES, FILES + FILES_WAITING, OF_ONE, left)
        self._threads, self._one, self._few = CapacityLimiter(AT_ONCE), CapacityLimiter(1), CapacityLimiter(FILES)

    @property
    def count(self) -> int:
        """How many answers are made or wait."""
        return self._answers.count + self._long.count

    async def made(self, work: Callable[[], T]) -> T:
        """What `work` gives, when it is its turn."""
        spent = 0.0
        while True:
            try:
                return await self._worked(work, here=HERE if self._apart else None)
            except ReadApart as long:
                taken = await self._read(long.messages)
            if taken is None:
                return await self._worked(work, here=None)
            spent += taken
            if spent > bound("answer").seconds:
                raise TookTooLong(bound("answer").say, again=True)

    async def filed(self, work: Callable[[], T]) -> T:
        """What `work`, which reads a file, gives: it waits for a process, so it takes nobody's place who answers."""
        async with self._files.turn(asker.get()):
            return await to_thread.run_sync(work, limiter=self._few)

    def around(self, function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
        """`function` made so."""
        make = self.filed if function.__name__ == FILE_TOOL else self.made

        @wraps(function)
        async def call(*args: P.args, **kwargs: P.kwargs) -> T:
            return await make(lambda: function(*args, **kwargs))

        return call

    async def _worked(self, work: Callable[[], T], here: int | None) -> T:
        async with self._answers.turn(asker.get()):
            return await to_thread.run_sync(_reading(work, here), limiter=self._threads)

    async def _read(self, messages: tuple[str, ...]) -> float | None:
        """Let the coach know a talk by the process for long ones: the seconds that it took; None where it cannot."""
        apart, coach = self._apart, self._live.now
        if not apart:
            return None
        async with self._long.turn(asker.get()):
            try:
                known = await to_thread.run_sync(apart.read, coach, messages, limiter=self._one)
            except TookTooLong:
                self._told("work")
                raise
            finally:
                charge(self._buckets, asker.get(), apart.seconds)
            return apart.seconds if known else None


def _reading(work: Callable[[], T], here: int | None) -> Callable[[], T]:
    if here is None:
        return work

    def bounded() -> T:
        with here_at_most(here):
            return work()

    return bounded
