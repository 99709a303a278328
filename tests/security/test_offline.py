"""No network at run time: with every way out blocked, all doors still answer, and nobody tried."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import socket, sys
tried = []

def refuse(*what):
    tried.append(what)
    raise OSError("no network here")

socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
kept = socket.socket.connect
socket.socket.connect = lambda self, address: refuse(address) if self.family != socket.AF_UNIX else kept(self, address)
socket.socket.connect_ex = socket.socket.sendto = refuse

from pathlib import Path
from fastapi.testclient import TestClient
from parley.coach.start import open_coach
from parley.web.server import Doors, create_app

coach = open_coach(Path("seeds"), Path(sys.argv[1]), hurry=False)
with TestClient(create_app(coach, Doors(mcp=True)), base_url="http://127.0.0.1") as client:
    assert client.get("/").status_code == 200
    asked = {"messages": ["what should I counter at W&B London?", "which lever fits on-call work?"]}
    assert client.post("/api/ask", json=asked).json()["levers"]
    hello = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"Accept": "application/json, text/event-stream"}
    assert "counter" in client.post("/mcp", json=hello, headers=accept).text
coach.searcher.wait_ready()
print(coach.searcher.mode, tried)
"""


@pytest.mark.model
def test_every_door_answers_with_the_network_blocked(model_index: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(model_index)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.strip() == "dense+lexical []", run.stdout + run.stderr[-2000:]
