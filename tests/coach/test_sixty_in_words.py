"""Sixty companies without a guide, in eight situations as people write them: the person's own figures in the words to
send, and the company is not asked for after it was named (issue 16, "It must show")."""

from __future__ import annotations

import re

import pytest
from tests.bench.situations import coach_of

from parley.guides.library import Library

from .test_without_guide import COMPANIES

OFFERED = "{} offered me 61k base, planner in Leeds."
SITUATIONS: dict[str, tuple[list[str], str]] = {
    "only an offer": ([OFFERED + " What should I ask?"], r"7\d,\d{3}"),
    "offer and range": (
        ["{} planner in Leeds. The posting says 55-68k, they offered 61k. What should I ask?"],
        r"6[6-8],\d{3}",
    ),
    "offer and wish": (["{} offered 61k base for planner in Leeds. I want 66k. write the mail"], "66,000"),
    "two offers": (
        ["{} offered 61k base as planner in Leeds, and Halden Foods offered 64k. I prefer {}. What do I ask?"],
        r"\d\d,\d{3}",
    ),
    "pushback": ([OFFERED + " What should I ask?", "they said there is no budget for more"], "budget"),
    "deadline": ([OFFERED, "they want my answer by Friday, I need more time"], "Friday"),
    "accept": ([OFFERED, "I want to accept, write the mail"], "61,000"),
    "before an offer": (
        ["Interviewing at {} for planner in Leeds, no offer yet. They asked my expected salary. What do I say?"],
        "range",
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_an_answer_in_words(name: str, library: Library) -> None:
    messages, says = SITUATIONS[name]
    coach = coach_of(library)
    for company in COMPANIES:
        reply = coach.reply([message.replace("{}", company) for message in messages])
        script = " ".join(script.text for script in reply.scripts)
        assert re.search(says, script), (company, reply.text)
        assert "Which company" not in reply.text, company
