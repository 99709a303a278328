"""Text made plain, and text made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from parley.render import escape_markdown, plain


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**Ask** for *more* `base`", "Ask for more base"),
        ("Pay is good [Source: Levels.fyi, 2025] here", "Pay is good here"),
        ("See [the page](https://x.example/a) and ![pic](b.png)", "See the page and pic"),
        (":rocket: Go :gb:", "Go"),
        ("# Title\n\n> quoted\n- item", "Title\n\nquoted\nitem"),
        ("<b>bold</b> &amp; <script>x()</script>", "bold & x()"),
        ("E*TRADE and snake_case_name stay", "E*TRADE and snake_case_name stay"),
        ("5 * 3 * 2 and $210K", "5 * 3 * 2 and $210K"),
        ("at 10:30:45 today", "at 10:30:45 today"),
        ("fill [your name] in", "fill [your name] in"),
    ],
)
def test_plain(markdown, expected):
    assert plain(markdown) == expected


@given(st.text(alphabet="<>&*_`#[]()!|~$\\+-.1a b\n:/\"';mplt", max_size=40))
def test_what_is_escaped_shows_as_it_was_and_does_nothing(text):
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape_markdown(text))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or () if child.type != "text"
    }
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "softbreak", "hardbreak", "text_special"}
