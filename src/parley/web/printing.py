"""Prints: one at a time, a few that wait, one of each client, and none that nobody waits for.

A page takes a tenth of a second, the longest text two or three, of a core; so each is made in a process of its own,
with less right to the processor than those who answer, and ended when its asker leaves.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from anyio import CapacityLimiter, create_task_group, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from parley.errors import PrintStopped
from parley.files.apart import surroundings
from parley.web.limits import client_of

WAITING = 4
"""Prints that wait for the one under way."""
SECONDS = 30
"""How long one may last by the clock."""
LOOKS = 0.1
"""Seconds between two looks whether anybody still waits."""
STOPPED = 0.5
"""Seconds that a print counts for which nobody waited for."""
COMMAND = (sys.executable, "-P", "-m", "parley.web.print_child")
Wanted = Callable[[], bool]
Charge = Callable[[str, float], None]
"""Takes the seconds of processor time of a print from the client who asked."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF (empty where it failed), and the seconds of processor time that it took."""

    pdf: bytes
    seconds: float


class Printer:
    """Makes PDFs; `charge` hears whom each cost how many seconds."""

    def __init__(self, charge: Charge) -> None:
        self._charge = charge
        self._one = CapacityLimiter(1)
        self._askers: set[str] = set()

    async def answer(self, text: str, request: Request) -> Response:
        """`text` as a PDF; "busy" where others wait, or this client has one under way."""
        client = client_of(request.scope)
        if client in self._askers or len(self._askers) > WAITING:
            return _busy()
        self._askers.add(client)
        try:
            return await self._unless_left(text, request, client)
        finally:
            self._askers.discard(client)

    async def _unless_left(self, text: str, request: Request, client: str) -> Response:
        left, made = threading.Event(), Response(status_code=499)  # nobody reads it

        async def watch() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            left.set()
            tasks.cancel_scope.cancel()

        async with create_task_group() as tasks:
            tasks.start_soon(watch)
            try:
                printed = await to_thread.run_sync(printed_pdf, text, lambda: not left.is_set(), limiter=self._one)
                self._charge(client, printed.seconds)
                made = Response(printed.pdf, media_type="application/pdf") if printed.pdf else _busy()
            except PrintStopped:
                self._charge(client, STOPPED)
            tasks.cancel_scope.cancel()
        return made


def _busy() -> Response:
    return JSONResponse({"detail": "Busy, try again in 3 seconds."}, 503, {"Retry-After": "3"})


def printed_pdf(text: str, wanted: Wanted) -> Printed:
    """The PDF of `text`, made for as long as it is wanted, and PrintStopped where it no longer is; nothing where the
    process falls, or SECONDS are over."""
    child = subprocess.Popen(  # noqa: S603 - this program's own child, no shell
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings()
    )
    left: bytes | None = text.encode(errors="replace")
    try:
        for _ in range(int(SECONDS / LOOKS)):
            if not wanted():
                raise PrintStopped
            try:
                said, _ = child.communicate(left, timeout=LOOKS)
            except subprocess.TimeoutExpired:
                left = None
                continue
            seconds, _, pdf = said.partition(b"\n")
            return Printed(pdf, float(seconds or SECONDS))
    finally:
        child.kill()
        child.wait()
    return Printed(b"", STOPPED)
