"""The process: it says that it lives while every thread is busy, and it ends when it is told, whatever runs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute

from parley.coach import Coach
from parley.web.process import tell_systemd
from parley.web.server import create_app
from serving import serving

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, threading
from fastapi import FastAPI
from parley.log import start_log
from parley.web.process import server
start_log()
app = FastAPI()

@app.get("/never")
def never():
    while True:
        sum(range(1000))

@app.get("/healthz")
async def healthz():
    return "ok"

server(app, "127.0.0.1", int(sys.argv[1])).run()
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(port: int, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
    """A process of the server, and the socket on which systemd would listen to it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        told = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(port)], cwd=ROOT, env=told, stderr=subprocess.PIPE
        )
        yield process, systemd
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="systemd's socket")
def test_it_tells_systemd_that_it_is_ready_and_then_that_it_lives(running) -> None:
    _, systemd = running
    assert {systemd.recv(99) for _ in range(3)} == {b"READY=1", b"WATCHDOG=1"}


def test_without_systemd_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell_systemd("READY=1", dial=None)  # would fail if it dialled


@pytest.mark.skipif(sys.platform != "linux", reason="signals")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", [0, 20])
def test_told_to_stop_it_ends_within_five_seconds_whatever_runs(running, port: int, busy: int, sign: int) -> None:
    process, systemd = running
    systemd.recv(99)
    strangers = [socket.create_connection(("127.0.0.1", port)) for _ in range(busy)]
    for stranger in strangers:
        stranger.sendall(b"GET /never HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    time.sleep(0.5)
    began = time.monotonic()
    process.send_signal(sign)
    process.wait(timeout=20)
    assert time.monotonic() - began < 5
    assert not busy or b"Traceback" not in process.stderr.read()
    for stranger in strangers:
        stranger.close()


def test_health_never_waits_for_the_pool(coach: Coach) -> None:
    app = create_app(coach)
    app.router.routes.insert(0, APIRoute("/slow", lambda: time.sleep(2)))
    with serving(app) as address, ThreadPoolExecutor(60) as pool, httpx.Client(base_url=f"http://{address}") as client:
        slow = [pool.submit(httpx.get, f"http://{address}/slow", timeout=20) for _ in range(60)]
        time.sleep(0.5)
        for path in ("/healthz", "/readyz"):
            began = time.monotonic()
            client.get(path)
            assert time.monotonic() - began < 0.5, path
        assert not all(each.done() for each in slow)
