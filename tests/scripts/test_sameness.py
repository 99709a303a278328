"""Scripts of different kinds do not sound alike: no sentence stands in more than two of the sixty (issue 17)."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.data import load

from .drafting import script

CASES = table(Path(__file__).parent / "golden.yaml")
SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
"""Sentences, and what stands before a semicolon."""
EMPTY = re.compile(r"^(?:hi|dear|good day) \[|^\[your name\]$|,$|^[A-Z “”?]+$|^\(|^subject:", re.IGNORECASE)
AT_MOST, SHORTEST = 2, 3
"""Kinds that may share a sentence, and words of the shortest that counts as one."""


def sentences(text: str) -> set[str]:
    found = (one.strip(" “”") for one in SENTENCE.split(text))
    return {one for one in found if len(one.split()) >= SHORTEST and not EMPTY.search(one)}


@pytest.mark.parametrize("tone", load("tones"))
@pytest.mark.parametrize("short", [False, True])
def test_few_share_a_sentence(tone: str, short: bool) -> None:
    assert len(CASES) >= 60
    users: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        more = {key: case[key] for key in ("pushback", "deadline") if key in case}
        made = script(case["situation"], case["kind"], case.get("channel", "email"), tone, short, **more)
        for sentence in sentences(made.text):
            users[sentence].add(f"{case['kind']} {case.get('pushback', '')}")
    shared = {sentence: kinds for sentence, kinds in users.items() if len(kinds) > AT_MOST}
    assert not shared


def test_the_ask_is_the_second_sentence() -> None:
    for tone in load("tones"):
        text = script("W&B London at 130", "counter_email", tone=tone).text
        second = re.split(r"(?<=[.!?])\s+", text.split("\n\n", 1)[1])[1]
        assert "£156,000" in second, text


def test_the_own_words_are_kept_whole() -> None:
    said = "i rebuilt the onboarding flow, and activation went up 22%"
    text = script("W&B London at 130", "counter_email", experience=(said,)).text
    assert "I rebuilt the onboarding flow, and activation went up 22%." in text
    assert "[" not in text.replace("[Name]", "").replace("[Your name]", "")


def test_a_clause_is_never_half_turned() -> None:
    said = "I rebuilt the onboarding flow, and activation went up 22%"
    for key in ("less_experience", "what_number", "others_cheaper"):
        text = script("W&B London at 130", "pushback", pushback=key, experience=(said,)).text
        assert "rebuilding" not in text
        assert said in text


def test_what_they_liked_is_the_reason() -> None:
    for said, words in (
        ("they really liked my work on the GPU scheduler", "You told me that you liked my work on the GPU scheduler."),
        ("my calm in incidents", "You told me that you liked my calm in incidents."),
        ("I had run clusters before", "You told me that you liked that I had run clusters before."),
    ):
        text = script("W&B London at 130", "counter_email", details=(("liked", said),)).text
        assert words in text
    assert "liked" not in script("W&B London at 130", "counter_email", details=(("liked", "I don't know"),)).text


def test_labels_of_guides_are_said_as_people_say_them() -> None:
    text = script("W&B London at 130", "counter_email", role="SDE I-II / L4-L5", place="Remote US").text
    assert "the SDE role" in text
    assert "for remote work in the US" in text
    assert "L4" not in text


def test_no_ground_is_given_unasked() -> None:
    for case in CASES:
        more = {key: case[key] for key in ("pushback", "deadline") if key in case}
        text = script(case["situation"], case["kind"], case.get("channel", "email"), **more).text
        assert "don't need every item" not in text
