"""The page for everyone: every size, light and dark, by keyboard alone, and what axe-core finds."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
SMALLEST = 24
"""WCAG 2.2, 2.5.8: the least size of a target in CSS pixels, words in a sentence aside."""


def faults(page) -> list[str]:
    """What axe-core finds, of whatever weight."""
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"][:2]
    ]


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(anywhere) -> None:
    page = anywhere.page
    assert not faults(page)
    anywhere.ask(QUESTION)
    anywhere.ask(OFFER)
    assert sideways(page) <= 0
    anywhere.latest.locator(".answer .figure").first.click()
    assert not faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Guides", exact=True).click()
    page.wait_for_selector(".shelf-item")
    assert not faults(page)
    page.get_by_role("button", name="Read the guide").first.click()
    page.wait_for_selector("#guide .lines p")
    assert not faults(page)
    assert sideways(page) <= 0


def test_axe_finds_nothing_in_the_case_and_the_forms(visit) -> None:
    visit.ask(QUESTION)
    visit.open_case()
    visit.fact("region").get_by_role("button").click()
    assert not faults(visit.page)
    visit.page.keyboard.press("Escape")
    visit.fact("offer").get_by_role("button").click()
    assert not faults(visit.page)
    assert sideways(visit.page) <= 0


def test_targets_are_large_enough_for_a_thumb(anywhere) -> None:
    anywhere.ask(QUESTION)
    boxes = anywhere.page.evaluate(
        "() => [...document.querySelectorAll('button, summary, [role=tab], [role=radio]')]"
        ".filter(b => b.checkVisibility() && !b.matches('.figure, .to-guide, .to-turn, .scroll-hide'))"
        ".map(b => [b.innerText, b.getBoundingClientRect().width, b.getBoundingClientRect().height])"
    )
    assert not [box for box in boxes if min(box[1:]) < SMALLEST]


def test_everything_can_be_done_by_keyboard_alone(desk) -> None:
    page = desk.page
    page.wait_for_timeout(500)
    page.locator("#message textarea").focus()
    page.keyboard.type(QUESTION)
    desk.after(lambda: page.keyboard.press("Enter"), turns=1)
    page.keyboard.press("Shift+Tab")  # from the box to the button for a letter, and to the suggestions above it
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#dock') !== null")
    page.locator(".latest [role=tab][aria-selected=true]").focus()
    page.keyboard.press("ArrowRight")
    assert desk.latest.locator(".sheet h3").inner_text() == "Call script"
    page.keyboard.press("ArrowLeft")
    desk.latest.locator(".blank").first.focus()
    page.keyboard.type("Sam")
    page.keyboard.press("Enter")  # on to the next blank
    page.keyboard.type("£130k base")
    assert desk.latest.locator(".blank.filled").count() == 2
    page.get_by_role("button", name="More").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.locator("#more").is_visible()
    assert page.evaluate("document.activeElement.innerText") == "More"
