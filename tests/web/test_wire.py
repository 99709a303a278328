"""Connections: endless heads, silence, dripping, hoarding by one address; the bound of each, and that others get in.

Strangers come from 127.0.0.2: this machine's own address is where a proxy stands, and is counted by the proxy.
"""

import resource
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from parley.web import wire
from parley.web.limits import Limits, Turnstile
from parley.web.wire import Crowd, possible_connections
from serving import serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strangers come from addresses in 127.0.0.0/8")
STRANGER = "127.0.0.2"
ASK = b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD", "UNHEARD"):
        monkeypatch.setattr(wire, name, 0.4)
    monkeypatch.setattr(wire, "EACH", 8)


@pytest.fixture
def address(hurried: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("parley.web.limits.BODY", 0.4)
    app = FastAPI()

    @app.get("/healthz")
    async def healthz() -> str:
        return "ok"

    @app.get("/large")
    async def large() -> PlainTextResponse:
        return PlainTextResponse("x" * 30_000_000)

    @app.post("/api/ask")
    async def ask(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(Turnstile, limits=Limits(waiting=1))
    with serving(app) as address:
        yield address


def dial(address: str, source: str = STRANGER) -> socket.socket:
    host, port = address.split(":")
    return socket.create_connection((host, int(port)), timeout=5, source_address=(source, 0))


def ended(connection: socket.socket, within: float) -> bool:
    """Whether the server closes the connection within so many seconds."""
    connection.settimeout(within)
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def health(address: str) -> float:
    began = time.monotonic()
    assert httpx.get(f"http://{address}/healthz", timeout=5).text == '"ok"'
    return time.monotonic() - began


@pytest.mark.parametrize(
    ("begin", "more"),
    [
        pytest.param(b"GET /healthz HTTP/1.1\r\n", b"x: " + b"y" * 8000 + b"\r\n", id="headers without number"),
        pytest.param(b"GET /healthz HTTP/1.1\r\nx: ", b"y" * 8000, id="one header without end"),
        pytest.param(b"GET /", b"y" * 8000, id="an address without end"),
        pytest.param(b"GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
                     b"x: " + b"y" * 8000 + b"\r\n", id="trailers without number"),
    ],
)  # fmt: skip
def test_a_head_without_end_is_cut_off_after_a_few_kilobytes(address: str, begin: bytes, more: bytes) -> None:
    with closing(dial(address)) as stranger:
        stranger.sendall(begin)
        sent = 0
        try:
            while sent < 20_000_000:
                stranger.sendall(more)
                sent += len(more)
        except OSError:
            pass
        assert sent < 8_000_000  # what the system's own buffers take included
    assert health(address) < 0.5


@pytest.mark.parametrize("begin", [b"", b"GET /", b"GET /healthz HTTP/1.1\r\nHost: a\r\nx: "], ids=["", "path", "head"])
def test_who_does_not_ask_is_shown_out(address: str, begin: bytes) -> None:
    with closing(dial(address)) as stranger:
        stranger.sendall(begin)
        assert ended(stranger, within=2)


def test_a_head_that_drips_does_not_last_longer(address: str) -> None:
    with closing(dial(address)) as stranger:
        began = time.monotonic()
        stranger.sendall(b"GET /")
        assert ended(stranger, within=0.1) is False
        while time.monotonic() - began < 3 and not ended(stranger, within=0.1):
            with suppress(OSError):
                stranger.sendall(b"x")
        assert time.monotonic() - began < 2


def test_a_second_request_of_a_connection_has_its_time_too(address: str) -> None:
    with closing(dial(address)) as person:
        for _ in range(3):
            person.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert b"200" in person.recv(4096)
            time.sleep(0.3)
        person.sendall(b"GET /")
        assert ended(person, within=2)


def test_who_does_not_listen_is_hung_up_on(address: str) -> None:
    with closing(dial(address)) as deaf:
        deaf.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(1.5)
        got = 0
        deaf.settimeout(2)
        try:
            while part := deaf.recv(1_000_000):
                got += len(part)
        except OSError:
            pass
        assert got < 30_000_000


def test_one_address_holds_few_connections_and_others_get_in(address: str) -> None:
    with ExitStack() as all_of_them:
        held = [all_of_them.enter_context(closing(dial(address))) for _ in range(20)]
        assert health(address) < 0.5
        assert sum(ended(each, within=0.1) for each in held[8:]) == 12
        with closing(dial(address, "127.0.0.3")) as other:
            other.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert b"200" in other.recv(4096)
    with closing(dial(address)) as again:  # their places are free again
        again.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200" in again.recv(4096)


def test_all_together_hold_no_more_than_there_are_files_for() -> None:
    crowd = Crowd(most=3, trusted=())
    assert [crowd.enter(f"10.0.0.{number}") for number in range(5)] == [True, True, True, False, False]
    crowd.leave("10.0.0.1")
    assert crowd.enter("10.0.0.9")


def test_so_many_connections_as_files_allow() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
        raised = possible_connections()
        assert raised == min(wire.CONNECTIONS, hard - wire.OTHER_FILES if hard > 0 else wire.CONNECTIONS)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= raised + wire.OTHER_FILES
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_bodies_half_sent_take_nobodys_place(address: str) -> None:
    with ExitStack() as all_of_them:
        for _ in range(7):
            all_of_them.enter_context(closing(dial(address))).sendall(ASK + b"x")
        time.sleep(0.1)
        assert httpx.post(f"http://{address}/api/ask", content=b"0123456789").text == "10"


def test_a_body_that_drips_is_ended_with_a_word(address: str) -> None:
    with closing(dial(address)) as stranger:
        stranger.sendall(ASK)
        began, got = time.monotonic(), b""
        stranger.settimeout(0.1)
        while time.monotonic() - began < 3 and not got:
            try:
                stranger.sendall(b"")
                got = stranger.recv(4096)
            except TimeoutError:
                continue
        assert got.startswith(b"HTTP/1.1 408")
        assert ended(stranger, within=2)
