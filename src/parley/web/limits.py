"""How much one visitor may bring: the size of a request, how often, and how many wait at once.

A person never meets these limits: whoever types cannot send ten messages a second. Whoever does is told "busy, try
again" at once, with the seconds to wait, and never kept hanging.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from anyio import fail_after
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.errors import TookTooLong
from parley.files.model import LARGEST, MEGABYTE
from parley.files.reading import refusal
from parley.web.buckets import Buckets, asker

WORK = ("/gradio_api/queue/join", "/gradio_api/call/", "/api/", "/mcp", "/desk/copy/", "/desk/print", "/desk/first")
"""Paths that cost an answer when they are posted to."""
PAGE = ("/gradio_api/queue/join", "/gradio_api/call/")
"""Those that only put a turn into the page's queue; the answer comes by another request."""
WHOLE = ("/api/", "/mcp", "/desk/copy/", "/desk/print", "/desk/first")
"""Those whose request lasts as long as the work."""
FILE = "/api/file"
"""Where files are brought (web/filing.py): larger bodies, and slower ones."""
BODY, FILE_BODY = 10.0, 30.0
"""Seconds that a request's body may take to come, and a file."""
READING, OF_A_FILE = 20, 10
"""Bodies of one client that are being read at a time: at most 20 MB that wait for a last byte. A file is as ten."""
DIGITS = 18
"""Of a declared length: as many are enough to be too large, and more are no number worth making."""
READS = 10
"""Requests that only read, to one that is answered: opening the page takes some dozens."""
REFUSED = 1.0
"""Seconds that a request to read waits for its refusal, on a connection of which an address has few: whoever asks
without end is slowed down, where refusing at once would be work without end."""
OPEN_TO_ALL = ("/healthz", "/readyz")
"""What a balancer asks, without a password or a name; it says nothing about anyone."""
USER = "parley.user"
"""Where a request says whom a proxy has signed in (`parley.web.signed_in`)."""
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests of one client: `rate` a second in the long run and `burst` at once, READS times as many that only read;
    0 for no limit.

    `body` is the largest request in bytes: a talk of 250,000 letters in any alphabet fits. `file` is the largest file.
    `waiting` is how many answers may be under way or wait, of all clients together.
    """

    rate: float = 10
    burst: int = 100
    body: int = 1024 * 1024
    file: int = LARGEST
    waiting: int = 120

    def buckets(self) -> Buckets | None:
        """The clients' buckets for answers; None without a limit."""
        return Buckets(self.rate, self.burst) if self.rate else None


def client_of(scope: Scope) -> str:
    """Whom a request is counted for: who has signed in, else an address; of IPv6 the network, since one client has a
    whole one.

    >>> client_of({"client": ("2001:db8:1:2:3:4:5:6", 80)}), client_of({"client": ("10.0.0.7", 80)})
    ('2001:db8:1:2::/64', '10.0.0.7')
    """
    if USER in scope:
        return str(scope[USER])
    host = (scope.get("client") or ("",))[0]
    try:
        is_v6 = isinstance(ip_address(host), IPv6Address)
    except ValueError:
        return str(host)
    return str(ip_network((host, 64), strict=False)) if is_v6 else str(host)


def too_long(fault: TookTooLong) -> JSONResponse:
    """What a program is told where its answer would have been too much work: 503 (ask again) or 413."""
    say = {"detail": str(fault)}
    return JSONResponse(say, 503, {"Retry-After": "1"}) if fault.again else JSONResponse(say, 413)


class Turnstile:
    """ASGI middleware that lets a visitor through within `limits`; `told` hears why one was turned away.

    A request counts as one that waits only when all of it has come, so that nobody takes a place with half of one.
    `queued` says how many turns wait in the page's queue. Refusing here is cheap, so that a crowd that asks again and
    again does not keep the server from answering.
    """

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        told: Told = lambda reason: None,
        queued: Callable[[], int] = lambda: 0,
        buckets: Buckets | None = None,
    ) -> None:
        self.app, self.limits, self.told, self._queued = app, limits, told, queued
        self._buckets = buckets or limits.buckets()
        self._reads = Buckets(limits.rate * READS, limits.burst * READS) if limits.rate else None
        self._inside = 0
        self._reading: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 408 (slow), 411, 413 (how large? too large), 429 (too often) or 503 (too many at once)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asker.set(client_of(scope))
        if scope["method"] not in ("POST", "PUT", "PATCH"):
            await (await self._unread(scope) or self.app)(scope, receive, send)
            return
        try:
            brought = self._refusal(scope) or await self._read(scope, receive)
        except ClientDisconnect:
            return
        if isinstance(brought, JSONResponse):
            await brought(scope, receive, send)
        elif self._is_full(scope["path"]):
            await self._busy("capacity", 503, 1)(scope, receive, send)
        else:
            await self._counted(scope, _replayed(brought, receive), send)

    async def _unread(self, scope: Scope) -> JSONResponse | None:
        """The refusal of a request that only reads, after a while; None where it is let through."""
        wait = self._reads.wait(client_of(scope)) if self._reads else 0
        if not wait:
            return None
        await asyncio.sleep(REFUSED)
        return self._busy("rate", 429, wait)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        length = _declared(scope)
        if length is None:
            return self._refuse("size", 411, "Say how long the request is (Content-Length).")
        if length > self._most(scope):
            return self._refuse("size", 413, self._too_large(scope, length))
        wait = self._buckets.wait(client_of(scope)) if self._buckets and scope["path"].startswith(WORK) else 0
        return self._busy("rate", 429, wait) if wait else None

    def _most(self, scope: Scope) -> int:
        return self.limits.file if scope["path"] == FILE else self.limits.body

    def _too_large(self, scope: Scope, length: int) -> str:
        if scope["path"] == FILE:
            return str(refusal("large", count=ceil(length / MEGABYTE)))
        return f"That is more than {self.limits.body:,} bytes; send less at once."

    async def _read(self, scope: Scope, receive: Receive) -> bytes | JSONResponse:
        """The whole body, or why it was not waited for."""
        client, is_file = client_of(scope), scope["path"] == FILE
        weight = OF_A_FILE if is_file else 1
        if self._reading[client] + weight > READING:
            return self._busy("capacity", 503, 1)
        self._reading[client] += weight
        try:
            with fail_after(FILE_BODY if is_file else BODY):
                return await Request(scope, receive).body()
        except TimeoutError:
            return self._refuse("slow", 408, "The request took too long to come.", {"Connection": "close"})
        finally:
            self._reading[client] -= weight
            if not self._reading[client]:
                del self._reading[client]

    def _is_full(self, path: str) -> bool:
        if path.startswith(PAGE):
            return self._queued() >= self.limits.waiting
        return path.startswith(WHOLE) and self._inside >= self.limits.waiting

    def _busy(self, reason: str, status: int, wait: float) -> JSONResponse:
        seconds = max(1, round(wait))
        say = f"Busy, try again in {seconds} second{'s' if seconds > 1 else ''}."
        return self._refuse(reason, status, say, {"Retry-After": str(seconds)})

    def _refuse(self, reason: str, status: int, say: str, headers: dict[str, str] | None = None) -> JSONResponse:
        self.told(reason)
        return JSONResponse({"detail": say}, status, headers)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        counts = scope["path"].startswith(WHOLE)
        self._inside += counts
        try:
            await self.app(scope, receive, send)
        finally:
            self._inside -= counts


def _replayed(body: bytes, receive: Receive) -> Receive:
    """`receive` as it was before the body was read: the body, then whatever comes (that the client leaves)."""
    held: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return held.pop() if held else await receive()

    return again


def _declared(scope: Scope) -> int | None:
    """The length of the body as declared (the server holds the client to it); None where it is not."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length[:DIGITS]) if length.isdecimal() else None
