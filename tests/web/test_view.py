"""The page's content without a browser."""

import pytest

from parley.coach import Coach
from parley.web.view import MAX_MESSAGE, MAX_TURNS, screen, user_texts


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        pytest.param({"messages": ["a", "b"]}, ["a", "b"], id="as the page keeps them"),
        pytest.param(None, [], id="nothing"),
        pytest.param("messages", [], id="a string"),
        pytest.param({"messages": "abc"}, [], id="not a list"),
        pytest.param({"messages": [{"role": "assistant"}, 3, "a"]}, ["a"], id="only text counts"),
        pytest.param({"messages": ["x" * 10**5]}, ["x" * MAX_MESSAGE], id="a huge message is cut"),
        pytest.param({"messages": ["a"] * 100}, ["a"] * MAX_TURNS, id="a huge conversation keeps its end"),
    ],
)
def test_only_the_users_text_is_taken_from_the_browser(saved, expected) -> None:
    assert user_texts(saved) == expected


def test_the_empty_page_has_no_script(coach: Coach) -> None:
    assert screen(coach, []).script == ""


def test_a_turn_fills_chat_script_picture_and_facts(coach: Coach) -> None:
    now = screen(coach, ["what should I counter at W&B London?"])
    assert [message["role"] for message in now.chat] == ["user", "assistant"]
    assert "£159,000" in now.script
    assert "blank" in now.script_status
    assert 'class="ask"' in now.band
    assert "London" in now.facts


def test_only_the_last_message_has_quick_replies(coach: Coach) -> None:
    now = screen(coach, ["what should I counter at W&B?", "London"])
    assert [bool(message.get("options")) for message in now.chat] == [False, False, False, True]


def test_user_text_cannot_become_markup(coach: Coach) -> None:
    now = screen(coach, ["<b>hi</b> [x](http://a.test)"])
    assert "<b>" not in now.chat[0]["content"]


def test_starting_over_empties_the_script_box(coach: Coach) -> None:
    assert screen(coach, ["what should I counter at W&B London?", "start over"]).script == ""
