"""People whom a proxy has signed in: who asks stands in a header, believed from the declared proxy and nobody else.

A proxy is declared as for its addresses (uvicorn's FORWARDED_ALLOW_IPS; without it, this machine). The limits then
count by person. Of the name only a digest is kept; nothing of it goes further, to the log or to the page.
"""

from __future__ import annotations

import os
from collections.abc import Container
from hashlib import blake2b

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from parley.errors import UsageError
from parley.web.limits import OPEN_TO_ALL, USER

BY_PROXY = "parley.by_proxy"
"""Whether a request comes from a declared proxy, as noted before its word about the address is taken."""
ANYBODY = "Sign in first: this Parley answers only those whom its proxy has signed in."
UNSAFE = "--user-header needs a proxy that is declared: FORWARDED_ALLOW_IPS=* would let anybody say who they are"


class Noted:
    """ASGI middleware, the outermost, that notes whether the other end of the connection is in `trusted`."""

    def __init__(self, app: ASGIApp, trusted: Container[str]) -> None:
        self.app, self._trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the note."""
        peer = (scope.get("client") or ("",))[0]
        await self.app({**scope, BY_PROXY: peer in self._trusted}, receive, send)


class SignedIn:
    """ASGI middleware that lets in only who is named in `header` by the proxy, and says to the limits who that is."""

    def __init__(self, app: ASGIApp, header: str) -> None:
        self.app, self._header = app, header.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on without the header, or answer 403."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        names = Headers(scope=scope).getlist(self._header) if scope.get(BY_PROXY) else []
        raw = self._header.encode()
        scope = {**scope, "headers": [header for header in scope["headers"] if header[0].lower() != raw]}
        if len(names) == 1 and names[0].strip():
            await self.app({**scope, USER: person(names[0])}, receive, send)
        elif scope["path"] in OPEN_TO_ALL:
            await self.app(scope, receive, send)
        else:
            await PlainTextResponse(ANYBODY, 403)(scope, receive, send)


def refuse_undeclared() -> None:
    """Say that no proxy is declared before the server starts."""
    if "*" in os.environ.get("FORWARDED_ALLOW_IPS", ""):
        raise UsageError(UNSAFE)


def person(name: str) -> str:
    """Whom the limits and the log know by a name: whoever has the name finds it there again, nobody else.

    >>> person("ada@example.org")
    'user 94c98cf6f23eed72'
    """
    return f"user {blake2b(name.strip().encode(), digest_size=8).hexdigest()}"
