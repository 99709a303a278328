"""Two processes behind nginx as deploy/nginx.conf sets them up: a path, the event stream, one killed under load."""

import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.bench.load import free_port, wait_ready
from tests.bench.visitor import Broken, Busy, Visitor

ROOT = Path(__file__).parent.parent.parent
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
EACH = 30
"""Connections of one address in this test, which holds few."""
FRAME = "daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {site} }}"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed (on Debian: apt-get install nginx)"),
    pytest.mark.skipif(sys.platform != "linux", reason="visitors come from addresses of their own in 127.0.0.0/8"),
]


@dataclass
class Site:
    port: int
    servers: dict[int, subprocess.Popen[bytes]]  # by port


@pytest.fixture(scope="module")
def site(model_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    ports = [free_port(), free_port()]
    servers = {port: _serve(port, model_index) for port in ports}
    front = free_port()
    proxy = _nginx(folder, front, ports)
    for port in ports:
        wait_ready(port)
    yield Site(front, servers)
    for process in (proxy, *servers.values()):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _serve(port: int, index: Path) -> subprocess.Popen[bytes]:
    options = ["--port", str(port), "--index", str(index), "--root-path", "/coach", "--no-watch"]
    return subprocess.Popen([sys.executable, "-m", "parley", "serve", *options], cwd=ROOT, stdout=subprocess.DEVNULL)


def _nginx(folder: Path, front: int, ports: list[int]) -> subprocess.Popen[bytes]:
    """The documented file with this test's ports and folders."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in zip(("7861", "7862"), ports, strict=True):
        text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
    text = text.replace("parley_connections 200;", f"parley_connections {EACH};")
    text = text.replace("client_header_timeout 10s;", "client_header_timeout 1s;")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{front};").replace("/var/log/nginx", str(folder))
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, site=text), encoding="utf-8")
    return subprocess.Popen([str(NGINX), "-c", str(folder / "nginx.conf"), "-p", str(folder)])


def test_the_page_knows_the_path_it_is_shown_under(site: Site) -> None:
    here = f"http://127.0.0.1:{site.port}/coach"
    with urllib.request.urlopen(f"{here}/config", timeout=20) as got:
        assert json.load(got)["root"] == here
    with urllib.request.urlopen(f"{here}/", timeout=20) as got:
        page = got.read().decode()
        assert "default-src 'self'" in got.headers["content-security-policy"]
    assert "Parley" in page


def test_the_api_answers_under_the_path(site: Site) -> None:
    body = json.dumps({"company": "W&B", "role": "DevOps Engineer", "place": "London"}).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/coach/api/pay_band", body, timeout=20) as got:
        assert json.load(got)["band"]["base"] == [125000, 163000]


def visitor(site: Site, number: int) -> Visitor:
    return Visitor(site.port, number, prefix="/coach", from_own_address=True)


async def _say(who: Visitor, message: str) -> str:
    """Send it as a person does: again, where the page says that the connection was lost."""
    for _ in range(10):
        try:
            return json.dumps(await who.send(message))
        except (Broken, Busy):
            await asyncio.sleep(0.5)
    raise AssertionError(f"visitor {who.number} was never answered")


async def _talk(site: Site, number: int, kill: asyncio.Event) -> str:
    who = visitor(site, number)
    await who.come()
    await _say(who, f"W&B London devops: they offered £13{number},400 base. what do I counter?")
    kill.set()
    await _say(who, "make it shorter")
    return await _say(who, "what about New York? and is their offer fair?")


@pytest.mark.parametrize("path", ["metrics", "coach/metrics", "coach/coach/metrics", "/metrics", "x/../metrics"])
def test_figures_are_nowhere_behind_the_proxy(site: Site, path: str) -> None:
    got = httpx.get(f"http://127.0.0.1:{site.port}/coach/{path}")
    assert (got.status_code, "parley_" in got.text) == (404, False)


def _hold(site: Site, source: str, said: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", site.port), timeout=5, source_address=(source, 0))
    connection.sendall(said)
    return connection


def test_one_address_holds_few_streams_and_no_half_requests(site: Site) -> None:
    stream = b"GET /coach/gradio_api/heartbeat/%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    held = [_hold(site, "127.0.0.9", stream % number) for number in range(EACH + 10)]
    first_lines = [connection.recv(12) for connection in held]
    assert first_lines.count(b"HTTP/1.1 200") == EACH
    assert first_lines.count(b"HTTP/1.1 429") == 10
    half = [_hold(site, "127.0.0.10", b"GET /coach/") for _ in range(100)]
    began = time.monotonic()
    assert httpx.get(f"http://127.0.0.1:{site.port}/coach/healthz", timeout=5).status_code == 200
    assert time.monotonic() - began < 1
    for connection in half:
        with suppress(ConnectionError):
            connection.recv(1000)  # ended, one way or another
    assert time.monotonic() - began < 4
    for connection in (*held, *half):
        connection.close()


def test_one_of_two_is_killed_and_every_conversation_goes_on(site: Site) -> None:
    async def all_of_them() -> list[str]:
        kill = asyncio.Event()

        async def killer() -> None:
            await kill.wait()
            next(iter(site.servers.values())).kill()

        talks = [_talk(site, number, kill) for number in range(1, 9)]
        return (await asyncio.gather(killer(), *talks))[1:]

    started = time.monotonic()
    for number, shown in enumerate(asyncio.run(all_of_them()), 1):
        assert f"13{number},400" in shown or f"13{number}.4K" in shown, number
    assert time.monotonic() - started < 60
