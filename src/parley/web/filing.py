"""Files that people drop: `POST /api/file` with the bytes as the body, the text as JSON back.

The only way in for a file; Gradio's own upload stays shut. A few are read at a time, each in a process of its own
(parley/files); nothing is written to a disk, nothing is kept. The name comes in a header, percent-encoded: no log holds
headers, and no other web page may send one.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from parley.doors.filed import file_record
from parley.errors import FileRefused
from parley.files.reading import read_file, refusal
from parley.web.limits import FILE, client_of

NAMED = "File-Name"
AT_ONCE, WAITING, OF_ONE = 2, 6, 2
"""Files that are read at a time, that wait, and of one client both together: 40 MB at most."""
AGAIN = 3
"""Seconds after which it may be tried again: as long as a file takes at most."""
UNKEPT = {"Cache-Control": "no-store"}


def add_filing(app: FastAPI) -> None:
    """Give `app` the route."""
    app.router.routes.append(Route(FILE, Filing().answer, methods=["POST"]))


class Filing:
    """Reads files, a few at a time."""

    def __init__(self) -> None:
        self._few = CapacityLimiter(AT_ONCE)
        self._askers: Counter[str] = Counter()

    async def answer(self, request: Request) -> JSONResponse:
        """The text of the file; 422 and one line where it is not read, 503 where others wait."""
        name = request.headers.get(NAMED)
        if name is None:
            return JSONResponse({"detail": str(refusal("unnamed"))}, 422)
        client = client_of(request.scope)
        if self._askers[client] >= OF_ONE or self._askers.total() >= AT_ONCE + WAITING:
            busy = str(refusal("busy", count=AGAIN))
            return JSONResponse({"detail": busy}, 503, {"Retry-After": str(AGAIN)})
        self._askers[client] += 1
        try:
            data = await request.body()
            return JSONResponse(
                file_record(await to_thread.run_sync(read_file, data, unquote(name), limiter=self._few)), 200, UNKEPT
            )
        except FileRefused as refused:
            return JSONResponse({"detail": str(refused)}, 422, UNKEPT)
        finally:
            self._askers[client] -= 1
            if not self._askers[client]:
                del self._askers[client]
