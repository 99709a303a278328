"""Hostile words of guides and people on the page: every tag and attribute is one of ours, whatever the words are."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.coach import Coach
from parley.web.orders import Kept
from parley.web.view import screen
from security.hostile import TALK, hostile_coach

CORPUS = table(Path(__file__).parents[1] / "security" / "injection.yaml")
BREAKING = (
    '"><img src=x onerror=alert(1)>', "' autofocus onfocus=alert(1) x='", '"onmouseover="alert(1)',
    "</span></article></div><script>alert(1)</script>", "--><svg onload=alert(1)>", "]]><b>x</b>",
)  # fmt: skip
TAGS = {
    "article", "aside", "b", "blockquote", "br", "button", "code", "details", "div", "em", "figcaption", "figure", "h2",
    "h3", "h4", "h5", "hr", "i", "li", "ol", "p", "path", "pre", "section", "span", "strong", "summary", "svg", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "class", "d", "hidden", "id", "open", "role", "scope", "start",
    "style", "tabindex", "type", "viewbox",
}  # fmt: skip


class Seen(HTMLParser):
    """Every tag and attribute of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        strange = {name for name, _ in attrs if name not in ATTRIBUTES and not name.startswith("data-")}
        self.found |= {f"<{tag}>"} - {f"<{known}>" for known in TAGS} | strange


def strange_parts(coach: Coach, talk: tuple[str, ...]) -> set[str]:
    return Seen(screen(coach, Kept(talk, 1)).feed).found


@pytest.mark.parametrize("payload", [*BREAKING, *CORPUS["markdown"][::4]])
def test_a_guide_brings_no_tag_and_no_attribute(payload: str, tmp_path: Path) -> None:
    assert not strange_parts(hostile_coach(payload, tmp_path), TALK)


@pytest.mark.parametrize("payload", [*BREAKING, *CORPUS["markdown"]])
def test_a_person_brings_none_either(payload: str, coach: Coach) -> None:
    rival = f"I also have an offer from {payload} at £150k base"
    assert not strange_parts(coach, ("W&B London", payload, rival, f"they want an answer by {payload}"))
