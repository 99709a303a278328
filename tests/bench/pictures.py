"""Make the pictures of the README from the running page: `python tests/bench/pictures.py http://127.0.0.1:7860`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent.parent.parent / "docs"
SHOTS = (
    ("chat-desktop.png", {"width": 1280, "height": 860}, "light", ["what should I counter at W&B London?"]),
    (
        "chat-phone.png",
        {"width": 390, "height": 844},
        "dark",
        ["what should I counter at W&B London?", "they offered £130k base, £95k equity over 4 years, 5% bonus"],
    ),
)

with sync_playwright() as run:
    browser = run.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-quic"])
    for name, size, scheme, messages in SHOTS:
        page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
        page.goto(sys.argv[1])
        page.wait_for_selector("#message textarea")
        page.wait_for_timeout(2500)  # until Gradio has wired up the page
        for turn, message in enumerate(messages, 1):
            page.fill("#message textarea", message)
            page.keyboard.press("Enter")
            page.wait_for_function("n => document.querySelectorAll('#chat .bot-row').length === n", arg=turn)
        page.wait_for_timeout(700)
        page.screenshot(path=str(DOCS / name))
    browser.close()
