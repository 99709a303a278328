"""A letter as a file on the page: dropped, chosen or pasted, its words come into the box, and an answer of them."""

import base64

import pytest
from tests.browser.test_everyone import faults
from tests.files.making import docx, pdf

from parley.doors.length import MAX_MESSAGE

pytestmark = pytest.mark.browser
LETTER = """Dear Ann,

We are pleased to offer you the position of DevOps Engineer at Weights & Biases in London.

Your base salary will be GBP 130,000 a year. You will be granted equity worth GBP 95,000, vesting over 4 years.

Please let us have your answer by Friday."""
GIVE = """([kind, name, data]) => {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const told = { bubbles: true, cancelable: true };
  const at = document.querySelector('#message textarea');
  at.dispatchEvent(kind === 'paste' ? new ClipboardEvent(kind, { ...told, clipboardData: held })
    : new DragEvent(kind, { ...told, dataTransfer: held }));
}"""
READ = "() => { const it = document.querySelector('#letter-note'); return it.textContent && it.className !== 'busy'; }"


def give(visit, kind: str, name: str, data: bytes) -> str:
    """Drop or paste a file; what the page says of it."""
    visit.page.wait_for_selector("#letter")
    visit.page.evaluate(GIVE, [kind, name, base64.b64encode(data).decode()])
    visit.page.wait_for_function(READ, timeout=20000)
    return visit.page.locator("#letter-note").inner_text()


def test_a_letter_is_dropped_seen_and_answered(visit) -> None:
    visit.page.fill("#message textarea", "Is this any good?")
    assert give(visit, "drop", "offer.pdf", pdf(LETTER)).startswith("Read the page of offer.pdf.")
    box = visit.page.locator("#message textarea")
    assert box.input_value() == f"Is this any good?\n\n{LETTER}"
    bounds, window = box.bounding_box(), visit.page.viewport_size
    assert bounds["y"] + bounds["height"] <= window["height"]
    visit.after(lambda: visit.page.locator("#message .submit-button").click(), turns=1)
    assert visit.latest.locator(".words").text_content() == f"Is this any good?\n\n{LETTER}"
    assert "£130K" in visit.answer
    assert not visit.page.locator("#letter-note").inner_text()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= window["width"]


def test_a_letter_is_chosen_with_the_button_and_by_keyboard(desk) -> None:
    desk.page.wait_for_selector("#letter")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.locator("#letter").press("Enter")
    chooser.value.set_files([{"name": "offer.docx", "mimeType": "", "buffer": docx(LETTER)}])
    desk.page.wait_for_function(READ, timeout=20000)
    assert desk.page.locator("#message textarea").input_value().strip() == LETTER


def test_a_letter_is_pasted_and_what_is_none_is_told_and_loses_nothing(desk) -> None:
    desk.page.fill("#message textarea", "my own words")
    assert give(desk, "paste", "photo.png", b"\x89PNG\r\n\x1a\n....").startswith("photo.png is a picture")
    assert desk.page.locator("#message textarea").input_value() == "my own words"
    refused = desk.errors.pop()  # the browser's own line on the answer that refuses it
    assert "422" in refused
    assert give(desk, "paste", "offer.txt", LETTER.encode()).startswith("Read ")
    assert desk.page.locator("#message textarea").input_value() == f"my own words\n\n{LETTER}"


def test_forty_thousand_characters_are_sent_whole_and_more_are_told_with_their_count(desk) -> None:
    desk.page.wait_for_selector("#letter")
    box = desk.page.locator("#message textarea")
    rules = "The Employee shall keep the rules. " * 2000
    box.fill("x" * (MAX_MESSAGE - 100))
    assert "it would be too long" in give(desk, "drop", "offer.pdf", pdf(LETTER))
    assert "I read at most 40,000 at once" in desk.page.locator("#toolong").inner_text()
    assert box.input_value() == "x" * (MAX_MESSAGE - 100)
    long = f"{LETTER}\n\n{rules}"[:MAX_MESSAGE].rstrip()
    box.fill(long)
    desk.after(lambda: box.press("Enter"), turns=1)
    assert desk.latest.locator(".words").text_content() == long


IN_DOUBT = """Dear Ann,

We are pleased to offer you the position of DevOps Engineer at Weights & Biases in London.
Your base salary will be GBP 129,000 a year.
Annual base salary: GBP 119,000.
A signing bonus of GBP 7,500 is payable with your first salary.
Employer pension contribution: 6% of base salary."""


def row(visit, words: str):
    return visit.page.locator(".turn .read").last.locator("li", has_text=words)


def test_every_button_of_the_card_acts_and_the_mail_comes_of_it(visit) -> None:
    visit.page.wait_for_selector("#letter")
    visit.page.fill("#message textarea", IN_DOUBT)
    visit.after(lambda: visit.page.locator("#message .submit-button").click(), turns=1)
    first = visit.page.locator(".read li")
    assert [first.nth(at).get_attribute("class") for at in range(3)] == ["row doubtful", "row doubtful", "row"]
    assert not visit.latest.locator(".sheet").count()
    assert not faults(visit.page)

    visit.after(lambda: row(visit, "129,000").get_by_role("button", name="Right").click(), turns=2)
    assert "£129K base" in visit.answer
    assert not row(visit, "119,000").count()

    row(visit, "Base").get_by_role("button", name="Change").click()
    field = row(visit, "Base").get_by_role("textbox")
    field.fill("lots")
    field.press("Enter")
    assert "in figures" in row(visit, "Base").get_by_role("alert").inner_text()
    field.fill("128,000")
    visit.after(lambda: field.press("Enter"), turns=3)
    assert "£128K base" in visit.answer
    assert "£128,000" in row(visit, "Base").inner_text()

    visit.after(lambda: row(visit, "Signing bonus").get_by_role("button", name="Not pay").click(), turns=4)
    assert not row(visit, "Signing bonus").count()
    assert "£7.5K" not in visit.page.locator(".case, #case").first.inner_text()

    visit.ask("write the mail")
    asked = visit.latest.locator(".sheet").first.inner_text()
    assert "£154,000" in asked, "a fifth over the £128,000 that was put right"
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= visit.page.viewport_size["width"]


def test_change_closes_with_escape_and_leaves_everything_as_it_was(desk) -> None:
    desk.page.wait_for_selector("#letter")
    desk.page.fill("#message textarea", LETTER)
    desk.after(lambda: desk.page.locator("#message .submit-button").click(), turns=1)
    change = row(desk, "Base").get_by_role("button", name="Change")
    change.click()
    row(desk, "Base").get_by_role("textbox").press("Escape")
    assert not row(desk, "Base").locator("form").count()
    assert desk.page.evaluate("document.activeElement.dataset.act") == "claim"
    assert desk.turns == 1
