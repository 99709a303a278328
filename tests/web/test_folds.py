"""What a turn folds on the page, behind its count, and what the upset and the urgent are not shown (issue 17)."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.hand import answered, offer, state
from parley.dialogue.model import Subject
from parley.guides.library import Library
from parley.web.turn import band_picture, ink_of, turn

LONDON = Subject(company="weights-and-biases", role="devops-engineer", region="London")
TOLD = replace(offer(130000, equity=95000, bonus_pct=5), equity_years=4, currency="GBP")


def page(library: Library, message: str = "what do I counter?") -> str:
    reply = answered(state(message, subject=LONDON, offers=(TOLD,)), library)
    return turn(message, reply, ink_of(1, reply), library.lines)


def test_reasons_private_part_and_sums_are_folded_behind_their_counts(library: Library) -> None:
    found = re.findall(r"<details[^>]*><summary>([^<]*)</summary>", page(library))
    assert [re.sub(r"\d+", "n", title) for title in found] == [
        "Why these numbers (n)", "Private: for you, not for the employer (n)", "Where the figures come from (n)",
    ]  # fmt: skip
    assert not re.findall(r"<details[^>]* open", page(library))


def test_the_count_is_what_is_behind_it(library: Library) -> None:
    html = page(library)
    for title, body in re.findall(r"<summary>([^<]*)</summary>(.*?)</details>", html, re.DOTALL):
        assert int(re.findall(r"\((\d+)\)", title)[0]) == body.count("<li>"), title


def test_no_picture_for_the_urgent(library: Library) -> None:
    reply = answered(state("they call in 5 min!", subject=LONDON, offers=(TOLD,), want="words"), library)
    assert not band_picture(reply, ink_of(1, reply))
    assert "<figure" not in page(library, "i'm scared they will laugh at my number")
    assert "<figure" in page(library)
