"""The connections: how many there may be, and how long one may take to ask, and to listen.

uvicorn on h11 holds the head of a request to 16 KB (httptools holds it to nothing); it has no time for a head nor for a
reader who does not read, and no bound for one address. Those stand here. The body has its time in limits.py.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Container
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from parley.web.limits import client_of
from parley.web.tally import Tally

HEAD = 10.0
"""Seconds from the first byte, or from the connection, to the end of a request's head."""
UNHEARD = 30.0
"""Seconds that a full buffer waits for a client that does not read."""
CONNECTIONS = 4_000
"""Open connections of all clients; an open page holds one or two."""
EACH = 200
"""Open connections of one address: a hundred people behind one. A proxy counts its own visitors (deploy/nginx.conf)."""
OTHER_FILES = 128
"""Open files beside the connections: guides, index, libraries, sockets that are just being accepted."""


class Crowd:
    """Who is connected, by address. Those in `trusted` are proxies, held to no number of their own."""

    def __init__(self, most: int = CONNECTIONS, trusted: Container[str] = ()) -> None:
        self._most, self._trusted = most, trusted
        self._count, self._here = 0, Counter[str]()
        self._refused = Tally("connections refused, too many at once")

    def enter(self, address: str, host: str = "") -> bool:
        """Count a connection of `address` in, unless there are too many of it or in all; `host` may be a proxy's."""
        mine = 0 if host in self._trusted else self._here[address]
        if mine >= EACH or self._count >= self._most:
            return False
        self._here[address] += 1
        self._count += 1
        return True

    def refuse(self, address: str) -> None:
        """Tell of one that was not let in."""
        self._refused.add(address)

    def leave(self, address: str) -> None:
        """Count a connection out."""
        self._count -= 1
        self._here[address] -= 1
        if not self._here[address]:
            del self._here[address]


class Wire(H11Protocol):
    """uvicorn's connection with its times and its place in the crowd."""

    def __init__(self, *settings: Any, crowd: Crowd, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._crowd, self._address, self._inside = crowd, "", False
        self._asking: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let the client in and start its time, or hang up."""
        super().connection_made(transport)
        self._address = client_of({"client": self.client})
        self._inside = self._crowd.enter(self._address, self.client[0] if self.client else "")
        if self._inside:
            self._asking = self.loop.call_later(HEAD, transport.abort)
        else:
            self._crowd.refuse(self._address)
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place free."""
        super().connection_lost(exc)
        _stop(self._asking)
        _stop(self._reading)
        if self._inside:
            self._inside = False
            self._crowd.leave(self._address)

    def data_received(self, data: bytes) -> None:
        """The head is timed from its first byte; a request under way has its time from limits.py."""
        super().data_received(data)
        if self.cycle and not self.cycle.response_complete:
            _stop(self._asking)
            self._asking = None
        elif not self._asking:
            self._asking = self.loop.call_later(HEAD, self.transport.abort)

    def pause_writing(self) -> None:
        """The client does not read as fast as it is written to."""
        super().pause_writing()
        self._reading = self._reading or self.loop.call_later(UNHEARD, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        _stop(self._reading)
        self._reading = None


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()


def possible_connections() -> int:
    """As many connections as open files allow; this process first takes all the files that the system gives it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if soft == resource.RLIM_INFINITY:
        return CONNECTIONS
    soft = max(soft, wanted if hard == resource.RLIM_INFINITY else min(wanted, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(1, min(CONNECTIONS, soft - OTHER_FILES))
