"""What the page fetches beside the conversation: its scripts and styles, the list of guides, a guide's lines, a copy.

Everything is read-only. A guide's words leave as JSON and are only ever set as text. Nothing here is written to a log.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any
from zlib import crc32

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from parley.coach import Coach
from parley.errors import TookTooLong, UsageError
from parley.web.answers import Answers
from parley.web.copy_of import conversation_markdown, guide_markdown, plan_markdown
from parley.web.examples import count_of, examples_for
from parley.web.first import First, companies, first
from parley.web.limits import too_long
from parley.web.looks import PAGE, WORKER, client_files
from parley.web.orders import kept_messages
from parley.web.printing import Charge, Printer
from parley.web.shelf import guide_lines, search_shelf
from parley.web.shell import accepts_gzip

LONGEST_QUERY = 80
LONGEST_PRINT = 30_000
"""Letters of a PDF: a talk of twenty turns, eight pages. What is longer can be saved as Markdown."""
MARKDOWN, LACKING = "text/markdown; charset=utf-8", "text/plain; charset=utf-8"
"""A copy, and what the talk lacks for one."""
COPIES = {"conversation.md": conversation_markdown, "plan.md": plan_markdown, "guide.md": guide_markdown}
"""What can be kept as a file. The page puts in what was filled and edited, then saves it or has it printed."""


Answering = Callable[[str], AbstractContextManager[None]]
"""What an answer through a door is given in; see `parley.web.server`."""


def desk(coach_of: Callable[[], Coach], answering: Answering, charge: Charge, answers: Answers) -> APIRouter:
    """The routes `page/…` and `desk/…`; `coach_of` gives the coach of now, whose guides may be newer than the page."""
    routes, printer = APIRouter(), Printer(charge)

    @routes.get(f"/{PAGE}/{{name}}")
    def client_file(name: str, request: Request) -> Response:
        if name not in client_files():
            return PlainTextResponse("no such file", 404)
        return _kept_by_browser(name, request)

    @routes.get("/desk/welcome")
    def welcome() -> Response:
        library = coach_of().library
        return _unkept({"examples": examples_for(library), "guides": count_of(len(library.entries))})

    @routes.get("/desk/companies")
    def of_companies() -> Response:
        return _unkept({"companies": companies(coach_of())})

    @routes.post("/desk/first")
    async def of_form(told: Any = Body(None)) -> Response:  # noqa: B008 - FastAPI's own form
        fields = told if isinstance(told, dict) else {}

        def filled() -> First:
            with answering("page"):
                return first(coach_of(), str(fields.get("stage", "")), fields)

        try:
            made = await answers.made(filled)
        except TookTooLong as fault:
            return too_long(fault)
        return _unkept({"say": made.say, "about": made.about, "roles": made.roles})

    @routes.get("/desk/guides")
    def guides(q: str = "", after: int = 0) -> Response:
        return _unkept(search_shelf(coach_of().library, q[:LONGEST_QUERY], after))

    @routes.get("/desk/guide")
    def guide(path: str) -> Response:
        found = guide_lines(coach_of().library, path)
        return _unkept(found) if found else PlainTextResponse("no such guide", 404)

    @routes.post("/desk/copy/{name}")
    async def copy(name: str, told: Any = Body(None)) -> Response:  # noqa: B008 - FastAPI's own form
        if name not in COPIES:
            return PlainTextResponse("no such copy", 404)

        def made() -> tuple[str, str]:
            with answering("page"):
                try:
                    return COPIES[name](coach_of(), kept_messages(told)), MARKDOWN
                except UsageError as fault:  # what the talk lacks for it
                    return str(fault), LACKING

        try:
            text, kind = await answers.made(made)
        except TookTooLong as fault:
            return too_long(fault)
        return PlainTextResponse(text, media_type=kind)

    @routes.post("/desk/print")
    async def printed(request: Request, text: Any = Body(None)) -> Response:  # noqa: B008 - FastAPI's own form
        if not isinstance(text, str) or len(text) > LONGEST_PRINT:
            return PlainTextResponse("no text, or too long", 413 if isinstance(text, str) else 422)
        return await printer.answer(text, request)

    return routes


def _unkept(found: dict[str, Any]) -> Response:
    """What nobody keeps: the browser's cache would tell which guides were looked at."""
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


def _kept_by_browser(name: str, request: Request) -> Response:
    """A file that the browser keeps, and asks about before it uses it again."""
    kind, content = client_files()[name]
    packs = accepts_gzip(request.headers) and not kind.startswith("image/png")
    headers = {
        "ETag": f'"{crc32(content):x}{"z" if packs else ""}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    if name == WORKER:
        headers["Service-Worker-Allowed"] = "/"  # it serves the page, which lies above it
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if packs:
        headers["Content-Encoding"] = "gzip"
    return Response(_packed(name) if packs else content, media_type=kind, headers=headers)


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(client_files()[name][1], 9)
