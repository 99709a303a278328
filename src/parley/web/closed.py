"""Gradio's routes that Parley leaves shut: files, uploads, proxies, editors, history, monitoring.

What is open is listed, so a route that a new Gradio brings stays shut until somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

GRADIO = "/gradio_api/"
OPEN = (
    "queue/join", "queue/data",     # a turn of the page: the question in, the answer as an event stream
    "call/",                        # the same for programs (gradio_client, curl), by the names that they may call
    "info",                         # what programs may call
    "heartbeat/", "reset", "cancel",  # the page is open, or gone
    "app_id",                       # whether the server is back after a break
    "startup-events", "theme.css",  # what the page loads
)  # fmt: skip
CALL = f"{GRADIO}call/"
SHUT = ("/metrics", "/monitoring", "/login", "/logout", "/pwa_icon", "/openapi.json")


OBEYED = b"x-gradio-server"
"""A header in which Gradio lets anyone say where the page is; nobody but Gradio's own hosting needs it."""


class Closed:
    """ASGI middleware that answers 404 for every route of Gradio's but the open ones, and drops the header it obeys.

    `calls` are the names that programs may call; there are no others.
    """

    def __init__(self, app: ASGIApp, calls: Iterable[str] = ()) -> None:
        self.app, self.calls = app, frozenset(calls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open."""
        if scope["type"] in ("http", "websocket") and (is_shut(scope["path"]) or self._is_no_call(scope["path"])):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        if scope["type"] == "http":
            scope = {**scope, "headers": [header for header in scope["headers"] if header[0].lower() != OBEYED]}
        await self.app(scope, receive, send)

    def _is_no_call(self, path: str) -> bool:
        return path.startswith(CALL) and path.removeprefix(CALL).partition("/")[0] not in self.calls


def is_shut(path: str) -> bool:
    """Whether a path belongs to Gradio and is not listed as open.

    >>> [is_shut(path) for path in ("/", "/gradio_api/queue/join", "/gradio_api/upload", "/monitoring/summary")]
    [False, False, True, True]
    """
    if path.startswith(GRADIO):
        return not path.removeprefix(GRADIO).startswith(OPEN)
    return path.startswith((*SHUT, "/gradio_api", "/proxy=", "/file="))
