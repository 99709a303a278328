"""Time from starting the installed app to its page, and to its first answer: `python tests/bench/page.py [RUNS]`.

Prints each run and the medians, in seconds, from the moment the process starts.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
QUESTION = "what should I counter at W&B London?"
DEADLINE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
        return answer.read().decode()


def wait_for(url: str, started: float) -> float:
    while time.perf_counter() - started < DEADLINE:
        try:
            fetch(url)
            return time.perf_counter() - started
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise SystemExit(f"{url} did not answer in {DEADLINE} s")


def first_answer(base: str, started: float) -> float:
    answer = fetch(f"{base}/api/ask", {"messages": [QUESTION]})
    if "159K" not in answer:
        raise SystemExit(f"an unexpected first answer: {answer[:300]}")
    return time.perf_counter() - started


def one_run() -> tuple[float, float]:
    port = free_port()
    started = time.perf_counter()
    command = [sys.executable, str(ROOT / "app.py"), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        page = wait_for(f"http://127.0.0.1:{port}/", started)
        return page, first_answer(f"http://127.0.0.1:{port}", started)
    finally:
        server.terminate()
        server.wait(timeout=20)


def main() -> None:
    runs = [one_run() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]
    for page, answer in runs:
        print(f"page {page:.2f} s, first answer {answer:.2f} s")
    page, answer = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"median of {len(runs)}: page {page:.2f} s, first answer {answer - page:.2f} s after it")


if __name__ == "__main__":
    main()
