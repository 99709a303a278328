"""Files that people drop: `POST /api/file` with the bytes as the body, the text as JSON back.

The only way in for a file; Gradio's own upload stays shut. A few are read at a time, each in a process of its own
(parley/files); nothing is written to a disk, nothing is kept. The name comes in a header, percent-encoded: no log holds
headers, and no other web page may send one.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from parley.doors.filed import file_record
from parley.errors import FileRefused, TookTooLong
from parley.files.reading import read_file, refusal
from parley.web.answers import Answers
from parley.web.limits import FILE

NAMED = "File-Name"
AGAIN = 3
"""Seconds after which it may be tried again: as long as a file takes at most."""
UNKEPT = {"Cache-Control": "no-store"}


def add_filing(app: FastAPI, answers: Answers) -> None:
    """Give `app` the route, whose files are read by `answers`."""

    async def answer(request: Request) -> JSONResponse:
        """The text of the file; 422 and one line where it is not read, 503 where others wait."""
        name = request.headers.get(NAMED)
        if name is None:
            return JSONResponse({"detail": str(refusal("unnamed"))}, 422)
        try:
            found = await answers.filed(partial(read_file, await request.body(), unquote(name)))
            return JSONResponse(file_record(found), 200, UNKEPT)
        except FileRefused as refused:
            return JSONResponse({"detail": str(refused)}, 422, UNKEPT)
        except TookTooLong:
            busy = str(refusal("busy", count=AGAIN))
            return JSONResponse({"detail": busy}, 503, {"Retry-After": str(AGAIN)})

    app.router.routes.append(Route(FILE, answer, methods=["POST"]))
