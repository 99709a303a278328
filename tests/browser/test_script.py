"""The script card: forms, tones, blanks, copying, mail, files, edits; and the source of each figure."""

import pytest

pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"


def fill_blanks(visit) -> None:
    for words in ("Sam", "cut deploys to 9 minutes", "kept 99.99% for a year", "Ada"):
        visit.latest.locator(".blank:not(.filled)").first.click()
        visit.page.keyboard.type(words)


def clipboard(visit) -> str:
    visit.latest.locator(".copy").click()
    visit.page.wait_for_function(
        "() => document.querySelector('.turn:last-of-type .copy').innerText.includes('Copied')"
    )
    return visit.page.evaluate("navigator.clipboard.readText()")


def test_blanks_are_counted_filled_in_place_and_ready_at_zero(visit) -> None:
    visit.ask(f"W&B London. {OFFER}. what should I counter?")
    status = visit.latest.locator(".status")
    assert status.inner_text() == "4 blanks to fill"
    assert "4 blanks left" in (clipboard(visit) and visit.latest.locator(".copy").inner_text())
    fill_blanks(visit)
    assert status.inner_text() == "Ready to send"
    copied = clipboard(visit)
    assert copied.startswith("Hi Sam,\n\nThank you again")
    assert copied.endswith("\nAda")
    assert "[" not in copied
    assert not any(ord(letter) in (0xA0, 0x200B, 0xFEFF) for letter in copied)


def test_forms_and_tones_change_the_words_and_keep_what_was_filled_in(visit) -> None:
    visit.ask(f"W&B London. {OFFER}. what should I counter?")
    visit.latest.locator(".blank").first.fill("Sam")
    visit.latest.get_by_role("radio", name="Formal").click()
    assert visit.latest.locator(".words-to-send").inner_text().startswith("Dear Sam")
    visit.latest.get_by_role("tab", name="Call").click()
    assert visit.latest.locator(".sheet h3").inner_text() == "Call script"
    assert "Sam" in visit.latest.locator(".words-to-send").inner_text()
    visit.latest.get_by_role("tab", name="Text").click()
    assert len(visit.latest.locator(".words-to-send").inner_text()) < 400
    visit.ask("they said there is no budget. write me a reply")
    assert visit.latest.get_by_role("radio", name="Formal").get_attribute("aria-checked") == "true"


def test_the_text_can_be_edited_and_the_edit_survives_a_reload(desk) -> None:
    desk.ask(QUESTION)
    desk.latest.locator(".sheet").get_by_role("button", name="Edit").click()
    box = desk.latest.locator(".edit-box")
    box.fill(box.input_value() + "\nPS I start in May.")
    desk.latest.get_by_role("button", name="Done").click()
    desk.after(desk.page.reload, turns=1)
    assert desk.latest.locator(".words-to-send").inner_text().endswith("PS I start in May.")
    desk.latest.locator(".sheet").get_by_role("button", name="Edit").click()
    desk.latest.get_by_role("button", name="Back to my draft").click()
    assert "PS" not in desk.latest.locator(".words-to-send").inner_text()


def test_mail_opens_with_subject_and_body(desk) -> None:
    desk.ask(QUESTION)
    link = desk.latest.locator(".mail")
    assert link.get_attribute("href").startswith("mailto:?subject=DevOps%20Engineer%20offer")
    assert "%0D%0A%0D%0AThank%20you" in link.get_attribute("href")


def test_a_script_downloads_on_the_first_click(visit) -> None:
    visit.ask(QUESTION)
    with visit.page.expect_download() as download:
        visit.latest.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "counter-e-mail.txt"


def test_copy_works_over_plain_http(chromium, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"http://parley.test:{address.rpartition(':')[2]}")
    page.wait_for_selector("#message textarea")
    assert not page.evaluate("isSecureContext")
    page.wait_for_timeout(500)
    page.fill("#message textarea", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".copy").click()
    page.wait_for_function("() => document.querySelector('.copy').innerText.startsWith('Copied')")
    page.locator("#message textarea").focus()
    page.keyboard.press("Control+V")
    assert "£159,000" in page.locator("#message textarea").input_value()
    context.close()


def test_a_figure_shows_its_source_by_tap_and_the_guide_opens_at_the_line(visit) -> None:
    visit.ask(QUESTION)
    visit.latest.locator(".answer .figure").first.click()
    card = visit.page.locator("#source")
    assert "Computed as 125,000 + 0.90 x (163,000 - 125,000)" in " ".join(
        card.inner_text().replace("COMPUTED AS", "Computed as").split()
    )
    card.get_by_role("button", name="Guide line 56").click()
    line = visit.page.locator("#guide .here")
    line.wait_for()
    assert "London · £125K–£163K" in line.inner_text()
    assert line.bounding_box()["y"] > 0
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("#guide").is_visible()


def test_a_figure_shows_its_source_by_hover_and_by_keyboard(desk) -> None:
    desk.ask(QUESTION)
    card, figure = desk.page.locator("#source"), desk.latest.locator(".answer .figure").first
    figure.hover()
    card.wait_for()
    desk.page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    figure.focus()
    desk.page.keyboard.press("Enter")
    card.wait_for()
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.closest('#source') !== null")
    desk.page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert desk.page.evaluate("document.activeElement.matches('.answer .figure')")


def test_a_source_says_what_the_user_said_and_leads_to_the_message(desk) -> None:
    desk.ask(QUESTION)
    desk.ask(OFFER)
    desk.latest.locator(".fold.why summary").click()
    desk.latest.locator(".fold.why .figure", has_text="£130K").first.click()
    assert "£130k" in desk.page.locator("#source").inner_text()
    desk.page.locator("#source").get_by_role("button", name="in message 2").first.click()
