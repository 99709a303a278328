"""What the page fetches beside the conversation: its scripts and styles, the list of guides, a guide's lines, a copy.

Everything is read-only. A guide's words leave as JSON and are only ever set as text. Nothing here is written to a log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zlib import crc32

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from parley.coach import Coach
from parley.coach.plan import plan_pdf
from parley.web.copy_of import conversation_markdown, plan_markdown
from parley.web.looks import PAGE, client_files
from parley.web.orders import kept_messages
from parley.web.shelf import guide_lines, search

LONGEST_QUERY = 80
COPIES = {"conversation": conversation_markdown, "plan": plan_markdown}
"""What can be kept as a file, as Markdown or as a PDF."""


def desk(coach_of: Callable[[], Coach]) -> APIRouter:
    """The routes `page/…` and `desk/…`; `coach_of` gives the coach of now, whose guides may be newer than the page."""
    routes = APIRouter()

    @routes.get(f"/{PAGE}/{{name}}")
    def client_file(name: str, request: Request) -> Response:
        if name not in client_files():
            return PlainTextResponse("no such file", 404)
        kind, text = client_files()[name]
        return _kept_by_browser(text, kind, request)

    @routes.get("/desk/guides")
    def guides(q: str = "") -> dict[str, Any]:
        return search(coach_of().library, q[:LONGEST_QUERY])

    @routes.get("/desk/guide")
    def guide(path: str) -> Response:
        found = guide_lines(coach_of().library, path)
        return JSONResponse(found) if found else PlainTextResponse("no such guide", 404)

    @routes.post("/desk/copy/{name}")
    def copy(name: str, told: Any = Body(None)) -> Response:  # noqa: B008 - FastAPI's own form
        what, _, kind = name.partition(".")
        if what not in COPIES or kind not in ("md", "pdf"):
            return PlainTextResponse("no such copy", 404)
        text = COPIES[what](coach_of(), kept_messages(told))
        if kind == "pdf":
            return Response(plan_pdf(text), media_type="application/pdf")
        return PlainTextResponse(text, media_type="text/markdown; charset=utf-8")

    return routes


def _kept_by_browser(text: str, kind: str, request: Request) -> Response:
    """A file that the browser keeps, and asks about before it uses it again."""
    mark = f'"{crc32(text.encode()):x}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"ETag": mark})
    return Response(text, media_type=f"{kind}; charset=utf-8", headers={"ETag": mark, "Cache-Control": "no-cache"})
