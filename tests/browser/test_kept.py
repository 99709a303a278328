"""What the browser keeps: until everything is forgotten, over a lost server, in two windows, and in saved copies."""

import re
from pathlib import Path

import pytest

from parley.web.orders import ANSWERED

pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
KEPT = """async () => ({
  local: Object.entries(localStorage).map(([name, words]) => [name, words.length]),
  session: Object.entries(sessionStorage).map(([name, words]) => [name, words.length]), cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: 'caches' in window ? await caches.keys() : [],
  workers: (await navigator.serviceWorker?.getRegistrations() || []).length,
  box: document.querySelector('#message textarea').value,
})"""


def press_forget(visit, sure: str) -> None:
    visit.page.get_by_role("button", name="More").click()
    visit.page.locator("[data-act=forget]").click()
    visit.page.locator("#confirm").get_by_role("button", name=sure).click()


def loaded_anew(visit) -> None:
    visit.page.wait_for_selector("#message textarea")
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => 'ready')")
    visit.page.wait_for_selector(".welcome", state="visible")
    visit.page.wait_for_timeout(700)


def test_forget_everything_leaves_the_browser_as_after_a_first_visit(visit) -> None:
    loaded_anew(visit)
    visit.page.reload()  # the shell of the page is kept from the second load on, with no word of anybody in it
    loaded_anew(visit)
    first = visit.page.evaluate(KEPT)
    visit.ask(QUESTION)
    visit.latest.locator(".blank").first.fill("Sam")
    visit.page.fill("#message textarea", "words not sent yet")
    assert visit.page.evaluate(KEPT) != first, "or this test shows nothing"
    press_forget(visit, "Keep it")
    assert visit.turns == 1
    with visit.page.expect_navigation():
        press_forget(visit, "Forget everything")
    loaded_anew(visit)
    assert visit.turns == 0
    assert visit.page.evaluate(KEPT) == first
    assert not visit.page.context.cookies()
    visit.page.reload()
    loaded_anew(visit)
    assert visit.page.evaluate(KEPT) == first


def test_a_window_goes_on_from_what_the_other_said_and_forgets_with_it(desk) -> None:
    desk.ask(QUESTION)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.wait_for_selector("#log .turn")
    desk.page.fill("#message textarea", "words not sent yet")
    other.fill("#message textarea", OFFER)
    other.locator("#message textarea").press("Enter")
    desk.page.wait_for_function("() => document.querySelectorAll('#log .turn').length === 2")
    desk.page.wait_for_function("() => document.querySelector('#message textarea').value === 'words not sent yet'")
    with desk.page.expect_navigation():
        other.get_by_role("button", name="More").click()
        other.locator("[data-act=forget]").click()
        other.locator("#confirm").get_by_role("button", name="Forget everything").click()
    loaded_anew(desk)
    assert desk.turns == 0


def test_a_message_that_met_a_lost_server_is_in_the_box_when_it_is_back(desk) -> None:
    desk.ask(QUESTION)
    desk.page.route("**/gradio_api/queue/join*", lambda route: route.abort())
    desk.page.fill("#message textarea", OFFER)
    with desk.page.expect_navigation(timeout=15_000):  # Gradio sees that the server is back
        desk.page.locator("#message textarea").press("Enter")
    desk.page.unroute("**/gradio_api/queue/join*")
    desk.errors.clear()
    desk.page.wait_for_function(f"() => document.querySelector('#message textarea')?.value === {OFFER!r}")
    desk.after(lambda: desk.page.locator("#message textarea").press("Enter"), turns=2)
    assert "£156K" in desk.answer
    assert desk.page.input_value("#message textarea") == ""


def test_their_range_is_kept_as_a_guide_or_it_is_said_what_is_missing(desk) -> None:
    desk.ask("Baker at Loaf in Leeds, they offered £29k")
    desk.page.get_by_role("button", name="More").click()
    desk.page.locator("[data-copy='guide.md']").click()
    desk.page.wait_for_function("() => /no range of base pay/.test(document.querySelector('#more .note').textContent)")
    desk.page.keyboard.press("Escape")
    desk.ask("Their range is £28k-£33k")
    desk.page.get_by_role("button", name="More").click()
    with desk.page.expect_download() as download:
        desk.page.locator("[data-copy='guide.md']").click()
    assert download.value.suggested_filename == "loaf-baker.md"
    assert "| Leeds (GBP) | £28,000 - £33,000 |" in download.value.path().read_text(encoding="utf-8")


def saved(desk, name: str) -> Path:
    with desk.page.expect_download() as download:
        desk.page.locator(f"[data-copy='{name}']").click()
    assert download.value.suggested_filename == f"parley-{name}"
    return download.value.path()


def test_copies_hold_the_form_the_edits_and_the_words_that_were_filled_in(desk) -> None:
    desk.ask(f"{OFFER} at W&B London. what should I counter?")
    for words in ("Sam", "cut deploys to 9 minutes", "kept 99.99% for a year", "Ada"):
        desk.latest.locator(".blank:not(.filled)").first.fill(words)
    desk.latest.get_by_role("radio", name="Direct").click()
    desk.latest.locator(".sheet").get_by_role("button", name="Edit").click()
    box = desk.latest.locator(".edit-box")
    box.fill(box.input_value() + "\nPS I start in May.")
    desk.latest.get_by_role("button", name="Done").click()
    desk.page.get_by_role("button", name="More").click()
    talk = saved(desk, "conversation.md").read_text(encoding="utf-8")
    script = re.search(r"\*\*Counter e-mail\*\* · (.*?)\n\n```text\n(.*?)```", talk, re.DOTALL)
    assert script
    assert script[1] == "ready to send"
    assert all(words in script[2] for words in ("Sam", "cut deploys to 9 minutes", "Ada", "PS I start in May."))
    assert "Fill before sending" not in talk
    plan = saved(desk, "plan.md").read_text(encoding="utf-8")
    assert "Hi Sam," in plan
    left = re.search(r"## Fill before you use it \((\d)\)\n(.*)\n", plan)
    assert left
    assert len(left[2].split(" · ")) == int(left[1])
    assert left[2].endswith("[day and time] · [date and time]")
    assert "[Name]" not in plan
    assert "for you" in desk.page.locator("#more .note").inner_text()


@pytest.mark.parametrize("name", ["conversation.pdf", "plan.pdf"])
def test_a_print_is_of_the_words_that_were_filled_in(desk, name: str) -> None:
    desk.ask(QUESTION)
    desk.latest.locator(".blank").first.fill("Samuela")
    desk.page.get_by_role("button", name="More").click()
    with desk.page.expect_request("**/desk/print") as sent:
        assert saved(desk, name).read_bytes().startswith(b"%PDF-")
    assert "Hi Samuela," in sent.value.post_data_json


def test_the_examples_follow_the_guides(desk) -> None:
    asked = "What should I counter at Acme in Paris as Baker?"
    page = desk.page.context.new_page()
    page.route("**/desk/welcome", lambda route: route.fulfill(json={"examples": [asked], "guides": "the guide"}))
    page.goto(desk.page.url)
    page.wait_for_function("() => document.querySelectorAll('.example').length === 1")
    assert page.locator(".example").inner_text() == asked
    assert "Browse the guide" in page.locator(".welcome").inner_text()


def test_a_talk_too_long_to_be_kept_keeps_what_was_told_and_says_so(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.web.view.MAX_TURNS", 3)
    monkeypatch.setattr("parley.dialogue.gist.NEWEST", 1)
    for message in (QUESTION, OFFER, "who pays on-call?"):
        desk.ask(message)
    assert desk.latest.locator(".gone").count() == 0
    desk.page.fill("#message textarea", "make it shorter")
    desk.page.locator("#message textarea").press("Enter")
    desk.page.wait_for_selector(".turn.latest .gone")
    assert desk.page.locator("#log .words").all_inner_texts() == [QUESTION, OFFER, "make it shorter"]
    assert "no longer kept" in desk.latest.inner_text()
    assert "£156,000" in desk.latest.inner_text()


def test_after_a_reload_older_answers_are_shown_when_asked_for(visit) -> None:
    for message in (QUESTION, OFFER, *["thanks"] * ANSWERED):
        visit.ask(message)
    visit.after(visit.page.reload, turns=2 + ANSWERED)
    assert visit.page.locator("#log .reply").count() == ANSWERED
    assert visit.page.locator("#log .words").all_inner_texts()[:2] == [QUESTION, OFFER]
    second = visit.page.locator("#log .turn[data-turn='2']")
    second.get_by_role("button", name="Show the answer").click()
    second.locator(".sheet .copy").wait_for()
    assert "£156K base" in second.locator(".answer").first.inner_text()
    assert visit.turns == 2 + ANSWERED
    assert visit.page.locator("#log .turn[data-turn='1'] .reply").count() == 0
    assert visit.page.evaluate("document.activeElement.dataset.turn") == "2"
    assert second.bounding_box()["y"] < visit.page.viewport_size["height"]
