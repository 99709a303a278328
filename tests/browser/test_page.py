"""The page as a person uses it, in real Chromium, desktop and phone: ask, answer a question, change, undo, forget."""

import pytest

from parley.web.page import FAILED

pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
JOIN = "**/gradio_api/queue/join*"


def test_ask_then_answer_the_coachs_question_with_a_button(visit) -> None:
    visit.ask(QUESTION)
    assert "£159K base" in visit.answer
    visit.after(visit.page.get_by_role("button", name="Not yet").click, turns=2)
    assert visit.latest.locator(".words").inner_text() == "Not yet"


def test_the_answer_is_in_view_after_asking(visit) -> None:
    visit.ask(QUESTION)
    visit.ask(OFFER)
    visit.page.wait_for_timeout(300)
    top = visit.latest.locator(".answer").first.bounding_box()["y"]
    assert 0 < top < visit.page.viewport_size["height"] / 2


def test_an_example_can_be_clicked(visit) -> None:
    visit.after(visit.page.locator("button.example").first.click, turns=1)
    assert visit.answer.strip()


def test_a_next_step_starts_the_offer_form_and_sends_a_sentence(visit) -> None:
    visit.ask(QUESTION)
    visit.way("Enter the offer").click()
    form = visit.page.locator("#terms")
    form.get_by_label("Base a year").fill("£130k")
    form.get_by_label("Equity, in money").fill("£95k")
    form.get_by_label("Bonus, % of base").fill("5")
    visit.after(form.get_by_role("button", name="Send").click, turns=2)
    assert visit.latest.locator(".words").inner_text() == (
        "They offered £130k base, £95k equity over 4 years, 5% bonus"
    )
    assert "£156K base" in visit.answer


def test_a_fact_is_changed_where_it_stands_and_the_change_is_a_message(visit) -> None:
    visit.ask(QUESTION)
    visit.open_case()
    visit.fact("region").get_by_role("button", name="Change place").click()
    visit.after(visit.fact("region").get_by_role("button", name="New York").click, turns=2)
    assert visit.latest.locator(".words").inner_text() == "The job is in New York"
    assert "$" in visit.answer
    visit.open_case()
    visit.fact("walk_away").get_by_role("button", name="Add your walk-away").click()
    visit.fact("walk_away").locator("input").fill("$190k")
    visit.after(lambda: visit.page.keyboard.press("Enter"), turns=3)
    assert "$190K" in visit.fact("walk_away").locator(".value").text_content()


def test_a_message_can_be_edited_undone_and_asked_again(visit) -> None:
    visit.ask(QUESTION)
    visit.ask(OFFER)
    visit.page.locator(".turn[data-turn='1'] [data-act='edit']").click()
    box = visit.page.get_by_label("Your message, in other words")
    box.fill("what should I counter at W&B New York?")
    box.press("Enter")
    visit.page.wait_for_function("() => document.querySelector('.answer').innerText.includes('$')")
    assert visit.turns == 2
    visit.after(visit.latest.locator(".acts").get_by_role("button", name="Undo").click, turns=1)
    visit.after(visit.latest.get_by_role("button", name="Ask again").click, turns=1)
    assert "New York" in visit.answer


def test_the_picture_shows_range_offer_and_asks_with_their_words(visit) -> None:
    visit.ask(QUESTION)
    visit.ask(OFFER)
    small = visit.page.viewport_size["width"] < 940
    picture = (visit.latest if small else visit.page.locator("#side")).locator("figure.band")
    assert picture.is_visible()
    words = " ".join(picture.locator(".band-row").first.inner_text().split())
    for part in ("Base a year", "£125K to £163K", "Their offer £130K", "The guide's own ask £159K", "Your ask £156K"):
        assert part in words
    assert picture.locator(".line .mark").count() == 8


@pytest.mark.parametrize("words", ["weights", "london"])
def test_the_guides_can_be_searched_and_asked_about(desk, words: str) -> None:
    desk.page.get_by_role("button", name="Guides", exact=True).click()
    desk.page.wait_for_selector(".shelf-item")
    desk.page.keyboard.type(words)
    desk.page.wait_for_function("() => document.querySelectorAll('.shelf-item').length === 1")
    desk.after(desk.page.locator("#shelf").get_by_role("button", name="London").click, turns=1)
    assert "Weights & Biases" in desk.answer


def test_a_conversation_survives_reload(visit) -> None:
    visit.ask(QUESTION)
    visit.latest.locator(".blank").first.fill("Sam")
    visit.after(visit.page.reload, turns=1)
    assert "£159K base" in visit.answer
    assert visit.latest.locator(".blank").first.inner_text() == "Sam"


@pytest.mark.parametrize(
    "payload", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[x](javascript:alert(1))"]
)
def test_a_message_is_text_and_never_runs(desk, payload: str) -> None:
    ran: list[str] = []
    desk.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    desk.ask(payload)
    desk.page.wait_for_timeout(200)
    assert not ran
    assert desk.page.locator("#log :is(img, script, a:not([href^='mailto:']))").count() == 0
    assert desk.latest.locator(".words").inner_text() == payload


@pytest.mark.parametrize(
    ("status", "detail", "says"),
    [
        pytest.param(503, "Busy, try again in 2 seconds.", "currently busy", id="busy"),
        pytest.param(429, "Busy, try again in 9 seconds.", "Busy, try again in 9 seconds.", id="too often"),
        pytest.param(500, "", "by a fault of Parley’s", id="a fault"),
    ],
)
def test_a_refusal_is_told_at_once_where_the_answer_was_to_come(desk, status: int, detail: str, says: str) -> None:
    desk.ask(QUESTION)
    asked: list[str] = []
    refuse = {"status": status, "json": {"detail": detail}}
    desk.page.route(JOIN, lambda route: (asked.append(route.request.url), route.fulfill(**refuse)))
    desk.page.fill("#message textarea", OFFER)
    desk.page.locator("#message textarea").press("Enter")
    _is_told(desk, says)
    desk.page.wait_for_timeout(4500)
    assert len(asked) == 1, "it was sent again by itself"
    desk.page.unroute(JOIN)
    desk.after(desk.page.locator(".pending").get_by_role("button", name="Try again").click, turns=2)
    desk.errors[:] = [error for error in desk.errors if f"status of {status}" not in error]


def test_an_answer_that_fails_is_told_at_once_and_can_be_asked_for_again(desk, monkeypatch) -> None:
    desk.ask(QUESTION)
    with monkeypatch.context() as broken:
        broken.setattr("parley.web.server.screen", lambda coach, kept: {}["broken"])
        desk.page.fill("#message textarea", OFFER)
        desk.page.locator("#message textarea").press("Enter")
        _is_told(desk, FAILED)
    desk.after(desk.page.locator(".pending").get_by_role("button", name="Try again").click, turns=2)


def _is_told(desk, says: str) -> None:
    """Within moments, in place of the dots; the corner of the page says nothing beside it."""
    note = desk.page.locator(".pending .late")
    note.wait_for(timeout=3000)
    assert says in note.inner_text()
    assert "An error occurred" not in note.inner_text()
    assert OFFER in desk.page.locator(".pending").inner_text()
    desk.page.locator("[data-testid=toast-body]").wait_for(state="detached", timeout=3000)


def test_when_no_answer_comes_the_page_says_what_to_do(desk) -> None:
    desk.ask(QUESTION)
    desk.page.clock.install()
    desk.page.route("**/gradio_api/queue/**", lambda route: route.fulfill(status=200, json={"event_id": "lost"}))
    desk.page.fill("#message textarea", OFFER)
    desk.page.locator("#message textarea").press("Enter")
    desk.page.clock.fast_forward(21_000)
    note = desk.page.locator(".pending")
    assert "press Try again" in note.inner_text()
    assert OFFER in note.inner_text()
    desk.page.unroute("**/gradio_api/queue/**")
