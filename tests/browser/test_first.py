"""The empty page takes one's own case: any company, every stage, to a copied script in five actions."""

import time

import pytest

pytestmark = pytest.mark.browser


def test_from_opening_to_a_copied_script_with_ones_own_figures_without_a_guide(visit) -> None:
    started, actions = time.perf_counter(), 0
    for name, words in (("company", "Acme Robotics"), ("base", "£61k")):
        visit.page.locator(f"#first [name={name}]").fill(words)
        actions += 1
    visit.after(visit.page.get_by_role("button", name="Get my number").click, turns=1)
    visit.latest.locator(".copy").click()
    actions += 2
    visit.page.wait_for_function("() => document.querySelector('.latest .copy').innerText.startsWith('Copied')")
    script = visit.page.evaluate("navigator.clipboard.readText()")
    assert "£70,000" in script
    assert "Acme Robotics" in script
    assert actions <= 5
    assert time.perf_counter() - started < 10


def test_it_says_while_one_types_whether_there_is_a_guide(desk) -> None:
    page, about = desk.page, desk.page.locator("#first .about")
    page.locator("#first [name=company]").fill("Acme Robotics")
    about.filter(has_text="No guide here for Acme Robotics").wait_for()
    page.locator("#first [name=company]").fill("Scale AI")
    about.filter(has_text="There is a guide for DevOps Engineer at Scale AI").wait_for()
    page.wait_for_function("() => document.querySelectorAll('#first-company option').length === 2")
    assert page.locator("#first-role option").get_attribute("value") == "DevOps Engineer"


def test_each_stage_asks_for_its_own_fields_and_arrows_move_along_them(desk) -> None:
    page = desk.page
    page.locator("[data-stage=offer]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.stage") == "none"
    assert not page.locator("#first [name=base]").is_visible()
    assert page.locator("#first [name=low]").is_visible()
    page.locator("[data-stage=raise]").click()
    assert "never sent" in page.locator("[data-field=pay]").inner_text()


def test_an_empty_form_says_what_is_missing_and_sends_nothing(desk) -> None:
    desk.page.get_by_role("button", name="Get my number").click()
    desk.page.locator("#first .about").filter(has_text="Fill in what you know first").wait_for()
    assert desk.turns == 0


def test_the_same_by_keyboard_alone(desk) -> None:
    page = desk.page
    page.wait_for_selector("#letter")
    page.locator("[data-stage=offer]").focus()
    for name, words in (("company", "Acme Robotics"), ("role", ""), ("place", ""), ("base", "£61k")):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name
        page.keyboard.type(words)
    desk.after(lambda: page.keyboard.press("Enter"), turns=1)
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("c")
    page.wait_for_function("() => document.querySelector('.latest .copy').innerText.startsWith('Copied')")
    assert "£70,000" in page.evaluate("navigator.clipboard.readText()")


def test_a_sample_picture_stands_where_ones_own_will(visit) -> None:
    small = visit.page.viewport_size["width"] < 940
    sample = visit.page.locator(".welcome .sample" if small else "#side .sample")
    assert "A sample; your own stands here." in sample.inner_text()
    visit.ask("what should I counter at W&B London?")
    assert not visit.page.locator(".sample:visible").count()
    own = visit.latest.locator(".inline-band") if small else visit.page.locator("#side #band")
    assert "£125K to £163K" in own.inner_text()


def test_company_and_letter_are_asked_for_at_every_size(anywhere) -> None:
    page = anywhere.page
    assert page.locator("#first [name=company]").is_visible()
    assert "paste the letter" in page.locator(".welcome .or").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    name = page.locator(".mast .brand").inner_text()
    assert name == "Parley"
