"""Hostile words in a guide or a message stay words: nothing to follow, to load, to compute, and nothing unseen."""

import html
import json
import re
import unicodedata
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError
from markdown_it import MarkdownIt
from tests.yaml_table import table

from parley import render
from parley.coach import Reply
from parley.coach.answer import answer
from parley.coach.wording import heading_of, letter
from parley.guides.read import read_data
from parley.templates import environment
from parley.web.chart import draw_band
from security.hostile import TALK, hostile_coach, hostile_guide

CORPUS = table(Path(__file__).parent / "injection.yaml")
SOURCE = Path(__file__).parents[2] / "src" / "parley"
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ADDRESS = re.compile(r"\w://|\bwww\.\w|\w@\w", re.IGNORECASE)
LIVE = ("link_open", "image", "html_inline", "html_block")
FOLD = re.compile(r"</?(?:details|summary)>")


def live_parts(markdown):
    """What a browser would make a link, a picture or a tag of."""
    for token in MARKDOWN.parse(markdown):
        for part in (token, *(token.children or ())):
            if part.type in LIVE and "<" in FOLD.sub("", part.content or "<"):
                yield part.type, part.content
        if token.type == "inline" and ADDRESS.search(token.content):
            yield "address", token.content


def shown(reply: Reply) -> tuple[str, ...]:
    """All Markdown of a turn."""
    return (reply.text,)


def sent(reply: Reply) -> tuple[str, ...]:
    """All plain text that people paste."""
    return tuple(letter(script) for script in reply.scripts)


@pytest.fixture
def replies_to(tmp_path):
    def talk(payload):
        return hostile_coach(payload, tmp_path).conversation(TALK)

    return talk


@pytest.mark.parametrize("payload", CORPUS["markdown"])
def test_a_guide_smuggles_no_link_picture_or_tag_into_a_reply(payload, replies_to):
    for reply in replies_to(payload):
        assert not [part for text in shown(reply) for part in live_parts(text)]
        for text in sent(reply):
            assert not ADDRESS.search(text)
            assert not re.search(r"<[a-z/!]|\]\(|javascript:", text, re.IGNORECASE)


def test_a_person_smuggles_none_either(coach):
    for payload in CORPUS["markdown"]:
        for talk in (
            (payload,),
            (f"what should I counter at {payload} London?", payload),
            (
                "W&B London",
                f"I also have an offer from {payload} at £150k base",
                f"I ran {payload} for years, my levers?",
            ),
            ("W&B London", f"they offered £130k base until {payload}", f"what about {payload}?", "write it"),
        ):
            for reply in coach.conversation(talk):
                assert not [part for text in shown(reply) for part in live_parts(text)], talk
                assert not any(ADDRESS.search(text) for text in sent(reply)), talk


@pytest.mark.parametrize("payload", CORPUS["template"])
def test_a_template_in_a_guide_comes_out_as_it_went_in(payload, replies_to):
    replies = replies_to(payload)
    assert f"Acme {payload}" in html.unescape(replies[0].text)
    for reply in replies:
        assert not re.search(
            r"\b49\b|7777777|xxxxxxxxx|<module '|uid=\d", html.unescape(reply.text).replace(payload, "")
        )


def test_a_template_in_a_message_is_only_words(coach):
    for payload in CORPUS["template"]:
        for reply in coach.conversation((f"what should I counter at {payload}?", f"offer from {payload}, 150k base")):
            assert not re.search(r"\b49\b|7777777|xxxxxxxxx", reply.text)


@pytest.mark.parametrize("payload", CORPUS["unseen"], ids=lambda sign: f"U+{ord(sign):04X}")
def test_nothing_unseen_gets_through(payload, replies_to, coach):
    if ord(payload) < 0x20:  # YAML has none of these
        issues = read_data("acme/engineer.md", hostile_guide(payload).encode())[1]
        assert [issue.code for issue in issues] == ["broken-yaml"]
    else:
        for reply in replies_to(payload):
            picture = draw_band(reply.advice, heading_of(reply)) if reply.advice else ""
            assert not any(payload in text for text in (*shown(reply), *sent(reply), picture))
    for reply in coach.conversation((f"W{payload}&B London{payload}", f"they offered £1{payload}30k base")):
        assert payload not in "".join((*shown(reply), *sent(reply)))


def test_what_is_unseen_is_what_unicode_says():
    signs = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Cf")}
    assert {sign for sign in signs if not render.visible(sign)} == signs - set("\n\t\u200c\u200d")


def test_the_answer_as_json_is_whole(replies_to):
    for payload in ("\u2028", '"},{"x":"', "\\", "</script>"):
        for reply in replies_to(payload):
            assert json.loads(json.dumps(answer(reply)))["reply"] == reply.text


@pytest.mark.parametrize(
    "attack", ["{{ ''.__class__.__mro__ }}", "{{ [].append(1) }}", "{{ f.__globals__ }}", "{{ f.__code__ }}"]
)
def test_even_our_own_templates_run_in_a_sandbox(attack):
    template = environment("replies").from_string(attack)
    with pytest.raises(SecurityError):
        str(template.render(f=render.plain))


def test_only_our_own_text_is_ever_a_template():
    """`from_string` is called on lines of our own tables alone; no template calls itself safe."""
    calls = [path.name for path in SOURCE.rglob("*.py") for _ in re.findall(r"from_string\(", path.read_text("utf-8"))]
    assert sorted(calls) == ["draft.py", "letters.py", "lines.py", "question_words.py"]
    for path in SOURCE.rglob("*.j2"):
        assert not re.search(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8")), path
