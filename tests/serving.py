"""A whole application, served as `parley serve` does, on a free port of this machine, while a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from parley.web.process import server


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve `app` and give its address, `127.0.0.1:<port>`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    served = server(app, "127.0.0.1", port)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    while not served.started:
        time.sleep(0.02)
    yield f"127.0.0.1:{port}"
    served.should_exit = True
    thread.join(timeout=10)
