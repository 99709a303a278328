"""The page as a person uses it, in real Chromium, desktop and phone: ask, answer a question, copy, paste."""

import pytest

pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"


def test_ask_answer_a_question_copy_and_paste(visit) -> None:
    visit.ask(QUESTION)
    assert "£159K base" in visit.latest
    visit.page.get_by_role("button", name="Not yet").click()
    visit.page.wait_for_function("() => document.querySelectorAll('#chat .bot-row').length === 2")
    visit.page.locator("#copy-script").click()
    visit.page.wait_for_function("() => document.querySelector('#copy-script').textContent === 'Copied'")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == visit.page.locator("#script textarea").input_value()
    assert "[Your name]" in copied
    assert "$" not in copied


def test_the_answer_is_in_view_after_asking(visit) -> None:
    visit.ask(QUESTION)
    visit.page.wait_for_timeout(400)
    top = visit.page.locator("#chat .bot-row").last.bounding_box()["y"]
    assert 0 < top < visit.page.viewport_size["height"] / 2


def test_nothing_scrolls_sideways(visit) -> None:
    visit.ask(QUESTION)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_example_can_be_clicked(visit) -> None:
    visit.page.locator("#chat button.example").first.click()
    visit.page.wait_for_selector("#chat .bot-row")
    assert visit.latest.strip()


def test_the_picture_shows_the_ask_and_says_it_in_words(visit) -> None:
    visit.ask(QUESTION)
    visit.page.get_by_role("tab", name="Pay band").click()
    picture = visit.page.locator("figure.band svg")
    picture.wait_for()
    assert "ask £159K" in picture.get_attribute("aria-label")
    assert picture.locator("circle.ask").count() == 3


def test_a_conversation_survives_reload_and_can_be_forgotten(visit) -> None:
    visit.ask(QUESTION)
    visit.page.reload()
    visit.page.wait_for_selector("#chat .bot-row")
    assert "£159K base" in visit.latest
    visit.page.get_by_role("tab", name="My facts").click()
    visit.page.get_by_role("button", name="Forget everything").click()
    visit.page.wait_for_function("() => document.querySelectorAll('#chat .bot-row').length === 0")
    visit.page.reload()
    visit.page.wait_for_selector("#message textarea")
    visit.page.wait_for_timeout(500)
    assert visit.page.locator("#chat .bot-row").count() == 0


@pytest.mark.parametrize(
    "payload", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[x](javascript:alert(1))"]
)
def test_a_message_is_text_and_never_runs(visit, payload: str) -> None:
    ran: list[str] = []
    visit.page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    visit.ask(payload)
    visit.page.wait_for_timeout(300)
    assert not ran
    assert visit.page.locator("#chat .user-row img, #chat .user-row script, #chat .user-row a").count() == 0
    assert payload in visit.page.locator("#chat .user-row").inner_text()


def test_copy_works_over_plain_http(chromium, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://parley.test:{address.rpartition(':')[2]}")
    page.wait_for_selector("#message textarea")
    assert not page.evaluate("isSecureContext")
    page.fill("#message textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .bot-row")
    page.locator("#copy-script").click()
    page.wait_for_function("() => document.querySelector('#copy-script').textContent === 'Copied'")
    page.locator("#message textarea").focus()
    page.keyboard.press("Control+V")
    assert "£159,000" in page.locator("#message textarea").input_value()
    context.close()


def test_download_on_the_first_click(visit) -> None:
    visit.ask(QUESTION)
    with visit.page.expect_download() as download:
        visit.page.locator("#download-script").click()
    assert download.value.suggested_filename == "negotiation-script.txt"
