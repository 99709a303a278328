"""Scripts by the stage of the talk: thanks only for what is there, no word of joining to one's own employer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advice.tables import offer
from parley.advice.raises import advise_raise
from parley.data import load
from parley.errors import UnsafeScript
from parley.scripts.draft import ScriptFacts, draft

from .drafting import TODAY, known_of, named, script

LONDON = "W&B London at 130"
TOPICS = ("equity_questions", "level_review", "start_date", "references", "visa", "relocation", "remote", "follow_up")
CHANNELS = ("email", "call", "text")


@pytest.mark.parametrize("kind", TOPICS)
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("short", [True, False])
def test_no_thanks_for_an_offer_before_there_is_one(kind: str, channel: str, short: bool) -> None:
    facts = ScriptFacts("Acme", "Nurse", "Leeds", offer_made=False)
    text = draft(kind, channel, "warm", short, None, facts).text
    assert "offering me" not in text
    assert "thank you again for the offer" not in text.casefold()


@pytest.mark.parametrize("key", [*load("pushbacks"), None])
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("short", [True, False])
def test_no_word_of_joining_to_ones_own_employer(key: str | None, channel: str, short: bool) -> None:
    _, facts = known_of(LONDON)
    advice = advise_raise(named(LONDON), offer({"base": 120000}, 3), TODAY)
    if key in ("pulled", "rescinded"):
        return  # of an offer, which one's own employer does not take back
    found = draft("pushback", channel, "warm", short, advice, replace(facts, pushback=key, at_work=True))
    assert "join" not in found.text.casefold()
    assert found.subject in (None, "My pay")


def test_a_word_of_joining_to_ones_own_employer_fails_the_lint() -> None:
    advice, facts = known_of(LONDON)
    with pytest.raises(UnsafeScript, match="joining"):
        draft("counter_email", "email", "warm", False, advice, replace(facts, at_work=True))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize("at_work", [True, False])
def test_a_step_of_the_scale_names_no_percentage(channel: str, short: bool, at_work: bool) -> None:
    found = draft(
        "pay_step", channel, "warm", short, None, ScriptFacts("Leeds NHS Trust", "Nurse", None, at_work=at_work)
    )
    assert "%" not in found.text
    assert "step" in found.text


@pytest.mark.parametrize("channel", ["text", "linkedin"])
def test_a_text_message_names_the_ask(channel: str) -> None:
    found = script(LONDON, "short_text", channel)
    assert "£156,000" in found.text
    assert len(found.text.split()) <= 50


def test_a_rival_below_the_offer_stays_out_of_the_mail() -> None:
    for kind in ("competing_offer", "counter_email"):
        for channel in CHANNELS:
            found = script("a rival that pays less", kind, channel, rival_name="Initech")
            assert "Initech" not in found.text
            assert "another" not in found.text
