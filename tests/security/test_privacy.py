"""Nothing that people say is kept: a session full of marked secrets through the real server, and no byte of them after.

Every logger of the process stands on DEBUG, access logs are on, one answer breaks on purpose; then all that the process
printed and every file that it wrote is read.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SECRETS = (
    "Zephyrquill",
    "Quokkamoor",
    "183457",
    "91739",
    "77413",
    "Brambleworth",
    "xylograph",
    "kept.secret@mail.test",
)
TALK = (
    "what should I counter at W&B London? I am Brambleworth, kept.secret@mail.test",
    "they offered £183457 base, £91739 equity over 4 years",
    "I also have an offer from Zephyrquill at £177413 base", "my walk away is £177413", "I earn £177413 now",
    "I led the Quokkamoor migration in xylograph", "Quokkamoor what about Zephyrquill in Quokkamoor?",
    "<Zephyrquill> {{Quokkamoor}} [xylograph](https://mail.test/183457)",
)  # fmt: skip
BREAKING = "Quokkamoor please break"
PROGRAM = f"""
import logging, sys
logging.getLogger().setLevel(logging.DEBUG)
import uvicorn
from parley.coach import Coach
from parley.cli import main

made, answer = uvicorn.Config.__init__, Coach.reply
def loud(self, app, **settings):
    logging.getLogger("parley").setLevel(logging.DEBUG)
    made(self, app, **(settings | {{"log_level": "trace", "access_log": True}}))
def fragile(self, messages):
    if messages[-1] == {BREAKING!r}:
        raise KeyError(messages[-1])
    return answer(self, messages)
uvicorn.Config.__init__, Coach.reply = loud, fragile
sys.argv = ["parley", "serve", "--port", sys.argv[1], "--index", sys.argv[2], "--mcp", "--rate", "0"]
main()
"""


@pytest.fixture
def home(tmp_path: Path, model_index: Path) -> Path:
    """Where the process may write."""
    for name in ("home", "tmp", "cache"):
        (tmp_path / name).mkdir()
    copytree(model_index, tmp_path / "index")
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The real command, listening on a free port, in a home of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    places = {
        "HOME": home / "home",
        "TMPDIR": home / "tmp",
        "XDG_CACHE_HOME": home / "cache",
        "GRADIO_TEMP_DIR": home / "tmp",
    }
    with (home / "printed").open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, port, str(home / "index")],
            cwd=ROOT, env=os.environ | {name: str(path) for name, path in places.items()},
            stdout=printed, stderr=printed,
        )  # fmt: skip
        _wait(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}", process
        process.kill()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not start")


def talk_to_every_door(address: str) -> int:
    """Say every secret at every door, in and out of form; how many requests were made."""
    with httpx.Client(base_url=address, timeout=60, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        asked = [client.post("/api/ask", json={"messages": list(TALK[: turn + 1])}) for turn in range(len(TALK))]
        assert all(answer.status_code == 200 for answer in asked)
        assert "183457" in asked[1].text
        for tool in ("counter", "offer_check", "script", "band", "levers", "compare"):
            told = {
                "company": "W&B",
                "role": "Zephyrquill",
                "place": "Quokkamoor",
                "offer": TALK[1],
                "other_offer": TALK[2],
            }
            asked.append(client.post(f"/api/{tool}", json=told))
            asked.append(client.post(f"/api/{tool}", json=told | {"walk_away": {"xylograph": 183457}}))
        asked.append(client.post("/api/ask", content=b'{"messages": ["Zephyrquill 183457'))
        asked.append(client.post("/api/ask", json={"messages": [BREAKING]}))
        assert asked[-1].status_code == 500
        for name in ("offer.txt", "Zephyrquill.pdf", "Quokkamoor.eml"):
            letter = "\n".join(TALK).encode()
            asked.append(client.post("/api/file", content=letter, headers={"File-Name": name}))
            asked.append(client.post("/api/file", content=b"%PDF-" + letter, headers={"File-Name": name}))
            asked.append(client.post("/api/read_file", json={"content": "Zephyrquill", "name": name}))
        saved = {"messages": list(TALK)}
        asked += [
            client.post(f"/desk/copy/{name}", json=saved)
            for name in ("conversation.md", "plan.md", "guide.md", "other")
        ]
        asked += [client.post("/desk/print", json=said) for said in ("\n\n".join(TALK), saved)]
        asked.append(client.post("/mcp", json=_call({"messages": list(TALK[:3])}), headers=ACCEPT))
        asked.append(client.post("/mcp", json=_call({"messages": [BREAKING]}), headers=ACCEPT))
        asked.append(client.post("/mcp", json=_call({"messages": {"Zephyrquill": 183457}}), headers=ACCEPT))
        asked.append(client.post("/mcp", json=_call([BREAKING, {"xylograph": 183457}]), headers=ACCEPT))
        asked.append(client.post("/mcp", json={"Zephyrquill": ["183457"]}, headers=ACCEPT))
        asked.append(client.post("/mcp", content=b'{"Zephyrquill 183457":' + b"[" * 100_000, headers=ACCEPT))
        return len(asked) + _talk_to_the_page(client)


ACCEPT = {"Accept": "application/json, text/event-stream"}


def _call(arguments: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": arguments}}


def _talk_to_the_page(client: httpx.Client) -> int:
    """Every event of the page, with secrets in place of whatever it would send."""
    config = client.get("/config").json()
    saved = {"messages": [*TALK[:3]]}
    sent = 0
    for event in config["dependencies"]:
        for number, data in enumerate(
            (["Zephyrquill £183457", saved], [BREAKING, saved], [saved, BREAKING], [saved, "Quokkamoor"])
        ):
            session = f"s{event['id']}x{number}"
            wanted = (data * 9)[: len(event["inputs"])]
            order = {
                "data": wanted,
                "fn_index": event["id"],
                "session_hash": session,
                "event_data": {"value": "Quokkamoor"},
            }
            if client.post("/gradio_api/queue/join", json=order).status_code == 200:
                sent += 1
                with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
                    for line in stream.iter_lines():
                        if "process_completed" in line or "close_stream" in line:
                            break
    assert sent >= 4, "the page's events were not reached"
    return sent


def written(home: Path) -> dict[str, bytes]:
    """Every file under the process's home, what it printed among them."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.model
def test_no_secret_is_printed_logged_or_written(home: Path, server: tuple[str, subprocess.Popen[bytes]]) -> None:
    address, process = server
    requests = talk_to_every_door(address)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)
    found = written(home)
    printed = found["printed"].decode()
    assert len(re.findall(r"POST /api/ask", printed)) >= len(TALK), "the access log was off, so this proves nothing"
    assert "KeyError" in printed, "the broken answer left no trace"
    leaks = {(name, secret) for name, content in found.items() for secret in SECRETS if secret.encode() in content}
    assert not leaks, (requests, leaks, [line for line in printed.splitlines() if any(s in line for s in SECRETS)][:5])
    elsewhere = {name for name in found if not name.startswith(("index/", "printed"))}
    assert not elsewhere, f"written outside the index: {sorted(elsewhere)}"
    assert json.loads(found["index/manifest.json"])["origin"]["guides"]
