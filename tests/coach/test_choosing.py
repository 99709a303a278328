"""A decision between offers without a guide: both side by side from what was told, and no mail unless asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.guides.library import Library

from .hand import answered, evidence, offer, state

HERE = replace(offer(52000), currency="EUR")
THERE = replace(offer(57000, bonus=2000), currency="EUR", company_display="Initech")


def test_two_offers_stand_side_by_side(library: Library) -> None:
    asked = state("help me choose", "compare", "Globex", want="compare", offers=(HERE,), competing=(THERE,))
    reply = answered(asked, library)
    assert reply.text.startswith("**Initech comes first: €59K a year against €52K, signing bonuses aside.**")
    assert "|  | Globex | Initech |\n|---|---|---|\n| Base | €52K | €57K |\n| Bonus | – | €2K |" in reply.text
    assert "no price here" in reply.text
    assert not reply.scripts


@pytest.mark.parametrize(
    ("said", "weighed"),
    [("do I stay where I am or take it", True), ("is it worth switching for this?", True), ("should I take it", False)],
)
def test_the_present_job_is_a_side_where_it_is_weighed(said: str, weighed: bool, library: Library) -> None:
    now = replace(offer(60000), currency="EUR")
    reply = answered(state(said, "offer_check", want="decide", offers=(HERE,), current_pay=now), library)
    assert ("What you have now comes first: €60K a year against €52K" in reply.text) is weighed
    assert ("signed letter with a date" in reply.text) is weighed


def test_the_mail_comes_when_it_is_asked_for(library: Library) -> None:
    asked = state("write it", "script", "Globex", want="words", offers=(HERE,), competing=(THERE,), wants_script=True)
    assert answered(asked, library).scripts


def test_a_new_round_is_no_choice(library: Library) -> None:
    asked = state("take it or push?", "offer_check", want="decide", offers=(HERE, HERE), competing=(THERE,))
    assert answered(replace(asked, events=("offer_revised",)), library).comparison is None


def test_their_range_alone_is_no_side(library: Library) -> None:
    asked = state("which one", "compare", want="compare", evidence=(evidence("market", 50000, 60000),))
    assert answered(asked, library).comparison is None
