"""A blank asks for something; it repeats nothing of what was told, least of all what is private."""

from __future__ import annotations

import re

import pytest

from parley.coach import Coach

MESSAGES = [
    "I've been at Deloitte 4 years on 71. EY offers me 82, what do I ask",
    "She said 165 an hour, the contract says 150. I want to tell her what I think of her. what do I write",
    "I have been on 38k since 2021 and feel stupid about it. Acme Foods offers 44k, write me the mail",
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda text: text[:24])
def test_no_blank_repeats_the_person(message: str, coach: Coach) -> None:
    scripts = coach.reply([message]).scripts
    assert scripts
    for script in scripts:
        for blank in re.findall(r"\[[^\]]*\]", script.text):
            assert "“" not in blank
            assert not re.search(r"\d", blank.partition("e.g.")[0]), blank
