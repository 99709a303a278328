"""Prints: one at a time, a few that wait, one of each client, and none that nobody waits for.

A page takes a tenth of a second, the longest text two or three, of a core that everybody shares.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from anyio import CapacityLimiter, create_task_group, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from parley.errors import PrintStopped
from parley.web.limits import client_of

WAITING = 4
"""Prints that wait for the one under way."""
Wanted = Callable[[], bool]
Charge = Callable[[], AbstractContextManager[None]]
"""What a print is made in: it is charged to whoever asked."""


class Printer:
    """Makes PDFs in a thread of its own."""

    def __init__(self, charge: Charge) -> None:
        self._charge = charge
        self._one = CapacityLimiter(1)
        self._askers: set[str] = set()

    async def answer(self, text: str, request: Request) -> Response:
        """`text` as a PDF; "busy" where others wait, or this client has one under way."""
        client = client_of(request.scope)
        if client in self._askers or len(self._askers) > WAITING:
            return JSONResponse({"detail": "Busy, try again in 3 seconds."}, 503, {"Retry-After": "3"})
        self._askers.add(client)
        try:
            return await self._unless_left(text, request)
        finally:
            self._askers.discard(client)

    async def _unless_left(self, text: str, request: Request) -> Response:
        left, made = threading.Event(), Response(status_code=499)  # nobody reads it

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            left.set()
            tasks.cancel_scope.cancel()

        async with create_task_group() as tasks:
            tasks.start_soon(watch)
            try:
                pdf = await to_thread.run_sync(self._made, text, lambda: not left.is_set(), limiter=self._one)
                made = Response(pdf, media_type="application/pdf")
            except PrintStopped:
                pass
            tasks.cancel_scope.cancel()
        return made

    def _made(self, text: str, wanted: Wanted) -> bytes:
        with self._charge():
            return printed_pdf(text, wanted)


def printed_pdf(text: str, wanted: Wanted) -> bytes:
    """The PDF of `text`, made for as long as it is wanted."""
    from parley.pdf import print_page  # a third of a second to import, and only a print needs it

    return print_page(text, wanted)
