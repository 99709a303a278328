"""Who may come in: by the host they asked for, and by a password where the operator sets one.

The host matters on one's own machine too: without it a hostile page could give its own name this machine's address and
read the answers (DNS rebinding). An address in digits cannot be given away like that, so those are always allowed.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
import socket
from ipaddress import ip_address
from math import ceil

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from parley.web.buckets import Buckets
from parley.web.limits import OPEN_TO_ALL, Told, client_of
from parley.web.tally import Tally

HOST = re.compile(r"(?:\[([^\[\]]+)\]|([^\s:\[\]/?#@,]+))(?::\d{1,5})?")
"""A name or an address, and perhaps a port: nothing else that a page's address could be made of."""
ASKS = "This Parley asks for a password."
GUESSES, GUESSES_A_SECOND = 10, 0.2
"""Wrong passwords of one address at once, and in the long run: 17,000 a day, where 3,500 a second were tried."""
CHALLENGE = {"WWW-Authenticate": 'Basic realm="Parley", charset="UTF-8"'}


class Hosts:
    """ASGI middleware that refuses requests for any host but addresses, this machine's names and `names`."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...] = ()) -> None:
        self.app = app
        self.names = frozenset(name.lower() for name in ("localhost", socket.gethostname(), *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for a known host, in `Host` and in what a proxy says the host was."""
        if scope["type"] == "http" and not all(map(self._is_ours, _hosts_of(Headers(scope=scope)))):
            refusal = PlainTextResponse("This Parley does not answer for that host; see --allow-host.", 400)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = _without_port(host)
        return name in self.names or _is_address(name)


def _hosts_of(headers: Headers) -> list[str]:
    return [*(headers.getlist("host") or [""]), *headers.getlist("x-forwarded-host")]


def _without_port(host: str) -> str:
    """The name alone: `Example.org:7860` is `example.org`, `[::1]:7860` is `::1`; nothing where it is no host."""
    found = HOST.fullmatch(host.strip().lower())
    return (found[1] or found[2]).removesuffix(".") if found else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class Password:
    """ASGI middleware that asks for a user name and a password (HTTP Basic; use it over https).

    Past GUESSES wrong ones an address waits, whatever it brings, so that a guesser does not learn the right one; `told`
    hears of each wrong one, the log once a minute.
    """

    def __init__(self, app: ASGIApp, user: str, password: str, told: Told = lambda reason: None) -> None:
        self.app, self.told = app, told
        self._expected = f"{user}:{password}".encode()
        self._guesses, self._tally = Buckets(GUESSES_A_SECOND, GUESSES), Tally("wrong passwords")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what brings the right pair."""
        refusal = None
        if scope["type"] == "http" and scope["path"] not in OPEN_TO_ALL:
            refusal = self._refusal(client_of(scope), Headers(scope=scope))
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, client: str, headers: Headers) -> PlainTextResponse | None:
        if "authorization" not in headers:  # as a browser asks first: no guess
            return PlainTextResponse(ASKS, 401, CHALLENGE)
        wait = self._guesses.due(client)
        if not wait and self._knows(headers):
            return None
        self.told("password")
        self._tally.add(client)
        if not wait:
            self._guesses.wait(client)
            return PlainTextResponse(ASKS, 401, CHALLENGE)
        return PlainTextResponse("Too many wrong passwords; wait.", 429, {"Retry-After": str(ceil(wait))})

    def _knows(self, headers: Headers) -> bool:
        kind, _, brought = headers.get("authorization", "").partition(" ")
        try:
            pair = base64.b64decode(brought, validate=True) if kind.lower() == "basic" else b""
        except binascii.Error:
            pair = b""
        return secrets.compare_digest(pair, self._expected)


class Prefix:
    """ASGI middleware for a proxy that passes the path on whole: takes `root_path` off its front.

    Routes take it off once more, so it is taken off until it is gone: all guards see the path that the routes see.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app, self.root_path = app, root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the path that the application knows; a proxy that has cut the prefix already is fine too."""
        path: str = scope.get("path", "")
        while scope["type"] == "http" and (path == self.root_path or path.startswith(f"{self.root_path}/")):
            path = path[len(self.root_path) :] or "/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
