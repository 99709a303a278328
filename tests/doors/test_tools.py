"""The tools for programs: plain arguments in, the contract's ANSWER out, by the same way as a typed message."""

from typing import get_args

import pytest

from parley.coach import Coach
from parley.coach.answer import answer
from parley.doors.tools import Channel, Kind, Tone, Tools

JOB = {"company": "W&B", "role": "DevOps Engineer", "place": "London"}
OFFER = "£130k base, £95k equity over 4 years, 5% bonus"
RIVAL = "Google: £140k base"
KINDS = {"counter": {"counter_email", "counter_call", "short_text"}}
"""What scripts a kind may give where its name is not the script's own."""


@pytest.fixture(scope="module")
def tools(coach: Coach) -> Tools:
    return Tools(coach.reply)


def test_the_counter_is_what_the_chat_would_say(tools: Tools, coach: Coach) -> None:
    typed = ["The job is DevOps Engineer at W&B in London.", f"They offered {OFFER}. What should I counter?"]
    assert tools.counter(**JOB, offer=OFFER) == answer(coach.reply(typed))


def test_each_tool_answers_its_own_question(tools: Tools) -> None:
    assert tools.counter(**JOB)["counter"]["opening"]["base"] == 159000
    assert tools.pay_band(**JOB)["band"]["base"] == [125000, 163000]
    assert tools.levers(**JOB)["intent"] == "levers"
    assert tools.levers(**JOB, about="Kubernetes")["levers"]
    assert tools.check_offer(**JOB, offer=OFFER)["reply"].startswith("**Low")
    assert tools.ask(["W&B London", "and New York?"])["currency"] == "USD"


def test_no_tool_says_that_nothing_changes(tools: Tools) -> None:
    """What is told is answered already: the question about it is no message of its own."""
    replies = [tool(**JOB)["reply"] for tool in (tools.counter, tools.pay_band, tools.levers)]
    replies += [tool(**JOB, offer=OFFER)["reply"] for tool in (tools.counter, tools.levers, tools.check_offer)]
    assert not [reply for reply in replies if "could not tell what changes" in reply]


@pytest.mark.parametrize("channel", get_args(Channel))
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_script_comes_in_every_channel(tools: Tools, kind: str, channel: str) -> None:
    rival = {"other_offer": RIVAL} if kind == "competing_offer" else {}
    got = tools.script(**JOB, offer=OFFER, **rival, kind=kind, channel=channel, they_said="there is no budget")[
        "scripts"
    ]
    assert got[0]["kind"] in KINDS.get(kind, {kind})
    assert got[0]["channel"] == channel


def test_every_tone_changes_the_words(tools: Tools) -> None:
    texts = {tools.script(**JOB, offer=OFFER, tone=tone)["scripts"][0]["text"] for tone in get_args(Tone)}
    assert len(texts) == len(get_args(Tone))


def test_a_walk_away_stays_out_of_the_words_to_send(tools: Tools) -> None:
    told = tools.script(**JOB, offer=OFFER, walk_away="£141,500 base")
    assert told["counter"]["walk_away"]
    assert "141" not in told["scripts"][0]["text"]


def test_an_unknown_company_gets_no_figure(tools: Tools) -> None:
    told = tools.counter(company="Nosuch Corp", role="Baker")
    assert told["counter"] is None
    assert not told["figures"]


def test_words_in_braces_are_only_words(tools: Tools) -> None:
    assert "{0.__class__}" not in str(tools.counter(company="{0.__class__}", role="{role}")["figures"])
