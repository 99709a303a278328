"""Room for the answer on every window, keys, settings, links, and what is said when something fails."""

import pypdfium2
import pytest
from PIL import ImageOps

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
from tests.browser.conftest import opened  # noqa: E402
from tests.browser.test_everyone import faults, sideways  # noqa: E402

pytestmark = pytest.mark.browser
QUESTION = "what should I counter at W&B London?"
COMPARED = "My other offer is from Bolt: £150k base, £80k equity over 4 years. Compare the two offers."
HOURLY = "A care home in Leeds offered me £14.50 an hour as a care assistant, 37.5 hours a week. What should I ask for?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
SIZES = {
    "desktop": (1280, 800),
    "landscape": (844, 390),
    "zoomed": (640, 400),
    "phone": (390, 844),
    "small": (320, 640),
}


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def window(request, desk):
    width, height = request.param
    desk.page.set_viewport_size({"width": width, "height": height})
    return desk


def test_the_answer_has_the_room(window) -> None:
    window.ask(QUESTION)
    window.ask(OFFER)
    window.page.wait_for_timeout(400)
    height = window.page.viewport_size["height"]
    below = window.page.locator("#composer").bounding_box()
    assert below["height"] <= height / 3 + 1
    answer = window.latest.locator(".answer").first.bounding_box()
    assert 0 <= answer["y"] < below["y"] - 60, "the answer's first lines are in view"
    assert sideways(window.page) <= 0


def test_after_a_long_paste_the_answer_is_in_view_and_the_letter_is_folded(window) -> None:
    letter = (
        f"{OFFER} at W&B London. What should I ask for?\n" + "This line of the letter says nothing about pay.\n" * 40
    )
    window.ask(letter)
    window.page.wait_for_timeout(400)
    answer = window.latest.locator(".answer").first.bounding_box()
    assert 0 <= answer["y"] < window.page.locator("#composer").bounding_box()["y"] - 40
    words = window.latest.locator(".words")
    folded = words.bounding_box()["height"]
    window.latest.get_by_role("button", name="Show all of it").click()
    assert words.bounding_box()["height"] > 2 * folded


def test_many_answers_stand_in_one_row_until_opened(desk) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.ask(QUESTION)
    ways, more = desk.page.locator("#dock .ways"), desk.page.locator("#dock .all")
    closed = ways.bounding_box()["height"]
    more.click()
    assert ways.bounding_box()["height"] > closed
    assert more.get_attribute("aria-expanded") == "true"


def test_what_is_too_long_is_refused_with_the_count_and_nothing_is_cut(desk) -> None:
    most = int(desk.page.locator("#toolong").get_attribute("data-most"))
    desk.page.fill("#message textarea", "x" * (most + 230))
    desk.page.locator("#message textarea").press("Enter")
    assert "take out 230" in desk.page.locator("#toolong").inner_text()
    assert desk.turns == 0
    assert len(desk.page.input_value("#message textarea")) == most + 230
    desk.page.fill("#message textarea", QUESTION)
    assert desk.page.locator("#toolong").is_hidden()


def test_a_lost_server_is_said_at_once_in_our_own_bar_and_the_message_goes_back_into_the_box(desk) -> None:
    desk.ask(QUESTION)
    desk.page.route("**/gradio_api/**", lambda route: route.abort())
    desk.page.route("**/desk/**", lambda route: route.abort())
    desk.page.fill("#message textarea", OFFER)
    desk.page.locator("#message textarea").press("Enter")
    desk.page.locator(".pending .late").wait_for(timeout=3000)
    assert "cannot be reached" in desk.page.locator("#net").inner_text()
    assert not desk.page.locator(".toast-wrap").is_visible()
    desk.page.get_by_role("button", name="Back into the box").click()
    assert desk.page.input_value("#message textarea") == OFFER
    assert desk.page.locator(".pending").count() == 0
    desk.errors[:] = [error for error in desk.errors if "ERR_FAILED" not in error and "Failed to fetch" not in error]


def test_keys_do_what_the_list_says(desk) -> None:
    page = desk.page
    desk.ask(QUESTION)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("c")
    assert "£159,000" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("e")
    assert page.locator(".edit-box").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".edit-box").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.querySelector('#message textarea')")
    page.keyboard.press("ArrowUp")
    assert page.get_by_label("Your message, in other words").input_value() == QUESTION
    page.keyboard.press("Escape")
    for key, dialog in (("g", "#shelf"), ("t", "#talks"), ("?", "#keys")):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        assert page.locator(dialog).is_visible(), key
        page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    first = page.locator("#dock .ways button").first.inner_text()
    desk.after(lambda: page.keyboard.press("1"), turns=2)
    assert desk.latest.locator(".words").inner_text() == first
    page.keyboard.press("Control+k")
    assert page.locator("#talks").is_visible()


def test_all_amounts_of_a_letter_are_one_stop_and_arrows_go_between_them(desk) -> None:
    desk.ask(QUESTION)
    letter = desk.latest.locator(".sheet-body")
    assert letter.locator(".figure[tabindex='0']").count() == 1
    letter.locator(".figure").first.focus()
    desk.page.keyboard.press("ArrowRight")
    assert desk.page.evaluate("document.activeElement.innerText") == letter.locator(".figure").nth(1).inner_text()


def test_the_skip_link_leads_to_the_box(desk) -> None:
    desk.page.locator(".skip").focus()
    assert desk.page.locator(".skip").bounding_box()["y"] >= 0
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_function("() => document.activeElement === document.querySelector('#message textarea')")


def test_settings_are_kept(chromium, address: str) -> None:
    visits = opened(chromium, address, "desktop light")
    visit = next(visits)
    page = visit.page
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.welcome p')).fontSize)")
    page.get_by_role("button", name="More", exact=True).click()
    page.locator("#more [data-open=settings]").click()
    for choice in ("Dark", "Large", "Full: all open"):
        page.locator("#settings").get_by_label(choice, exact=True).check()
    assert not faults(page)
    page.reload()
    page.wait_for_selector("#message textarea")
    assert page.evaluate("document.body.classList.contains('dark')")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.welcome p')).fontSize)") > before
    visit.ask(QUESTION)
    assert visit.latest.locator("details:not([open])").count() == 0
    next(visits, None)


@pytest.mark.parametrize(
    ("said", "choice", "amount", "words"),
    [
        pytest.param(f"W&B London: {OFFER}", "A year and a month", "£156K", '"(£13,000 a month)"', id="month"),
        pytest.param(HOURLY, "A year and an hour, where you told one", "£32,175", '"(£16.50 an hour)"', id="hour"),
        pytest.param(f"W&B London: {OFFER}", "A year and an hour, where you told one", "£156K", "none", id="none told"),
    ],
)
def test_pay_stands_by_the_month_or_hour_too_where_it_is_wanted(desk, said, choice, amount, words) -> None:
    desk.ask(said)
    desk.page.get_by_role("button", name="More", exact=True).click()
    desk.page.locator("#more [data-open=settings]").click()
    for each in (choice, "Full: all open"):
        desk.page.locator("#settings").get_by_label(each, exact=True).check()
    desk.page.keyboard.press("Escape")
    beside = "part => getComputedStyle(part, '::after').content"
    figure = desk.latest.locator(":is(.answer, .fold) .figure", has_text=amount).first
    assert figure.evaluate(beside) == words
    assert desk.latest.locator(".sheet-body .figure").first.evaluate(beside) == "none", "a letter stays as drafted"
    desk.after(desk.page.reload, turns=1)
    assert figure.evaluate(beside) == words
    if words != "none":
        figure.click()
        assert words.strip('"()') in desk.page.locator("#source .per:visible").inner_text()


def test_a_link_with_a_question_opens_a_new_talk_with_it_typed_and_not_sent(desk) -> None:
    desk.ask(QUESTION)
    desk.page.goto(f"{desk.page.url}?q=what%20about%20%C2%A361k%3F")
    desk.page.wait_for_function("() => document.querySelector('#message textarea')?.value === 'what about £61k?'")
    assert desk.turns == 0
    assert "q=" not in desk.page.url


def test_the_offer_form_keeps_the_years_and_what_it_does_not_show(desk) -> None:
    desk.ask("W&B London offered £130k base, £24k equity over 1 year, 5% bonus")
    desk.open_case()
    assert "over 1 year" in desk.fact("offer").inner_text()
    desk.fact("offer").get_by_role("button").click()
    form = desk.page.locator("#terms")
    assert form.get_by_label("Equity is over (years)").input_value() == "1"
    form.get_by_label("Base a year").fill("£135k")
    desk.after(form.get_by_role("button", name="Send").click, turns=2)
    assert "£24K equity over 1 year" in desk.latest.locator(".words").inner_text()
    assert "over 1 years" not in desk.latest.inner_text()


def test_a_walk_away_can_be_taken_back_where_it_stands(desk) -> None:
    desk.ask(QUESTION)
    desk.ask("my walk-away is £150k a year")
    desk.open_case()
    desk.fact("walk_away").get_by_role("button").click()
    desk.after(desk.fact("walk_away").get_by_role("button", name="Remove").click, turns=3)
    assert "not told" in desk.fact("walk_away").inner_text()


def test_what_changed_is_noted_with_a_way_back(desk) -> None:
    desk.ask(QUESTION)
    desk.ask("what about new york instead?")
    assert "place New York" in desk.latest.locator(".noted").inner_text()
    desk.after(desk.latest.locator(".noted [data-act=undo]").click, turns=1)
    assert "London" in desk.fact("region").inner_text()


def test_kept_talks_and_the_shell_open_without_the_server(desk) -> None:
    desk.ask(QUESTION)
    desk.page.evaluate("navigator.serviceWorker.ready.then(() => 'ready')")
    desk.page.reload()
    desk.page.wait_for_selector("#log .reply")
    desk.page.wait_for_timeout(800)
    desk.page.context.set_offline(True)
    desk.page.reload()
    desk.page.wait_for_selector("#log .reply", timeout=15000)
    assert "£159K base" in desk.answer
    desk.page.context.set_offline(False)
    desk.errors.clear()


def test_the_browsers_print_breaks_the_letter_where_it_must_and_leaves_no_page_half_empty(desk) -> None:
    """Four turns with a letter, a comparison and rounds."""
    for words in (QUESTION, OFFER, COMPARED, "they came back with £140k base, £110k equity over 4 years"):
        desk.ask(words)
    desk.page.wait_for_timeout(300)
    pages = pypdfium2.PdfDocument(desk.page.pdf(format="A4", print_background=True))
    shown = [page.render(scale=1).to_pil().convert("L") for page in pages]
    ends = [ImageOps.invert(page).point(lambda light: light if light > 40 else 0).getbbox()[3] for page in shown]
    assert len(shown) <= 8
    assert all(end > page.height * 0.7 for page, end in zip(shown[:-1], ends[:-1], strict=True)), ends
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "Skip to the message box" not in words
    assert "Ask, or paste the offer" not in words


def test_one_screen_holds_ask_picture_and_script_and_the_rest_is_folded(visit) -> None:
    visit.ask(f"W&B London: {OFFER}")
    parts = visit.latest.locator(".reply > :is(.answer, .inline-band, .sheet, .fold, .private):visible")
    kinds = [css.split()[0] for css in parts.evaluate_all("all => all.map(each => each.className)")]
    small = visit.page.viewport_size["width"] < 940
    assert kinds[: 3 if small else 2] == (["answer", "inline-band", "sheet"] if small else ["answer", "sheet"])
    assert set(kinds[3:]) == {"fold", "private"}
    assert visit.latest.locator("details[open]").count() == 0


EDITS = {
    "a message": ("[data-act=edit]", ".said form"),
    "a script": (".sheet .change", ".edit-box"),
    "a fact": (".fact[data-slot=region] button", ".fact form"),
    "an offer": (".fact[data-slot=offer] button", "#terms[open]"),
}


@pytest.mark.parametrize("what", EDITS)
def test_escape_leaves_every_edit_and_changes_nothing(desk, what: str) -> None:
    desk.ask(QUESTION)
    button, form = EDITS[what]
    desk.page.locator(button).first.click()
    desk.page.locator(form).wait_for()
    desk.page.keyboard.type("other words")
    desk.page.keyboard.press("Escape")
    assert not desk.page.locator(form).count()
    assert desk.page.evaluate("document.activeElement.matches('button')"), "where it began"
    assert desk.turns == 1
    assert "other words" not in desk.page.locator("#log").inner_text()


def test_n_begins_a_new_one_and_letters_can_be_switched_off(desk) -> None:
    desk.ask(QUESTION)
    desk.page.evaluate("localStorage.setItem('parley_settings_v1', JSON.stringify({ keys: 'off' }))")
    desk.page.evaluate("document.activeElement.blur()")
    desk.page.keyboard.press("n")
    assert desk.turns == 1
    desk.page.evaluate("localStorage.setItem('parley_settings_v1', JSON.stringify({ keys: 'on' }))")
    desk.page.keyboard.press("n")
    assert desk.turns == 0
    assert desk.page.locator(".welcome").is_visible()


def test_a_guess_has_its_alternatives_as_buttons(desk) -> None:
    desk.ask("W&B London offered £130k base and £95k equity")
    desk.ask("£5k signing bonus")
    assert "I take the equity to be over four years." in desk.latest.locator(".noted .guess").inner_text()
    desk.after(desk.latest.locator(".noted").get_by_role("button", name="3 years").click, turns=3)
    assert "£95K equity over 3 years" in desk.fact("offer").inner_text()


def test_the_page_can_be_installed(desk) -> None:
    told = desk.page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(found => found.json())")
    assert {icon["sizes"] for icon in told["icons"] if icon["type"] == "image/png"} >= {"192x192", "512x512"}
    assert told["display"] == "standalone"
    assert desk.page.evaluate("navigator.serviceWorker.ready.then(one => new URL(one.scope).pathname)") == "/"


def test_a_suggestion_longer_than_a_phone_ends_in_dots_until_the_row_is_opened(desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 640})
    desk.ask("what is the weather in Leeds?")
    long = desk.page.locator("#dock .ways button", has_text="general counter script").first
    room = desk.page.locator("#dock .ways").bounding_box()
    bounds = long.bounding_box()
    assert bounds["x"] + bounds["width"] <= room["x"] + room["width"]
    assert long.evaluate("part => part.scrollWidth > part.clientWidth")
    desk.page.locator("#dock .all").click()
    assert not long.evaluate("part => part.scrollWidth > part.clientWidth")
