"""Several negotiations side by side: none is lost by starting, opening, naming, deleting, or by another window."""

import json
from pathlib import Path

import pytest

from parley.doors.talks import KeptTalk, talks_file

pytestmark = pytest.mark.browser
LONDON = "what should I counter at W&B London?"
ACME = "Acme Robotics offered me £61k base as nurse in Leeds. What should I ask for?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"


# What another window does that kept the talk as it was a moment ago, and says so.
WRITE_OVER = """messages => {
  const key = Object.keys(localStorage).find(one => one.startsWith('parley_talk_'));
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), messages }));
  new BroadcastChannel('parley').postMessage({ talk: key.slice('parley_talk_'.length) });
}"""


MANY, TURNS = 50, 30
FILL = """([talks, turns]) => { for (let n = 0; n < talks; n += 1) {
  const messages = Array.from({ length: turns }, (_, turn) => `message ${turn} of talk ${n}`);
  const talk = { name: '', about: { company: `Company ${n}`, stage: 'offer' }, messages, made: n, used: n };
  localStorage.setItem(`parley_talk_kept${n}`, JSON.stringify(talk));
} }"""
# Counts how often a kept talk is read out of its text.
COUNT = """() => {
  const parse = JSON.parse;
  window.parsed = 0;
  JSON.parse = (text, ...rest) => {
    if (String(text).includes('of talk ')) window.parsed += 1;
    return parse(text, ...rest);
  };
}"""


def open_list(visit) -> object:
    visit.page.get_by_role("button", name="Negotiations", exact=True).click()
    return visit.page.locator("#talks")


def new_talk(visit, message: str) -> None:
    open_list(visit).get_by_role("button", name="New negotiation").click()
    assert visit.turns == 0
    visit.ask(message)


def titles(visit) -> list[str]:
    return visit.page.locator("#talks .list > .talk-item strong").all_inner_texts()


def test_a_new_one_deletes_nothing_and_each_is_listed_with_its_company_and_stage(visit) -> None:
    visit.ask(LONDON)
    visit.latest.locator(".blank").first.fill("Sam")
    new_talk(visit, ACME)
    assert visit.latest.locator(".blank").first.inner_text() == "", "the Sam of one company is nobody at another"
    listed = open_list(visit)
    assert titles(visit) == ["Acme Robotics, nurse", "Weights & Biases, DevOps Engineer"]
    assert "offer · today" in listed.locator(".talk-item.now").inner_text()
    visit.after(listed.get_by_role("button", name="Weights & Biases").first.click, turns=1)
    assert "£159K base" in visit.answer
    assert visit.latest.locator(".blank").first.inner_text() == "Sam"
    assert "Acme" not in visit.page.locator("#side").inner_text()


def test_one_is_found_renamed_put_away_and_brought_back(desk) -> None:
    desk.ask(LONDON)
    new_talk(desk, ACME)
    listed = open_list(desk)
    desk.page.locator("#talks-find").fill("leeds")
    assert titles(desk) == ["Acme Robotics, nurse"]
    listed.get_by_role("button", name="Rename").click()
    desk.page.keyboard.type("The ward")
    desk.page.keyboard.press("Enter")
    assert titles(desk) == ["The ward"]
    desk.page.locator("#talks-find").fill("")
    listed.get_by_role("button", name="Put away: The ward").click()
    assert titles(desk) == ["Weights & Biases, DevOps Engineer"]
    listed.locator(".away summary").click()
    listed.get_by_role("button", name="Bring back: The ward").click()
    assert titles(desk) == ["The ward", "Weights & Biases, DevOps Engineer"]


def test_a_deleted_one_comes_back_whole_with_undo(desk) -> None:
    desk.ask(ACME)
    desk.latest.locator(".blank").first.fill("Sam")
    listed = open_list(desk)
    listed.get_by_role("button", name="Delete: Acme Robotics, nurse").click()
    assert titles(desk) == []
    assert desk.turns == 0
    listed.get_by_role("button", name="Undo").click()
    desk.after(listed.get_by_role("button", name="Acme Robotics, nurse").first.click, turns=1)
    assert desk.latest.locator(".blank").first.inner_text() == "Sam"


def test_all_go_out_as_one_file_and_come_back_in_another_browser(desk, chromium, tmp_path: Path) -> None:
    desk.ask(LONDON)
    desk.latest.locator(".blank").first.fill("Sam")
    new_talk(desk, ACME)
    listed = open_list(desk)
    with desk.page.expect_download() as download:
        listed.get_by_role("button", name="Export all").click()
    kept = Path(download.value.path())
    assert len(json.loads(kept.read_text(encoding="utf-8"))["talks"]) == 2
    other = chromium.new_context().new_page()
    other.goto(desk.page.url)
    other.get_by_role("button", name="Negotiations", exact=True).click()
    other.set_input_files("#talks-file", {"name": "x.json", "mimeType": "application/json", "buffer": b'{"a": 1}'})
    other.wait_for_function(
        "() => document.querySelector('#talks .note').textContent.includes('none that Parley saved')"
    )
    other.set_input_files("#talks-file", kept)
    other.wait_for_function("() => document.querySelectorAll('#talks .talk-item').length === 2")
    other.set_input_files("#talks-file", kept)
    other.wait_for_function("() => document.querySelector('#talks .note').textContent.includes('here already')")
    other.locator("#talks").get_by_role("button", name="Weights & Biases").first.click()
    other.wait_for_selector("#log .reply")
    assert other.locator(".latest .blank").first.inner_text() == "Sam"
    other.context.close()


def test_two_windows_that_speak_at_once_lose_nothing(desk) -> None:
    desk.ask(LONDON)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.wait_for_selector("#log .reply")
    for page, words in ((desk.page, OFFER), (other, "who pays on-call?")):
        page.fill("#message textarea", words)
    desk.page.locator("#message textarea").press("Enter")
    other.locator("#message textarea").press("Enter")
    for page in (desk.page, other):
        page.wait_for_function("() => document.querySelectorAll('#log .reply').length === 3")
        assert set(page.locator("#log .words").all_inner_texts()) == {LONDON, OFFER, "who pays on-call?"}


def test_what_another_window_wrote_over_in_the_same_moment_comes_back(desk) -> None:
    desk.ask(LONDON)
    desk.ask(OFFER)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.wait_for_selector("#log .reply")
    desk.ask("who pays on-call?")
    other.evaluate(WRITE_OVER, [LONDON, OFFER, "is it low?"])
    for page in (desk.page, other):
        page.wait_for_function("() => document.querySelectorAll('#log .reply').length === 4")
        assert page.locator("#log .words").all_inner_texts() == [LONDON, OFFER, "is it low?", "who pays on-call?"]


def test_what_is_taken_back_stays_so(desk) -> None:
    desk.ask(LONDON)
    desk.ask(OFFER)
    desk.after(desk.latest.get_by_role("button", name="Undo").click, turns=1)
    desk.page.wait_for_timeout(1500)
    assert desk.page.locator("#log .words").all_inner_texts() == [LONDON]


def test_two_windows_may_show_two_talks(desk) -> None:
    desk.ask(LONDON)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.wait_for_selector("#log .reply")
    new_talk(desk, ACME)
    other.reload()
    other.wait_for_selector("#log .reply")
    assert other.locator("#log .words").all_inner_texts() == [LONDON]


def test_an_answer_under_way_is_kept_where_it_was_asked(desk) -> None:
    desk.ask(LONDON)
    desk.page.fill("#message textarea", OFFER)
    desk.page.locator("#message textarea").press("Enter")
    open_list(desk).get_by_role("button", name="New negotiation").click()
    desk.page.wait_for_timeout(1500)
    assert desk.turns == 0
    listed = open_list(desk)
    desk.after(listed.get_by_role("button", name="Weights & Biases").first.click, turns=2)
    assert "£156K" in desk.latest.inner_text()


def test_two_negotiations_are_compared_from_the_list(visit) -> None:
    visit.ask("Bolt offered me £150k base, £80k equity over 4 years. What should I ask for?")
    new_talk(visit, f"W&B London: {OFFER}")
    listed = open_list(visit)
    visit.after(listed.get_by_role("button", name="Compare: Bolt").click, turns=2)
    table = visit.latest.locator(".sides")
    assert table.locator("thead th").all_inner_texts() == ["Weights & Biases", "Bolt"]
    assert table.locator(".bar").count() == 2
    bounds, width = table.locator("table").bounding_box(), visit.page.viewport_size["width"]
    assert bounds["x"] + bounds["width"] <= width, "the table fits the window"


def test_ctrl_k_finds_one_and_opens_it_by_keyboard(desk) -> None:
    desk.ask(LONDON)
    new_talk(desk, ACME)
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type("devops")
    assert titles(desk) == ["Weights & Biases, DevOps Engineer"]
    desk.page.keyboard.press("Tab")
    desk.after(lambda: desk.page.keyboard.press("Enter"), turns=1)
    assert "£159K base" in desk.answer


def test_a_case_made_of_a_file_is_taken_in_and_answered(desk, tmp_path: Path) -> None:
    letter = "Dear Ann,\n\nWe are pleased to offer you the post of Baker at Loaf, Leeds.\nBase salary: £29,000 per year"
    case = tmp_path / "case.json"
    case.write_text(talks_file((KeptTalk("Loaf", (letter,)),), "a1b2c3d4", 1), encoding="utf-8")
    open_list(desk)
    desk.page.set_input_files("#talks-file", case)
    desk.page.locator("#talks .talk-item").get_by_role("button", name="Loaf").first.click()
    desk.page.wait_for_selector("#log .reply")
    assert "£29,000" in desk.page.inner_text("#log")


def work_of(visit, act) -> int:
    """How often the page is laid out while something is done."""
    chrome = visit.page.context.new_cdp_session(visit.page)
    chrome.send("Performance.enable")

    def layouts() -> int:
        found = chrome.send("Performance.getMetrics")["metrics"]
        return next(int(each["value"]) for each in found if each["name"] == "LayoutCount")

    before = layouts()
    act()
    return layouts() - before


def test_many_kept_talks_cost_an_answer_nothing_and_the_list_reads_each_once(desk) -> None:
    """Counted, not timed: what is parsed and how often the page is laid out."""
    page = desk.page
    desk.ask(LONDON)
    alone = work_of(desk, lambda: desk.ask(OFFER))
    page.evaluate(FILL, [MANY, TURNS])
    page.add_init_script(f"({COUNT})()")
    page.reload()
    page.wait_for_selector("#log .reply")
    beside = work_of(desk, lambda: desk.ask("make it shorter"))
    assert beside <= alone + 2
    assert page.evaluate("window.parsed") == 0
    open_list(desk)
    assert len(titles(desk)) == MANY + 1
    assert page.evaluate("window.parsed") == MANY
    page.locator("#talks-find").press_sequentially("company 49")
    assert titles(desk) == ["Company 49"]
    page.get_by_role("button", name="Close the list").click()
    open_list(desk)
    assert page.evaluate("window.parsed") == MANY


def test_what_another_window_wrote_into_a_talk_is_listed_and_found(desk) -> None:
    """What was read once is read again where its text changed."""
    desk.ask(LONDON)
    desk.page.evaluate(FILL, [2, 3])
    open_list(desk)
    assert "Company 1" in titles(desk)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.evaluate("""() => { const key = 'parley_talk_kept1', told = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({ ...told, name: 'Renamed over there' })); }""")
    desk.page.fill("#talks-find", "over there")
    assert titles(desk) == ["Renamed over there"]
