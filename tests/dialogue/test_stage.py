"""The stage of a talk is moved by what is told, and says which script is allowed (docs/advice.md 3.8)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parley.data import ROOM, load
from parley.dialogue.model import Ask, DialogueState, Matter, Offer, Subject
from parley.dialogue.stage import kind_at, stage_after, with_stage

TEMPLATES = Path(str(ROOM)) / "scripts"
KINDS = {path.stem for path in TEMPLATES.glob("[a-z]*.j2") if not path.stem.startswith("pushback_")} | {"pushback"}
OFFER = (Offer(),)
TALKS = {
    "a talk from the screening to the yes": [
        (("", (), (), "range"), ""),
        (("", (), (), "expectations"), "asked_for_expectations"),
        (("asked_for_expectations", ("offer",), (), "judge"), "spoken_offer"),
        (("spoken_offer", ("asked_them",), OFFER, "chat"), "countered"),
        (("countered", ("yes",), OFFER, "words"), "answered:yes"),
        (("answered:yes", ("accepted",), OFFER, "chat"), "accepted"),
        (("accepted", ("no", "offer_revised"), OFFER, "counter"), "accepted"),
        (("accepted", ("withdrawn",), OFFER, "reply"), "withdrawn"),
    ],
    "answers": [
        (("countered", ("offer_revised",), OFFER, "counter"), "answered:partly"),
        (("countered", ("yes", "offer_revised"), OFFER, "counter"), "answered:partly"),
        (("countered", ("pushback:budget",), OFFER, "reply"), "answered:no"),
        (("countered", ("no", "pushback:best_offer"), OFFER, "reply"), "final"),
        (("countered", ("silence",), OFFER, "words"), "answered:silence"),
        (("screening", ("silence",), (), "words"), "screening"),
        (("answered:no", (), OFFER, "counter"), "answered:no"),
        (("answered:partly", (), OFFER, "decline"), "declined"),
        (("declined", ("offer_revised",), OFFER, "counter"), "answered:partly"),
    ],
    "questions before an offer are no refusal": [
        (("", ("pushback:number",), (), "reply"), "asked_for_expectations"),
        (("spoken_offer", ("pushback:number",), OFFER, "reply"), "spoken_offer"),
        (("", ("pushback:budget",), (), "reply"), ""),
        (("", (), OFFER, "chat"), "spoken_offer"),
        (("", (), (), "decide"), "spoken_offer"),
        (("screening", (), (), "counter"), "screening"),
    ],
}


@pytest.mark.parametrize("row", [row for rows in TALKS.values() for row in rows], ids=str)
def test_moves(row) -> None:
    given, expected = row
    assert stage_after(*given) == expected


def test_at_work_the_stage_stays_until_the_company_changes() -> None:
    assert stage_after("", (), (), "raise", "raise") == "raise"
    assert stage_after("raise", ("no", "offer"), (), "reply") == "raise"
    assert stage_after("countered", (), OFFER, "reply", "current_employer") == "their_counter_offer"
    moved = DialogueState(subject=Subject(company_said="Aldi"), offers=OFFER)
    before = DialogueState(subject=Subject(company_said="Tesco"), stage="accepted")
    assert with_stage(before, moved).stage == "spoken_offer"


def test_coming_back_to_a_company_finds_its_stage() -> None:
    tesco, aldi = Subject(company_said="Tesco"), Subject(company_said="Aldi")
    before = DialogueState(subject=aldi, offers=OFFER, stage="countered", matters=(Matter(tesco, stage="accepted"),))
    assert with_stage(before, DialogueState(subject=tesco, offers=OFFER)).stage == "accepted"


def test_words_tell_a_written_offer_and_none_yet() -> None:
    written = DialogueState(message="I have the offer letter", offers=OFFER, want="judge")
    assert with_stage(DialogueState(), written).stage == "written_offer"
    for before in (DialogueState(stage="spoken_offer"), DialogueState()):
        denied = replace(before, last_ask=Ask("offer", "Do you have the offer yet?", ("Yes", "Not yet")))
        assert with_stage(denied, DialogueState(message="Not yet", want="counter")).stage == "screening"
    none = DialogueState(message="no offer yet, what do I say?", want="counter")
    assert with_stage(DialogueState(), none).stage == "screening"


@pytest.mark.parametrize(
    ("before", "message", "stage"),
    [
        ("answered:partly", "I accepted yesterday. can I still ask for more?", "accepted"),
        ("countered", "they agreed to it", "answered:yes"),
        ("countered", "should I have accepted?", "countered"),
        ("countered", "would they have agreed to more?", "countered"),
    ],
)
def test_words_stand_in_for_events_that_were_not_read(before: str, message: str, stage: str) -> None:
    told = DialogueState(message=message, offers=OFFER, want="decide")
    assert with_stage(DialogueState(stage=before), told).stage == stage


def test_every_kind_lists_its_stages() -> None:
    table, kinds = load("stages"), load("kinds")
    assert set(kinds) == KINDS
    known = {*table["stages"], *table["groups"]}
    assert {name for row in kinds.values() for name in row["stages"]} <= known
    assert {stage for row in table["groups"].values() for stage in row} <= set(table["stages"])
    assert {move["to"] for move in table["moves"]} - {None} <= set(table["stages"])


def test_what_takes_the_place_is_allowed() -> None:
    stages = ["", *load("stages")["stages"]]
    found = {(kind, stage): kind_at(kind, stage) for kind in KINDS for stage in stages}
    taken = {place: kind.partition(":")[0] for place, kind in found.items() if kind}
    assert {place: kind for place, kind in taken.items() if found[kind, place[1]] != kind} == {}


def test_the_rules_of_the_stages() -> None:
    counters = ("counter_email", "counter_call", "short_text", "competing_offer")
    assert {kind_at(kind, "screening") for kind in counters} == {"expectations"}
    assert {kind_at(kind, "accepted") for kind in counters} == {None}
    assert {kind_at(kind, "raise") for kind in counters} == {"raise"}
    assert kind_at("counter_email", "answered:no") == "pushback"
    assert kind_at("counter_email", "answered:yes") == "accept"
    assert kind_at("buy_time", "promotion") is None
