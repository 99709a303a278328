"""The page's content without a browser."""

import html
import json
import re

import pytest

from parley.coach import Coach
from parley.data import load
from parley.dialogue.gist import NEWEST
from parley.doors.length import MAX_MESSAGE, MAX_TALK
from parley.errors import MessageTooLong
from parley.web.orders import ANSWERED, MAX_TURNS, Kept, kept_messages, obey, with_message
from parley.web.view import screen

QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"


def feed(coach: Coach, *messages: str, since: int = 1) -> str:
    return screen(coach, Kept(messages, since)).feed


def sheet(markup: str) -> dict:
    return json.loads(html.unescape(re.findall(r'data-sheet="([^"]*)"', markup)[-1]))


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        pytest.param({"messages": ["a", "b"]}, ("a", "b"), id="as the page keeps them"),
        pytest.param(None, (), id="nothing"),
        pytest.param("messages", (), id="a string"),
        pytest.param({"messages": "abc"}, (), id="not a list"),
        pytest.param({"messages": [{"role": "assistant"}, 3, "a"]}, ("a",), id="only text counts"),
        pytest.param({"messages": ["x" * 10**5]}, ("x" * MAX_MESSAGE,), id="a huge message is cut"),
        pytest.param({"messages": ["a"] * 100}, ("a",) * MAX_TURNS, id="a huge conversation keeps its end"),
    ],
)
def test_only_the_users_text_is_taken_from_the_browser(saved, expected) -> None:
    assert kept_messages(saved) == expected


@pytest.mark.parametrize(
    "order",
    ["", "[]", "3", "{", '{"do": "edit"}', '{"do": "edit", "turn": 9, "text": "x"}', '{"do": "say", "text": " "}',
     '{"do": "say", "text": {"a": 1}}', '{"do": "edit", "turn": true, "text": ""}', '{"do": "open"}'],
)  # fmt: skip
def test_an_order_that_makes_no_sense_changes_nothing(order: str) -> None:
    assert obey(["a", "b"], order).messages == ("a", "b")
    assert obey(["a", "b"], order).since == 3


def test_an_edited_message_is_answered_anew_and_the_later_ones_stay() -> None:
    assert obey(["a", "b", "c"], '{"do": "edit", "turn": 2, "text": "B"}') == Kept(("a", "B", "c"), 2, open=2)


def test_a_conversation_past_its_limit_loses_what_told_nothing_all_at_once_and_then_grows_again(coach: Coach) -> None:
    """One turn lost at each message would have all the others answered again at each."""
    long = (QUESTION, OFFER, *["who pays on-call?"] * (MAX_TURNS - 2))
    shown = screen(coach, with_message(long, "write it"))
    assert shown.messages == (QUESTION, OFFER, *["who pays on-call?"] * (NEWEST - 1), "write it")
    assert "£156,000" in shown.feed
    assert with_message(shown.messages, "next").since == len(shown.messages) + 1


@pytest.mark.parametrize(
    ("kept", "turns", "answered"),
    [
        pytest.param(Kept(("hi",) * 9, 1), range(1, 10), range(10 - ANSWERED, 10), id="made anew: the newest"),
        pytest.param(Kept(("hi",) * 9, 10, open=2), [2], [2], id="an older one that was asked for"),
        pytest.param(Kept(("hi",) * 9, 2, open=2), range(2, 10), [2, *range(10 - ANSWERED, 10)], id="one edited"),
        pytest.param(Kept(("hi",) * 9, 10, open=0), [], [], id="nothing changed"),
    ],
)
def test_older_turns_are_answered_when_they_are_asked_for(coach: Coach, kept: Kept, turns, answered) -> None:
    found = screen(coach, kept).feed.split('<article class="turn" data-turn="')[1:]
    assert [int(turn.split('"')[0]) for turn in found] == list(turns)
    assert [int(turn.split('"')[0]) for turn in found if 'class="answer"' in turn] == list(answered)
    assert all(('data-act="show"' in turn) == ('class="answer"' not in turn) for turn in found)


@pytest.mark.parametrize("turn", ["2", "-1", "99", "0", "true", '"2"', "null", "[]", "2.0", "1e400"])
def test_an_answer_that_is_asked_for_changes_no_message(coach: Coach, turn: str) -> None:
    asked = obey(("hi",) * 9, f'{{"do": "show", "turn": {turn}}}')
    assert (asked.messages, asked.since) == (("hi",) * 9, 10)
    assert asked.open in (0, 1, 2)
    assert screen(coach, asked).messages == asked.messages


def test_the_empty_page_has_no_turn(coach: Coach) -> None:
    assert "turn" not in feed(coach)


def test_an_event_brings_only_the_turns_that_changed(coach: Coach) -> None:
    assert re.findall(r'<article class="turn" data-turn="(\d)"', feed(coach, QUESTION, OFFER, since=2)) == ["2"]


def test_answer_script_reasons_and_private_figures_stand_apart_in_that_order(coach: Coach) -> None:
    turn = feed(coach, QUESTION)
    parts = re.findall(r'class="(answer|sheet|fold why|private)"', turn)
    assert parts == ["answer", "sheet", "fold why", "private"]


def test_private_figures_stand_in_no_script(coach: Coach) -> None:
    messages = (QUESTION, OFFER, "my walk-away is £151,500 a year")
    forms = sheet(feed(coach, *messages))["forms"]
    assert not [form for form in forms if "151" in form["text"]]


def test_a_script_comes_in_every_channel_and_tone(coach: Coach) -> None:
    data = sheet(feed(coach, QUESTION))
    assert data["shown"] == ["email", "warm"]
    assert {(form["channel"], form["tone"]) for form in data["forms"]} == {
        (channel, tone) for channel in ("email", "call", "text") for tone in load("tones")
    }
    assert all("£159,000" in form["text"] for form in data["forms"] if form["channel"] == "email")


def test_every_amount_of_the_answer_has_its_source_on_the_page(coach: Coach) -> None:
    turn = feed(coach, QUESTION, OFFER, since=2)
    asked = set(re.findall(r'data-source="([^"]+)"', turn)) | set(sheet(turn)["figures"].values())
    assert len(asked) > 10
    assert asked <= set(re.findall(r'class="source" id="([^"]+)"', turn))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        pytest.param("s2-130000-GBP", ["You said", "£130k", "in message 2"], id="told by the user"),
        pytest.param("s2-156000-GBP", ["Computed as", "1.20 x 130,000 = 156,000"], id="computed"),
        pytest.param("s2-163000-GBP", ["Guide line 56", "£125K–£163K"], id="in the guide"),
        pytest.param("s2-210000-USD", ["Guide line 76", "$210K"], id="in a long line of the guide"),
    ],
)
def test_a_source_says_who_said_it_and_quotes(coach: Coach, amount: str, words: list[str]) -> None:
    turn = feed(coach, QUESTION, OFFER, since=2)
    card = turn[turn.index(f'id="{amount}"') :].split('<div class="source"')[0]
    assert all(word in card for word in words), card


def test_the_pay_range_stays_beside_an_aside_and_its_amounts_open_their_own_turn(coach: Coach) -> None:
    before = (
        feed(coach, QUESTION, OFFER, since=2).partition('<div class="band-box">')[2].partition('<div class="dock">')[0]
    )
    after = feed(coach, QUESTION, OFFER, "thanks!", since=3)
    assert before
    assert before in after
    assert 'class="band"' not in feed(coach, QUESTION, OFFER, "what about Paris?", "thanks!", since=4)


def test_the_facts_can_be_changed_and_say_how(coach: Coach) -> None:
    turn = feed(coach, QUESTION, OFFER)
    facts = dict(re.findall(r'data-slot="(\w+)" data-says="([^"]*)"', turn))
    assert set(facts) == {"company", "role", "region", "offer", "competing", "walk_away", "pay", "deadline", "priority"}
    assert facts["region"] == "The job is in {}"


@pytest.mark.parametrize(
    ("change", "understood"),
    [
        ("The job is in New York", ("region", "New York")),
        ("No, the offer is £135k base, £95k equity over 4 years, 5% bonus", ("offer", "£135K base")),
        ("My other offer is from Google: £150k base", ("competing", "Google: £150K base")),
        ("My walk-away is £150k a year", ("walk_away", "£150K")),
        ("They want an answer by Friday", ("deadline", "Friday")),
        ("What matters most to me: start date", ("priority", "start date")),
        ("I currently earn £110k base", ("pay", "£110K base")),
        ("The company is Scale AI", ("company", "Scale AI")),
    ],
)
def test_a_changed_fact_is_understood_as_meant(coach: Coach, change: str, understood: tuple[str, str]) -> None:
    turn = feed(coach, QUESTION, OFFER, change)
    slot, value = understood
    shown = re.findall(rf'data-slot="{slot}"[^>]* data-value="([^"]*)"', turn)
    assert any(value in html.unescape(each) for each in shown), shown


def test_the_question_has_its_quick_replies_and_three_next_steps(coach: Coach) -> None:
    dock = feed(coach, QUESTION, f"{OFFER}. I cut deploy times by 40%").partition('class="dock"')[2]
    assert "When do they want your answer?" in dock
    assert re.findall(r'class="quick" data-say="([^"]*)"', dock) == ["This week", "Next week", "No deadline"]
    assert dock.count('class="step"') == 3


@pytest.mark.parametrize(
    "payload",
    ["<b>hi</b>", "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "a\n\n<svg onload=alert(1)>"],
)
def test_text_of_people_is_never_markup(coach: Coach, payload: str) -> None:
    turn = feed(coach, payload, f"my other offer is from {payload}: £150k base")
    assert "\n" not in turn
    assert not re.search(r"<(b|img|script|svg onload)\b(?! class)", turn.replace("<b>£", ""))


def test_starting_over_leaves_no_fact(coach: Coach) -> None:
    assert 'class="fact known' not in feed(coach, QUESTION, "start over", since=2)


@pytest.mark.parametrize("order", ['{{"do": "say", "text": "{}"}}', '{{"do": "edit", "turn": 1, "text": "{}"}}'])
def test_a_message_is_kept_whole_or_refused_with_its_count(order: str) -> None:
    assert len(obey(["a"], order.format("x" * MAX_MESSAGE)).messages[-1]) == MAX_MESSAGE
    with pytest.raises(MessageTooLong, match="has 40,001 characters, and I read 40,000"):
        obey(["a"], order.format("x" * (MAX_MESSAGE + 1)))


def test_a_talk_too_long_is_refused_with_its_count() -> None:
    letters = ["x" * MAX_MESSAGE] * 6
    with pytest.raises(MessageTooLong, match="would have 280,000 characters, and 250,000"):
        with_message(letters, letters[0])
    assert MAX_TALK * 3 + MAX_MESSAGE * 3 < 1024 * 1024
