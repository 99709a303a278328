"""Time and weight of the page in Chromium: `python tests/bench/in_browser.py [RUNS] [URL]`.

Without a URL the installed app is started on a free port. Each run is a fresh browser profile. Prints the medians of
first paint, usable (the box takes a message), the answer after Enter, and what a first visit transfers; the answer on a
processor four times slower, with 100 messages in the log (50 of the user's, 50 answers), and with 50 talks of 30 turns
kept, and how long the list of those takes to open and to be searched; and, without talks and beside the 50, the page's
own processor time and layouts for an answer, the list and a search in it, which hang less on what else the machine
does. All times in seconds.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from page import ROOT, free_port, wait_for
from playwright.sync_api import Browser, Page, sync_playwright

QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
LONG = [QUESTION, OFFER, *(f"make it {how}" for how in ("shorter", "warmer", "more formal") * 16)][:49]
TALKS, TURNS, SLOWER = 50, 30, 4
KEEP = """([talks, messages]) => { for (let n = 0; n < talks; n += 1) {
  const about = { company: `Company ${n}`, role: 'nurse', stage: 'offer' };
  const talk = { name: '', about, messages, made: n, used: n };
  localStorage.setItem(`parley_talk_kept${n}`, JSON.stringify(talk));
  localStorage.setItem(`parley_drafts_kept${n}`, JSON.stringify({ blanks: { '[Name]': 'Sam' }, edits: {} }));
} }"""
LISTED = "n => document.querySelectorAll('#talks .talk-item').length === n"
ANSWERED = "n => document.querySelectorAll('#log .turn').length === n && !document.querySelector('.pending')"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


def answer_time(page: Page, message: str) -> float:
    """From Enter until the answer stands in the log."""
    turns = page.locator("#log .turn").count() + 1
    page.fill("#message textarea", message)
    started = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(ANSWERED, arg=turns, timeout=60_000)
    return time.perf_counter() - started


def one_visit(browser: Browser, url: str) -> tuple[float, float, float, float, float]:
    """First paint, usable, answer (a second one, as the first warms nothing of the server), kilobytes, requests."""
    context = browser.new_context()
    page = context.new_page()
    weight = [0.0, 0]
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda sent: weight.__setitem__(0, weight[0] + sent["encodedDataLength"]))
    page.on("request", lambda _: weight.__setitem__(1, weight[1] + 1))
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#message textarea")
    usable = time.perf_counter() - started
    page.wait_for_timeout(1000)
    size, requests = weight
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
    answer = answer_time(page, QUESTION)
    context.close()
    return paint, usable, answer, size / 1024, requests


def long_talk(browser: Browser, url: str, runs: int) -> list[float]:
    """The answer after Enter with 100 messages in the log: the last of a long talk is said, undone and said again."""
    page = browser.new_context().new_page()
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.wait_for_timeout(1500)
    for message in LONG:
        answer_time(page, message)
    times = []
    for run in range(runs):
        times.append(answer_time(page, f"they came back with £{131 + run}k base"))
        page.locator(".latest .said [data-act='undo']").click()
        page.wait_for_function(ANSWERED, arg=len(LONG))
    return times


def slow_answer(browser: Browser, url: str) -> float:
    """The answer after Enter on a processor four times slower."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.wait_for_timeout(1500)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = answer_time(page, QUESTION)
    context.close()
    return answer


def many_talks(browser: Browser, url: str) -> tuple[float, float, float, float]:
    """With many talks kept: usable, the answer to a new one, the list opened, and the list searched."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.evaluate(KEEP, [TALKS, LONG[:TURNS]])
    page.wait_for_timeout(1500)
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("#message textarea")
    usable = time.perf_counter() - started
    page.wait_for_timeout(1500)
    answer = answer_time(page, QUESTION)
    started = time.perf_counter()
    page.locator("[data-open=talks]").click()
    page.wait_for_function(LISTED, arg=TALKS + 1)
    opened = time.perf_counter() - started
    started = time.perf_counter()
    page.fill("#talks-find", "company 49")
    page.wait_for_function(LISTED, arg=1)
    found = time.perf_counter() - started
    context.close()
    return usable, answer, opened, found


def worked(page: Page, act: Callable[[], object]) -> tuple[float, float]:
    """The page's own processor time and layouts until it rests after something."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("Performance.enable", {"timeDomain": "threadTicks"})

    def now() -> tuple[float, float]:
        found = {each["name"]: each["value"] for each in chrome.send("Performance.getMetrics")["metrics"]}
        return found["TaskDuration"], found["LayoutCount"]

    before = now()
    act()
    page.wait_for_timeout(700)
    after = now()
    return after[0] - before[0], after[1] - before[1]


def work(browser: Browser, url: str, talks: int) -> tuple[tuple[float, float], ...]:
    """Beside so many kept talks: the work of an answer, of the list opened, of a search in it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.evaluate(KEEP, [talks, LONG[:TURNS]])
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.wait_for_timeout(1500)
    answer = worked(page, lambda: answer_time(page, QUESTION))
    listed = worked(page, lambda: page.locator("[data-open=talks]").click())
    found = worked(page, lambda: page.locator("#talks-find").press_sequentially("company 49"))
    context.close()
    return answer, listed, found


def told(names: Sequence[str], rows: Sequence[Sequence[float]]) -> None:
    """A line of medians for each column."""
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        print(f"{name:34} median {statistics.median(column):8.2f}   worst {max(column):8.2f}", flush=True)


def measure(url: str, runs: int) -> None:
    with sync_playwright() as play:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=CHROMIUM, args=quiet)
        one_visit(browser, url)  # the server's first visitor, not counted
        visits = [one_visit(browser, url) for _ in range(runs)]
        told(("first paint s", "usable s", "answer s", "first visit kB", "requests"), visits)
        told(("answer, 4x slower s",), [(slow_answer(browser, url),) for _ in range(runs)])
        kept = ("usable, 50 talks s", "answer, 50 talks s", "list opened s", "list searched s")
        told(kept, [many_talks(browser, url) for _ in range(runs)])
        for talks in (0, TALKS):
            rows = [work(browser, url, talks) for _ in range(runs)]
            for name, column in zip(("answer", "list opened", "list searched"), zip(*rows, strict=True), strict=True):
                told((f"{name}, {talks} talks, cpu s", f"{name}, {talks} talks, layouts"), column)
        told(("answer, 100 messages s",), [(each,) for each in long_talk(browser, url, runs)])
        browser.close()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    if len(sys.argv) > 2:
        measure(sys.argv[2], runs)
        return
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, str(Path(ROOT) / "app.py"), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(url, time.perf_counter())
        time.sleep(5)  # until the model is loaded
        measure(url, runs)
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
