"""A real server on a free port and real Chromium; tests are skipped with a message where Chromium is missing."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn

from parley.coach import Coach
from parley.web.server import Doors, create_app

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP parley.test 127.0.0.1",
)  # fmt: skip


@pytest.fixture(scope="session")
def address(coach: Coach) -> Iterator[str]:
    """The page over the seeds, as `127.0.0.1:<port>`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(coach, Doors(hosts=("parley.test",))), port=port, log_level="error", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed (on Debian: apt-get install chromium)")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One open page, and what it did that it should not."""

    page: object
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def ask(self, message: str) -> None:
        """Send a message; a key pressed before the page is wired up is lost, so it is pressed again."""
        before = self.page.locator("#chat .bot-row").count()
        self.page.fill("#message textarea", message)
        for patience in (4000, 8000, 20000):
            self.page.locator("#message textarea").press("Enter")
            try:
                more = "n => document.querySelectorAll('#chat .bot-row').length > n"
                self.page.wait_for_function(more, arg=before, timeout=patience)
                return
            except playwright.TimeoutError:
                continue
        raise AssertionError(f"no answer to {message!r}")

    @property
    def latest(self) -> str:
        return self.page.locator("#chat .bot-row").last.inner_text()


SIZES = {
    "desktop light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True},
}


@pytest.fixture(params=SIZES, ids=lambda name: name.replace(" ", "-"))
def visit(request: pytest.FixtureRequest, chromium: object, address: str) -> Iterator[Visit]:
    """A fresh browser profile on the page; at the end: no console error, no request to another host."""
    context = chromium.new_context(**SIZES[request.param], permissions=["clipboard-read", "clipboard-write"])
    opened = Visit(context.new_page())
    watch(opened, address)
    opened.page.goto(f"http://{address}")
    opened.page.wait_for_selector("#message textarea")
    yield opened
    context.close()
    assert not opened.errors, opened.errors
    assert not opened.strangers, opened.strangers


def is_fault(error: object) -> bool:
    """A reload cuts the page's open request to its own server short; the browser reports that as an AbortError."""
    return not str(error).startswith("AbortError: signal is aborted")


def watch(opened: Visit, address: str) -> None:
    """Note console errors and requests that leave the page's own host."""
    opened.page.on("console", lambda line: opened.errors.append(line.text) if line.type == "error" else None)
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)) if is_fault(error) else None)
    own = (f"http://{address}", "data:", "blob:")
    opened.page.on("request", lambda sent: None if sent.url.startswith(own) else opened.strangers.append(sent.url))
