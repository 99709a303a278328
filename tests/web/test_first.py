"""The empty page's form: each stage's message is read as it was meant, with a guide and without."""

from dataclasses import asdict

import pytest

from parley.coach import Coach
from parley.coach.facts import facts
from parley.data import load
from parley.web.first import first, form

FILLED = {
    "company": "Acme Robotics", "role": "nurse", "place": "Leeds", "base": "£61k", "equity": "20", "years": "",
    "bonus": "5%", "signing": "5k", "low": "60", "high": "£70,000", "asked": "66", "answer": "They said no",
    "due": "Friday", "other": "Bolt", "other_base": "65", "pay": "61", "wish": "66",
}  # fmt: skip
WHERE = {"Company": "Acme Robotics", "Role": "nurse", "Place": "Leeds"}
OFFER = {**WHERE, "Their offer": "£61K base, £20K equity, £5K signing bonus, 5% bonus"}


@pytest.mark.parametrize(
    ("stage", "understood"),
    [
        ("offer", {**OFFER, "Their range": "£60K to £70K"}),
        ("none", {**WHERE, "Their range": "£60K to £70K"}),
        ("answered", {**OFFER, "You asked for": "£66K base"}),
        ("deadline", {**OFFER, "Deadline": "Friday"}),
        ("two", {**OFFER, "Other offer (Bolt)": "£65K base"}),
        ("raise", {**WHERE, "Your pay now (never sent)": "£61K base", "You want": "£66K base"}),
    ],
)
def test_what_is_filled_in_is_what_is_understood(coach: Coach, stage: str, understood: dict[str, str]) -> None:
    made = first(coach, stage, FILLED)
    found = {name: value.replace(" over 4 years", "") for name, value in facts(coach.reply([made.say]))}
    assert found == understood, made.say


def test_every_stage_is_tried() -> None:
    stages = [row["id"] for row in load("first_page")["stages"]]
    assert stages == ["offer", "none", "answered", "deadline", "two", "raise"]


@pytest.mark.parametrize(
    ("told", "about"),
    [
        ({}, "any company will do"),
        ({"company": "Acme Robotics"}, "No guide here for Acme Robotics"),
        ({"company": "w&b", "base": "£130k"}, "There is a guide for DevOps Engineer at Weights & Biases"),
        ({"company": "Scale AI", "role": "Nurse"}, "Guides here for Scale AI: DevOps Engineer"),
    ],
)
def test_the_line_says_what_the_guides_add(coach: Coach, told: dict[str, str], about: str) -> None:
    assert about in first(coach, "offer", told).about


@pytest.mark.parametrize("told", [{}, {"answer": "They said no"}, {"company": " "}, {"base": None}])
def test_nothing_filled_in_makes_no_message(coach: Coach, told: dict[str, object]) -> None:
    assert asdict(first(coach, "answered", told))["say"] == ""


def test_words_in_the_form_are_no_markup() -> None:
    assert "<script" not in form()
    assert form().count("data-field=") == len(load("first_page")["fields"])
