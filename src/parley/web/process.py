"""The process that serves: uvicorn with this program's limits, its word to systemd, and an end that never waits.

Which settings of uvicorn hold what: `ws` none, for there are no web sockets; `h11` for heads of 16 KB at most;
`timeout_graceful_shutdown` for answers under way.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any, cast

import uvicorn
from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from parley.web.signed_in import Noted
from parley.web.wire import CONNECTIONS, Crowd, Wire, possible_connections

FINISHING = 2
"""Seconds that answers under way have when the process is told to stop."""
STOPPING = 4.0
"""Seconds after which it ends whatever runs: a thread cannot be stopped, so the process is."""
ALIVE = 5
"""Seconds between two signs of life; the unit's WatchdogSec is several of them (deploy/parley@.service)."""

log = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """uvicorn's server, which ends within STOPPING seconds of the signal."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop as uvicorn does, and if that hangs, end: the clock is one of C, which waits for no thread."""
        faulthandler.dump_traceback_later(STOPPING, exit=True, file=open(os.devnull, "w"))  # noqa: SIM115 - kept open
        super().handle_exit(sig, frame)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until the signal; Ctrl-C is an end like any other."""
        with suppress(KeyboardInterrupt):
            super().run(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and tell systemd."""
        await super().startup(sockets)
        tell_systemd("READY=1")


def server(app: FastAPI, host: str, port: int) -> Server:
    """A server for `app`, not yet listening."""
    most = possible_connections()
    if most < CONNECTIONS:
        log.warning("only %d connections at a time: so many files may be open (ulimit -n, LimitNOFILE)", most)
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, log_level="warning", timeout_graceful_shutdown=FINISHING,
        server_header=False, proxy_headers=False, ws="none", timeout_notify=ALIVE, callback_notify=_alive,
    )  # fmt: skip
    proxied = ProxyHeadersMiddleware(cast(Any, app), config.forwarded_allow_ips)
    trusted = cast(Any, proxied.trusted_hosts)
    config.app = Noted(cast(Any, proxied), trusted)
    config.http = cast(Any, partial(Wire, crowd=Crowd(most, trusted)))
    return Server(config)


async def _alive() -> None:
    tell_systemd("WATCHDOG=1")


def tell_systemd(word: str, dial: Callable[..., socket.socket] = socket.socket) -> None:
    """A word to whoever started this process and asked for it by $NOTIFY_SOCKET (sd_notify(3)); else nothing."""
    path = os.environ.get("NOTIFY_SOCKET", "")
    if not path:
        return
    with dial(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
        try:
            to.connect("\0" + path[1:] if path.startswith("@") else path)
            to.send(word.encode())
        except OSError as fault:
            log.warning("systemd was not told %s: %s", word, fault.strerror)
