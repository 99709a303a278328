"""The states of the talks under way, so that a message costs one step and not all the steps before it.

Nothing here is needed for an answer: a talk that is no longer remembered is replayed. In: the messages of a talk,
oldest first. Out: its state. Kept are digests of talks and their states; the least used go first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

from parley.dialogue.model import DialogueState
from parley.errors import ReadApart, TookTooLong
from parley.patience import go_on, is_read_here, within_part

REMEMBERED = 4096
"""States, of 1.5 kB each: a thousand visitors keep theirs however long they wait. Whoever's is gone costs a replay of
the whole talk (270 ms for ninety messages), so that all wait longer, so that more are gone."""
Step = Callable[[DialogueState, str], DialogueState]
"""The state after one more message."""
LEAST = 200
"""Letters that any message counts for at least: as many as take the time that each message takes."""
LAST = 2
"""States kept of a talk that is replayed: the one asked for, and the one before, to go back to."""


class Talks:
    """The states of talks, each `step` by step from an empty one. May be used by several threads at once."""

    def __init__(self, step: Step, most: int = REMEMBERED) -> None:
        self._step = step
        self._most = most
        self._kept: OrderedDict[bytes, DialogueState] = OrderedDict()
        self._door = threading.Lock()

    def after(self, messages: Sequence[str]) -> DialogueState:
        """The state after `messages`, from the longest beginning of them that is remembered. Where that takes too long
        the beginning that was read is remembered, so that the next try goes on there. ReadApart: it is too
        much to be read in this process.
        """
        marks = list(_marks(messages))
        known, state = self._latest(marks)
        if not is_read_here(sum(max(len(message), LEAST) for message in messages[known:])):
            raise ReadApart(messages)
        for number, message in enumerate(messages[known:], known + 1):
            try:
                state = self._next(state, message)
            except TookTooLong:
                if number > 1:
                    self._keep(marks[number - 2], state)
                raise
            if number > len(messages) - LAST:
                self._keep(marks[number - 1], state)
        return state

    def remember(self, messages: Sequence[str], state: DialogueState) -> None:
        """Take in what another process read of `messages`."""
        *_, mark = _marks(messages)
        self._keep(mark, state)

    def _next(self, state: DialogueState, message: str) -> DialogueState:
        go_on()
        with within_part("message"):
            return self._step(state, message)

    def _latest(self, marks: Sequence[bytes]) -> tuple[int, DialogueState]:
        """How many messages of the talk are remembered, and the state after them."""
        with self._door:
            for known in range(len(marks), 0, -1):
                state = self._kept.get(marks[known - 1])
                if state:
                    self._kept.move_to_end(marks[known - 1])
                    return known, state
        return 0, DialogueState()

    def _keep(self, mark: bytes, state: DialogueState) -> None:
        with self._door:
            self._kept[mark] = state
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _marks(messages: Sequence[str]) -> Iterator[bytes]:
    """A digest of each beginning of the talk; each is made from the one before, so that no two talks share one."""
    mark = b""
    for message in messages:
        mark = blake2b(message.encode(), key=mark, digest_size=32).digest()
        yield mark
