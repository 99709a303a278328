"""The web server: the page, the doors for programs, what operators ask, and who may come in."""

from __future__ import annotations

import logging
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp

from parley import __version__
from parley.coach import Coach, Reply
from parley.coach.apart import Apart
from parley.coach.live import LiveCoach
from parley.doors.tools import Tools
from parley.patience import allowed
from parley.render import one_line
from parley.web.answers import Answers
from parley.web.api import add_api
from parley.web.buckets import Buckets, charge, charged
from parley.web.closed import Closed
from parley.web.desk import Answering, desk
from parley.web.examples import examples_for
from parley.web.faults import Faults, quietly
from parley.web.filing import add_filing
from parley.web.limits import Limits, Turnstile
from parley.web.lookout import LATE
from parley.web.metrics import Metrics
from parley.web.orders import Kept
from parley.web.page import build_page, mount, queued
from parley.web.port import refuse_taken
from parley.web.process import server
from parley.web.security import SecurityHeaders
from parley.web.shell import Shell
from parley.web.signed_in import SignedIn, refuse_undeclared
from parley.web.view import Screen, screen
from parley.web.visitors import Hosts, Password, Prefix

log = logging.getLogger(__name__)
HANGS = "ready, but the guides are not watched: the last look has not ended"


@dataclass(frozen=True, slots=True)
class Doors:
    """How the server may be reached: under which host names and path, with which password, how much at once."""

    hosts: tuple[str, ...] = ()
    root_path: str = ""
    user: str = "parley"
    password: str = field(default="", repr=False)  # empty: no password is asked for
    user_header: str = ""  # in which a proxy says whom it has signed in; empty: it signs nobody in
    mcp: bool = False
    limits: Limits = field(default_factory=Limits)


def create_app(
    coach: Coach | LiveCoach, doors: Doors | None = None, metrics: Metrics | None = None, apart: Apart | None = None
) -> FastAPI:
    """The whole application as ASGI: `/` the page, `/api/` and `/mcp` for programs, the rest for operators. `apart`
    reads what is long; without it this process does."""
    live = coach if isinstance(coach, LiveCoach) else LiveCoach(coach)
    doors, metrics = doors or Doors(), metrics or Metrics(live)
    app = FastAPI(title="Parley", docs_url=None, redoc_url=None, openapi_url=None)
    _for_operators(app, live, metrics)
    buckets = doors.limits.buckets()
    answering = _answering(metrics, buckets)
    answers = Answers(live, doors.limits.waiting, buckets, metrics.refused, apart)
    tools = Tools(_replying(live, answering, "api"))
    add_api(app, tools, answers)
    add_filing(app, answers)
    if doors.mcp:
        _for_assistants(app, [answers.around(tool) for tool in Tools(_replying(live, answering, "mcp")).all()])

    app.include_router(desk(lambda: live.now, answering, partial(charge, buckets), answers))

    def shown(kept: Kept) -> Screen:
        with answering("page"):
            return screen(live.now, kept)

    library = live.now.library
    calls = [answers.around(quietly(tool)) for tool in tools.all()]
    page = build_page(answers.around(shown), examples_for(library), len(library.entries), calls)
    turnstile = partial(Turnstile, limits=doors.limits, told=metrics.refused, buckets=buckets)
    waiting = partial(turnstile, queued=lambda: queued(page) + answers.count)
    _guard(app, doors, metrics, waiting, [tool.__name__ for tool in tools.all()])
    return mount(app, page, root_path=doors.root_path, waiting=doors.limits.waiting)


def _answering(metrics: Metrics, buckets: Buckets | None) -> Answering:
    """Around an answer given through a door: it is counted, bounded, and charged to whoever asked."""

    @contextmanager
    def answering(door: str) -> Iterator[None]:
        with metrics.answering(door), charged(buckets), allowed("answer"):
            yield

    return answering


def _replying(live: LiveCoach, answering: Answering, door: str) -> Callable[[Sequence[str]], Reply]:
    def reply(messages: Sequence[str]) -> Reply:
        with answering(door):
            return live.now.reply(messages)

    return reply


def _for_operators(app: FastAPI, live: LiveCoach, metrics: Metrics) -> None:
    """Answered in the event loop itself, so that they never wait for a thread."""

    @app.get("/healthz")
    async def healthz() -> dict[str, object]:
        """The process lives; what it serves."""
        library, searcher = live.now.library, live.now.searcher
        counts = {"guides": len(library.guides), "unreadable": len(library.unreadable)}
        return {"status": "ok", "version": __version__, **counts, "search": searcher.mode}

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        """Whether to send visitors here: 503 until the model is loaded (or known to be missing)."""
        ready, age = live.now.searcher.settled, metrics.look_age
        status = "loading the embedding model" if not ready else HANGS if (age or 0) > LATE else "ready"
        return JSONResponse({"status": status, "seconds_since_look": age and round(age, 1)}, 200 if ready else 503)


def _for_assistants(app: FastAPI, tools: Sequence[Callable[..., Any]]) -> None:
    """MCP over streamable HTTP at /mcp; its library takes a second to import, so only where it is wanted."""
    from parley.doors.mcp import http_routes, mcp_server

    made = mcp_server(tools)
    app.router.routes.extend(http_routes(made))
    around = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[None]:
        async with around(running), made.session_manager.run():
            yield

    app.router.lifespan_context = lifespan


def _guard(
    app: FastAPI, doors: Doors, metrics: Metrics, turnstile: Callable[[ASGIApp], ASGIApp], calls: Sequence[str]
) -> None:
    """What every request passes, the last of these first."""
    app.add_middleware(Shell)
    app.add_middleware(Faults)
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(turnstile)
    app.add_middleware(Closed, calls=calls)
    if doors.password:
        app.add_middleware(Password, user=doors.user, password=doors.password, told=metrics.refused)
    if doors.user_header:
        refuse_undeclared()
        app.add_middleware(SignedIn, header=doors.user_header)
    if doors.root_path:
        app.add_middleware(Prefix, root_path=doors.root_path)
    app.add_middleware(Hosts, names=doors.hosts)
    app.add_middleware(SecurityHeaders)


def run(app: FastAPI, live: LiveCoach, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until interrupted. The model loads behind while the page starts. UsageError: the port cannot be had."""
    refuse_taken(host, port)
    logging.getLogger("parley").setLevel(logging.INFO)
    library, url = live.now.library, f"http://{host}:{port}"
    folders = " and ".join(f"{folder}/" for folder in library.folders)
    print(one_line(f"Parley: {len(library.guides)} guides from {folders}. Open {url} (Ctrl-C stops)."), flush=True)
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    threading.Thread(target=_warm_up, args=(live.now,), daemon=True).start()
    server(app, host, port).run()


def _warm_up(coach: Coach) -> None:
    """Say how search runs, and answer the examples once so that the first visitor does not wait for templates."""
    if coach.searcher.wait_ready():
        log.info("search: %s", coach.searcher.mode)
    for example in examples_for(coach.library):
        screen(coach, Kept((example,), 1))
