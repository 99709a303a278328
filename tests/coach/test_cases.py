"""Cases: known by what a message is like, answered first, with a letter that takes up the person's own clauses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.no_search import NoSearch
from tests.yaml_table import table

from parley.coach import Coach
from parley.coach.forms import forms
from parley.coach.letters import letter_of
from parley.coach.likeness import ARTEFACT, CARD, phrasings, table_sum
from parley.coach.question_book import CASE, question_book
from parley.coach.retold import retold
from parley.data import load
from parley.dialogue.model import DialogueState
from parley.guides.library import Library
from parley.retrieval.compiled import CompiledMiniLM
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher

ROWS = table(Path(__file__).parent / "cases.yaml")
NAMES = {"[Name]", "[Your name]"}


@pytest.fixture(scope="module")
def knowing(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A coach with the encoder that ships."""
    encoder = CompiledMiniLM()
    snapshot = refresh(library, tmp_path_factory.mktemp("index"), encoder)
    return Coach(library, Searcher(snapshot, encoder), lambda: date(2026, 11, 30), patience=None)


@pytest.mark.parametrize("row", ROWS, ids=[row["said"][:40] for row in ROWS])
def test_the_case_is_known(row: dict, knowing: Coach) -> None:
    reply = knowing.reply([row["said"]])
    assert (reply.question.key if reply.question else None) == row["is"]


def test_every_record_has_phrasings_of_its_own() -> None:
    likes = load("likes")
    assert set(likes) - {"plain", "facts", "asks"} <= set(question_book())
    assert set(load("cases")) <= set(likes)
    _, texts = phrasings()
    assert len(set(texts)) == len(texts)


def test_the_vectors_are_of_this_table() -> None:
    _, texts = phrasings()
    assert table_sum(texts) in (ARTEFACT / CARD).read_text(encoding="utf-8"), "run: make likes"


@pytest.mark.parametrize("key", load("cases"))
def test_a_letter_can_be_made_of_nothing_told(key: str) -> None:
    one = question_book()[key]
    if one.letter is None:
        assert one.kind != CASE
        return
    letter = letter_of((one,), DialogueState(message="hello"), None)
    assert letter
    sentences = (letter.subject, letter.opens, letter.asks, letter.adds, letter.ends, *letter.also)
    text = " ".join(filter(None, sentences))
    assert "{" not in text
    assert "None" not in text
    assert not re.search(r" [.,?]|\.\.|  ", text), text


def test_a_promise_and_the_paper_stand_in_the_letter_as_they_were_told(knowing: Coach) -> None:
    said = (
        "The owner told me on 3 May that every second weekend is free. The contract says weekends as needed. "
        "I start in June. What do I write?"
    )
    (script,) = knowing.reply([said]).scripts
    assert "you told me that every second weekend is free" in script.text
    assert "it now says weekends as needed" in script.text
    assert "on 3 May" in script.text
    assert set(script.blanks) <= NAMES


def test_two_questions_are_answered_in_one_letter(knowing: Coach) -> None:
    said = (
        "My old agency never paid my commission of 1,200, what can I do? And the new contract has a 12 month "
        "non-compete, can I ask them to take it out?"
    )
    reply = knowing.reply([said])
    assert {reply.question.key, *(one.key for one in reply.also)} == {"unpaid_claim", "non_compete"}
    for one in (reply.question, *reply.also):
        assert one.lead.split(";")[0].split(":")[0] in reply.text.replace("’", "'")
    assert len(reply.scripts) == 1


def test_a_fact_that_follows_keeps_the_case(knowing: Coach) -> None:
    told = [
        "They promised me a company car, the written offer has no car. What do I write to them?",
        "I start on 4 May",
    ]
    first, second = knowing.conversation(told)
    assert first.question == second.question


def test_private_pay_is_in_no_clause() -> None:
    found = retold(("I want to get 4,200 because I earn 3,900 now and need 4,000",), private=("3,900", "4,000"))
    assert "3,900" not in " ".join(found.values())
    assert "4,000" not in " ".join(found.values())


def test_who_the_encoder_does_not_help_has_the_cues(coach: Coach) -> None:
    reply = coach.reply(["They lied to me, the contract says 150 and not what she promised"])
    assert reply.question.key == "verbal_differs"


def test_the_letter_of_a_case_has_every_form(library: Library) -> None:
    said = "They promised me a company car in the interview. The contract says no car. What do I write?"
    reply = Coach(library, NoSearch(), lambda: date(2026, 11, 30)).reply([said])
    assert reply.scripts[0].kind == "case"
    assert {script.channel for script in forms(reply)} >= {"email", "text"}
