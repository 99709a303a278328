"""Hostile words in the real page: put in its place by the page's own scripts, nothing runs and nothing is fetched."""

from pathlib import Path

import pytest

from parley.web.orders import Kept
from parley.web.view import screen
from security.hostile import TALK, hostile_coach

pytestmark = pytest.mark.browser
PAYLOADS = (
    '"><img src=https://e.test/x onerror=alert(1)>', "<svg/onload=alert(1)><style>*{background:url(//e.test)}</style>",
    "</p></article><script>alert(1)</script><iframe srcdoc='<script>alert(1)</script>'>", "[a](javascript:alert(1))",
)  # fmt: skip


def test_a_hostile_guide_runs_nothing_on_the_page(desk, tmp_path: Path) -> None:
    ran: list[str] = []
    desk.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for number, payload in enumerate(PAYLOADS):
        coach = hostile_coach(payload, tmp_path / str(number))
        feed = screen(coach, Kept((*TALK, payload), 1)).feed
        desk.page.evaluate("html => document.querySelector('#feed').insertAdjacentHTML('beforeend', html)", feed)
        desk.page.wait_for_selector(".sheet-foot")
        desk.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        for figure in desk.page.locator("#log .figure").all()[:2]:
            figure.click()
        desk.page.keyboard.press("Escape")
        assert (
            desk.page.locator("#log :is(img, script, iframe, style, form, a:not(.mail), svg:not(.lock))").count() == 0
        )
    assert not ran


def test_a_hostile_guides_lines_and_names_are_text(desk) -> None:
    ran: list[str] = []
    desk.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    words = " ".join(PAYLOADS)
    guide = {"company": words, "role": words, "path": words, "places": [words]}
    desk.page.route("**/desk/guides*", lambda r: r.fulfill(json={"total": 1, "found": 1, "guides": [guide]}))
    desk.page.route("**/desk/guide?*", lambda r: r.fulfill(json={"title": words, "about": words, "lines": [words]}))
    desk.page.get_by_role("button", name="Guides", exact=True).click()
    desk.page.locator(".shelf-item .to-guide").click()
    desk.page.wait_for_selector("#guide .lines p")
    assert desk.page.locator("dialog :is(img, script, iframe, style, svg, a)").count() == 0
    assert not ran
