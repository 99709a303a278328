"""The web server: the page, its security headers, and /healthz."""

from __future__ import annotations

import logging
import threading
import webbrowser
from functools import partial

import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from parley import __version__
from parley.coach import Coach
from parley.web.examples import examples_for
from parley.web.page import build, mount
from parley.web.security import SecurityHeaders
from parley.web.view import screen

log = logging.getLogger(__name__)


def create_app(coach: Coach) -> FastAPI:
    """The whole application as ASGI: `/` the page, `/healthz` what is loaded and how search runs."""
    app = FastAPI(title="Parley", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> dict[str, object]:
        return {
            "status": "ok",
            "version": __version__,
            "guides": len(coach.library.guides),
            "unreadable": len(coach.library.unreadable),
            "search": coach.searcher.mode,
        }

    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(SecurityHeaders)
    return mount(app, build(partial(screen, coach), examples_for(coach.library)))


def run(coach: Coach, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until interrupted. The model loads behind while the page starts."""
    logging.getLogger("parley").setLevel(logging.INFO)
    app = create_app(coach)
    url = f"http://{host}:{port}"
    print(
        f"Parley: {len(coach.library.guides)} guides from {coach.library.folder}/. Open {url} (Ctrl-C stops).",
        flush=True,
    )
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    threading.Thread(target=_warm_up, args=(coach,), daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=2)


def _warm_up(coach: Coach) -> None:
    """Say how search runs, and answer the examples once so that the first visitor does not wait for templates."""
    log.info("search: by words until the embedding model is loaded")
    if coach.searcher.wait_ready():
        log.info("search: %s", coach.searcher.mode)
    for example in examples_for(coach.library):
        coach.reply([example])
