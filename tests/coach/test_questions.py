"""Questions that need no figures: the right record, in 40 to 120 words, without asking for the company (issue 17)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.yaml_table import table

from parley.coach import Coach
from parley.coach.feelings import is_pressed
from parley.coach.model import Reply
from parley.coach.question_book import CARD, question_book
from parley.data import load
from parley.dialogue.kinds import kind_book
from parley.dialogue.model import Form
from parley.dialogue.wants import want_book
from parley.guides.library import Library
from parley.reading.labels import TOLD, WANTS

from .hand import answered, offer, state

ROWS = table(Path(__file__).parent / "questions.yaml")
ANSWERED = [row for row in ROWS if row["is"]]
OFFER = replace(offer(80000), currency="EUR")
SCREENING = ("expectations",)


def asked(row: dict[str, Any], **more: Any):
    intent = want_book()[row["want"]].intent or "smalltalk"
    return state(row["said"], intent, want=row["want"], events=tuple(row.get("told", ())), **more)


def spoken(reply: Reply) -> str:
    return re.sub(r"[*]", "", dict(reply.sections)["question"])


@pytest.mark.parametrize("row", ROWS, ids=[row["said"] for row in ROWS])
def test_the_question_is_known(row: dict[str, Any], library: Library) -> None:
    found = answered(asked(row), library).question
    assert (found.key if found else None) == row["is"]


@pytest.mark.parametrize("key", [key for key, one in question_book().items() if one.kind != CARD])
@pytest.mark.parametrize("offers", [(), (OFFER,)], ids=["nothing known", "an offer known"])
def test_a_button_is_answered_first_and_in_few_words(key: str, offers: tuple, library: Library) -> None:
    question = question_book()[key]
    reply = answered(state(question.asks, "smalltalk", want="chat", offers=offers), library)
    assert reply.question is question
    text = spoken(reply)
    assert 40 <= len(text.split()) <= 120, (len(text.split()), text)
    assert reply.text.startswith("**")
    assert reply.ask is None
    assert "Which company" not in reply.text
    assert "None" not in text
    assert "|" not in text


@pytest.mark.parametrize("row", ANSWERED, ids=[row["said"] for row in ANSWERED])
def test_it_is_answered_with_an_offer_too(row: dict[str, Any], library: Library) -> None:
    found = answered(asked(row, offers=(OFFER,)), library)
    if question_book()[row["is"]].default not in {"no_figures", "pressed"}:
        assert found.question.key == row["is"]
        assert found.ask is None


def test_the_figures_are_woven_in(library: Library) -> None:
    reply = answered(state("what are the odds?", "pushback", want="risk", offers=(OFFER,)), library)
    assert "15% over the base they offered, a firm step" in reply.text
    reply = answered(state("what would you do in my place", "offer_check", want="decide", offers=(OFFER,)), library)
    assert reply.text.startswith("**I would not sign it yet; I would ask for €92K base")


@pytest.mark.parametrize("key", [key for key in load("questions") if not question_book()[key].default])
def test_a_question_is_reached_by_what_the_reader_reads(key: str, coach: Coach) -> None:
    """Its rows above say what they are taken to want; one of them at least must be read so."""
    said = [row["said"] for row in ANSWERED if row["is"] == key]
    found = {text: coach.reply([text]) for text in said}
    assert any(reply.question and reply.question.key == key for reply in found.values()), {
        text: (reply.state.want, reply.state.events, reply.action.kind) for text, reply in found.items()
    }


def test_every_record_is_well_formed() -> None:
    book = question_book()
    for one in book.values():
        assert one.wants <= set(WANTS)
        assert one.events | one.unless <= set(TOLD)
        assert one.kind is None or one.kind.partition(":")[0] in kind_book()
        assert one.events or one.cues or one.default or one.key in load("likes")
    assert len({one.asks for one in book.values()}) == len(book)


def test_an_unknown_question_says_so_and_offers_three(library: Library) -> None:
    reply = answered(state("do I need to bring a present to the first team lunch?", "smalltalk", want="chat"), library)
    assert "I have no good answer to that" in reply.text
    known = {one.asks for one in question_book().values()}
    assert reply.ask.slot == "question"
    assert len(reply.ask.options) == 3
    assert set(reply.ask.options) <= known


def test_the_same_answer_is_not_printed_twice(library: Library) -> None:
    first = state("what should I ask for?", offers=(OFFER,))
    again = replace(first, turn=2, message="hm, the thing about it")
    reply = answered(again, library, before=first)
    assert reply.text.startswith("**I could not tell what changes with that.**")
    assert "€92K base" in reply.text
    assert reply.ask.options
    assert len(reply.text.split()) < 60


def test_what_could_not_be_read_keeps_its_question(library: Library) -> None:
    first = state("what should I counter?")
    reply = answered(replace(first, turn=2, message="blorp"), library, before=first)
    assert reply.text.startswith("**I could not tell what changes with that.**")
    assert reply.ask.slot == "company"


PRESSED = (
    ("They pulled it. I gave notice yesterday", ("withdrawn",)),
    ("I feel sick, they want my answer and I can't do this", ()),
    ("i'm scared to ask", ()),
    ("HR round in 20 min!! ask for 26 or 27?", ()),
    ("she is on the phone now", ()),
)


@pytest.mark.parametrize(("said", "told"), PRESSED, ids=[said for said, _ in PRESSED])
@pytest.mark.parametrize("intent", ["counter", "pushback", "offer_check", "smalltalk"])
def test_the_upset_and_the_urgent_see_no_table_and_no_question(
    said: str, told: tuple, intent: str, library: Library
) -> None:
    uneven = replace(OFFER, equity=offer(40000).base, signing=offer(5000).base)
    for offers in ((), (uneven,)):
        reply = answered(state(said, intent, events=told, want="chat", offers=offers), library)
        assert is_pressed(reply.state)
        assert reply.ask is None
        assert "|--" not in reply.text


def test_calm_people_are_asked() -> None:
    for said in (
        "what should I counter?",
        "they said no",
        "reply came in 9 minutes",
        "I have 20 minutes of material",
        "I'm afraid our offer stands",
    ):
        assert not is_pressed(state(said)), said


@pytest.mark.parametrize("offers", [(), (OFFER,), (replace(OFFER, equity=offer(40000).base, bonus=offer(9000).base),)])
@pytest.mark.parametrize("tone", load("tones"))
def test_the_call_card_is_all_there_is(offers: tuple, tone: str, library: Library) -> None:
    reply = answered(
        state("they call in 20 minutes", "script", want="words", offers=offers, form=Form(tone=tone)), library
    )
    (card,) = reply.scripts
    assert card.kind == CARD
    assert card.channel == "call"
    assert reply.text == f"```text\n{card.text}\n```"
    spoken = [line for line in card.text.splitlines() if line and not line.startswith("(")]
    assert len(spoken) == 6
    assert len(card.text.split()) <= 90, card.text
    assert "in writing" in spoken[-1]
    assert reply.ask is None
    if offers:
        assert "92,000" in spoken[1]
        assert "92,000" in spoken[4]
