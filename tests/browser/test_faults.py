"""Small things that were found wrong, each looked at in Chromium (the list: tests/web/page_faults.yaml)."""

import json

import pytest

pytestmark = pytest.mark.browser
GUIDES = [
    {"company": "Acme", "role": role, "path": f"acme/{role}.md", "places": ["London"]}
    for role in ("Nurse", "Porter", "Surgeon")
]


def test_a_companys_guides_stand_in_one_group(desk) -> None:
    """Its name is read once, at the first of them."""
    told = {"found": 3, "total": 3, "guides": GUIDES}
    desk.page.route("**/desk/guides*", lambda route: route.fulfill(body=json.dumps(told)))
    desk.page.get_by_role("button", name="Guides", exact=True).click()
    desk.page.locator(".shelf-item").nth(2).wait_for()
    heights = desk.page.evaluate(
        "[...document.querySelectorAll('.shelf-item h3')].map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert heights[0] > 10
    assert heights[1:] == [0, 0]


def test_the_link_to_the_guides_stands_alone_and_is_large_enough(visit) -> None:
    browse = visit.page.locator(".browse button")
    browse.scroll_into_view_if_needed()
    link, below = browse.bounding_box(), visit.page.locator(".browse + p").bounding_box()
    assert link["height"] >= 44
    assert below["y"] >= link["y"] + link["height"] - 1
    colours = browse.evaluate("part => [part, ...part.children].map(each => getComputedStyle(each).color)")
    assert len(set(colours)) == 1


def test_the_name_stands_at_the_head_of_a_phone(visit) -> None:
    name = visit.page.locator(".mast .brand span").bounding_box()
    assert name["width"] > 30
