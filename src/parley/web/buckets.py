"""What one client has used of its share: a bucket of tokens for each, and what dear answers cost beside their one.

Who asks is known where a request comes in; the answer is made later, in another thread, for whom `asker` names there.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CLIENTS = 10_000
"""Clients remembered at a time, the most recent ones: about 2 MB."""
USUAL = 0.1
"""Seconds of processor time that any answer may take for its one token."""
asker: ContextVar[str] = ContextVar("asker", default="")
"""The client that the answer under way is for."""


class Buckets:
    """A bucket of tokens for each client: full at first, a token a request, refilled with time. For several threads."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._door = threading.Lock()

    def wait(self, client: str) -> float:
        """Seconds until `client` may send: 0 means now, and counts as sent."""
        with self._door:
            left = self._tokens(client)
            self._put(client, left - 1 if left >= 1 else left)
        return self._until(left)

    def due(self, client: str) -> float:
        """The same without counting."""
        with self._door:
            return self._until(self._tokens(client))

    def left(self, client: str) -> float:
        """The tokens of `client`."""
        with self._door:
            return self._tokens(client)

    def charge(self, client: str, tokens: float) -> None:
        """Take more from `client`, who may owe as much as the bucket holds."""
        with self._door:
            self._put(client, max(self._tokens(client) - tokens, -float(self._burst)))

    def _put(self, client: str, left: float) -> None:
        self._left.pop(client, None)
        self._left[client] = (left, self._clock())
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)

    def _tokens(self, client: str) -> float:
        now = self._clock()
        left, then = self._left.get(client, (float(self._burst), now))
        return min(self._burst, left + (now - then) * self._rate)

    def _until(self, left: float) -> float:
        return 0.0 if left >= 1 else (1 - left) / self._rate


def price(seconds: float) -> float:
    """The tokens that an answer of so many seconds of processor time costs beside its one: it grows with the square.

    >>> [round(price(seconds)) for seconds in (0.03, 0.1, 0.5, 1)]
    [0, 0, 24, 99]
    """
    return max((seconds / USUAL) ** 2 - 1, 0.0)


def charge(buckets: Buckets | None, client: str, seconds: float) -> None:
    """Charge `client` for what work of so many seconds costs more than usual."""
    extra = price(seconds)
    if buckets and extra and client:
        buckets.charge(client, extra)


@contextmanager
def charged(buckets: Buckets | None) -> Iterator[None]:
    """Charge whoever asked for what the work inside costs more than usual."""
    began = time.thread_time()
    try:
        yield
    finally:
        charge(buckets, asker.get(), time.thread_time() - began)
