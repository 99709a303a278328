"""Pictures of the running page: `python tests/bench/pictures.py http://127.0.0.1:7860 [FOLDER]`.

Ten states, to be looked at; without a folder only those of the README, into docs/.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent.parent.parent / "docs"
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
NEXT_ROUND = "they came back with £140k base, £110k equity over 4 years"
DESKTOP, PHONE, SMALL = {"width": 1280, "height": 860}, {"width": 390, "height": 844}, {"width": 320, "height": 640}


def nothing(page: Page) -> None:
    """The page as it stands."""


def filled(page: Page) -> None:
    for words in ("Sam", "cut deploys from 40 to 9 minutes", "kept 99.99% for a year", "Ada"):
        page.locator(".latest .blank:not(.filled)").first.click()
        page.keyboard.type(words)
    page.locator(".latest .sheet").scroll_into_view_if_needed()


def source(page: Page) -> None:
    page.locator(".latest .answer .figure").first.click()


def guide(page: Page) -> None:
    source(page)
    page.locator("#source .to-guide").last.click()
    page.wait_for_selector("#guide .here")


def shelf(page: Page) -> None:
    page.get_by_role("button", name="Guides", exact=True).click()
    page.wait_for_selector(".shelf-item")


def case(page: Page) -> None:
    page.get_by_role("button", name="Your case").click()


def private(page: Page) -> None:
    page.locator(".latest .private").evaluate("part => part.scrollIntoView({ block: 'center' })")


def more(page: Page) -> None:
    page.get_by_role("button", name="More").click()


STATES: tuple[tuple[str, dict[str, int], str, list[str], Callable[[Page], None]], ...] = (
    ("welcome", DESKTOP, "light", [], nothing),
    ("chat-desktop", DESKTOP, "light", [QUESTION, OFFER], nothing),
    ("chat-phone", PHONE, "dark", [QUESTION, OFFER], nothing),
    ("chat-source", DESKTOP, "dark", [QUESTION], source),
    ("ready-to-send", PHONE, "light", [QUESTION, OFFER], filled),
    ("guide-line", DESKTOP, "light", [QUESTION], guide),
    ("guides", SMALL, "dark", [], shelf),
    ("case", PHONE, "light", [QUESTION, OFFER, NEXT_ROUND, "my walk-away is £150k a year"], case),
    ("private", SMALL, "light", [QUESTION, OFFER], private),
    ("more", DESKTOP, "dark", [QUESTION, OFFER, "put everything on one page"], more),
)
IN_DOCS = ("chat-desktop", "chat-phone", "chat-source")


def take(browser: Browser, url: str, folder: Path, names: tuple[str, ...]) -> None:
    for name, size, scheme, messages, act in STATES:
        if name not in names:
            continue
        page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
        page.goto(url)
        page.wait_for_selector("#message textarea")
        page.wait_for_timeout(1500)  # until Gradio has wired up the page
        for turn, message in enumerate(messages, 1):
            page.fill("#message textarea", message)
            page.keyboard.press("Enter")
            page.wait_for_function("n => document.querySelectorAll('#log .turn').length === n", arg=turn)
        page.wait_for_timeout(600)
        act(page)
        page.wait_for_timeout(500)
        page.screenshot(path=str(folder / f"{name}.png"))
        page.context.close()


if __name__ == "__main__":
    everything = len(sys.argv) > 2
    where = Path(sys.argv[2]) if everything else DOCS
    where.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as run:
        chromium = run.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"])
        take(chromium, sys.argv[1], where, tuple(state[0] for state in STATES) if everything else IN_DOCS)
        chromium.close()
