"""A real server on a free port and real Chromium; tests are skipped with a message where Chromium is missing."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from tests.serving import serving

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
    with serving(create_app(coach, Doors(hosts=("parley.test",)))) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """One browser for a file of tests; closed before others run, as its event loop would be in their way."""
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
        before = self.turns
        self.page.fill("#message textarea", message)
        for patience in (4000, 8000, 20000):
            self.page.locator("#message textarea").press("Enter")
            try:
                self.page.wait_for_function(MORE_TURNS, arg=before, timeout=patience)
                return
            except playwright.TimeoutError:
                continue
        raise AssertionError(f"no answer to {message!r}")

    def after(self, act: Callable[[], object], turns: int) -> None:
        """Do something, and wait until the log has so many turns and nothing is pending."""
        act()
        self.page.wait_for_function(TURNS_ARE, arg=turns, timeout=20000)

    @property
    def turns(self) -> int:
        return self.page.locator("#log .turn").count()

    @property
    def latest(self) -> object:
        return self.page.locator("#log .turn").last

    @property
    def answer(self) -> str:
        return self.latest.locator(".answer").first.inner_text()

    def fact(self, slot: str) -> object:
        return self.page.locator(f".fact[data-slot='{slot}']").first

    def way(self, name: str) -> object:
        """A button above the box; where it stands below the one row, the row is opened first."""
        more = self.page.locator("#dock .all")
        if more.count() and more.get_attribute("aria-expanded") == "false":
            more.click()
        return self.page.locator("#dock").get_by_role("button", name=name)

    def open_case(self) -> None:
        """The facts: beside the conversation, or behind their button on a small window."""
        button = self.page.get_by_role("button", name="Your case", exact=True)
        if button.is_visible():
            button.click()


MORE_TURNS = "n => document.querySelectorAll('#log .turn').length > n"
TURNS_ARE = (
    "n => document.querySelectorAll('#log .turn').length === n && !document.querySelector('.pending')"
    " && !document.querySelector('#feed .feed:not([data-placed])')"
)
SIZES = {
    "desktop light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True},
    "small light": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", "has_touch": True},
    "landscape light": {"viewport": {"width": 844, "height": 390}, "color_scheme": "light", "has_touch": True},
    "desktop dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def opened(chromium: object, address: str, size: str, sizes: Mapping[str, dict] = SIZES) -> Iterator[Visit]:
    """A fresh browser profile on the page; at the end: no console error, no request to another host."""
    context = chromium.new_context(**sizes[size], permissions=["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page())
    watch(visit, address)
    visit.page.goto(f"http://{address}")
    visit.page.wait_for_selector("#message textarea")
    yield visit
    context.close()
    assert not visit.errors, visit.errors
    assert not visit.strangers, visit.strangers


@pytest.fixture
def desk(chromium: object, address: str) -> Iterator[Visit]:
    """The page on a desktop."""
    yield from opened(chromium, address, "desktop light")


@pytest.fixture(params=["desktop light", "phone dark"], ids=lambda name: name.replace(" ", "-"))
def visit(request: pytest.FixtureRequest, chromium: object, address: str) -> Iterator[Visit]:
    """The page on a desktop, and on a phone in the dark."""
    yield from opened(chromium, address, request.param)


@pytest.fixture(params=SIZES, ids=lambda name: name.replace(" ", "-"))
def anywhere(request: pytest.FixtureRequest, chromium: object, address: str) -> Iterator[Visit]:
    """The page at every size, in light and dark."""
    yield from opened(chromium, address, request.param)


def is_fault(error: object) -> bool:
    """A reload cuts the page's open request to its server short: an AbortError, thrown or written to the console."""
    return not str(error).startswith("AbortError: signal is aborted")


def watch(visit: Visit, address: str) -> None:
    """Note console errors and requests that leave the page's own host."""

    def said(line: object) -> None:
        if line.type == "error" and is_fault(line.text):
            visit.errors.append(line.text)

    visit.page.on("console", said)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)) if is_fault(error) else None)
    own = (f"http://{address}", "data:", "blob:", "mailto:")
    visit.page.on("request", lambda sent: None if sent.url.startswith(own) else visit.strangers.append(sent.url))
