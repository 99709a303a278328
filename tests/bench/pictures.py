"""Pictures of the running page: `python tests/bench/pictures.py http://127.0.0.1:7860 [FOLDER]`.

A dozen states, to be looked at; without a folder only those of the README, into docs/, and its moving picture.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parent.parent.parent / "docs"
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
COMPARED = "My other offer is from Bolt: £150k base, £80k equity over 4 years. Compare the two offers."
NEXT_ROUND = "they came back with £140k base, £110k equity over 4 years"
DESKTOP, PHONE, SMALL = {"width": 1280, "height": 860}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
LOW = {"width": 844, "height": 390}
STILL, FRAME = 900, 120
"""Milliseconds that a frame of the moving picture stands, and one while somebody types."""


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


def talks(page: Page) -> None:
    page.locator("[data-open=talks]").click()
    page.locator("#talks [data-act=new]").click()
    page.fill("#message textarea", "Acme Robotics offered me £61k base as nurse in Leeds. What should I ask for?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#log .reply")
    page.locator("[data-open=talks]").click()


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
    ("talks", DESKTOP, "light", [QUESTION, OFFER], talks),
    ("low", LOW, "dark", [QUESTION, OFFER], nothing),
    ("sides", DESKTOP, "light", [f"W&B London: {OFFER}", COMPARED], nothing),
    ("more", DESKTOP, "dark", [QUESTION, OFFER, "put everything on one page"], more),
)
IN_DOCS = ("chat-desktop", "chat-phone", "chat-source", "welcome")


def moving(browser: Browser, url: str, folder: Path) -> None:
    """Ten seconds: one's own case is typed in, the number comes, a blank is filled, the script is copied."""
    page = browser.new_context(viewport={"width": 980, "height": 720}, color_scheme="light").new_page()
    page.goto(url)
    page.wait_for_selector("#message textarea")
    page.wait_for_timeout(1500)
    frames: list[tuple[bytes, int]] = [(page.screenshot(), STILL)]

    def typed(words: str) -> None:
        for end in range(2, len(words) + 2, 2):
            page.keyboard.type(words[end - 2 : end])
            frames.append((page.screenshot(), FRAME))
        frames.append((page.screenshot(), STILL // 2))

    for name, words in (("company", "Acme Robotics"), ("base", "£61k"), ("low", "£60k"), ("high", "£70k")):
        page.locator(f"#first [name={name}]").click()
        typed(words)
    page.get_by_role("button", name="Get my number").click()
    page.wait_for_selector("#log .reply")
    page.wait_for_timeout(600)
    frames.append((page.screenshot(), 2 * STILL))
    page.locator(".latest .blank").first.click()
    typed("Sam")
    page.locator(".latest .figure").first.hover()
    page.wait_for_timeout(400)
    frames.append((page.screenshot(), 2 * STILL))
    page.locator(".latest .copy").click()
    page.wait_for_timeout(150)
    frames.append((page.screenshot(), 2 * STILL))
    page.context.close()
    shown = [Image.open(BytesIO(shot)).convert("RGB").resize((735, 540)) for shot, _ in frames]
    times = [time for _, time in frames]
    shown[0].save(
        folder / "ten-seconds.webp", save_all=True, append_images=shown[1:], duration=times, loop=0, quality=60
    )


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
        if not everything:
            moving(chromium, sys.argv[1], where)
        take(chromium, sys.argv[1], where, tuple(state[0] for state in STATES) if everything else IN_DOCS)
        chromium.close()
