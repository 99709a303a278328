"""Later rounds, stages and pay by grade, as the coach answers them; the states are built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.bench.situations import coach_of

from parley.coach.answer import answer
from parley.coach.forms import forms
from parley.dialogue.model import Subject
from parley.dialogue.stage import at_work
from parley.guides.library import Library
from parley.money import find_amounts

from .hand import answered, offer, state, told

FIRST = replace(offer(80000), currency="EUR")


def came_back(base: int, **told_of):
    now = replace(offer(base), currency="EUR", turn=2)
    told_of = {"intent": "pushback", "pushback": "revised", "stage": "answered:partly", **told_of}
    return state("they came back", company="Aldi", offers=(FIRST, now), **told_of)


@pytest.mark.parametrize(
    "row",
    [
        (88000, "Sign.", "accept", "88,000"),
        (85000, "Sign, or make one light ask", "pushback", "88,000"),
        (82000, "Counter once more", "pushback", "88,000"),
        (92000, "What was asked for has been met", "accept", "92,000"),
    ],
    ids=str,
)
@pytest.mark.parametrize("intent", ["pushback", "counter", "offer_check", "script"])
def test_the_verdict_comes_first(intent: str, row: tuple[int, str, str, str], library: Library) -> None:
    base, verdict, kind, says = row
    reply = answered(came_back(base, intent=intent), library)
    assert reply.text.startswith(f"**{verdict}")
    assert reply.text.count(verdict) == 1
    assert reply.scripts[0].kind == kind
    assert says in reply.scripts[0].text
    assert len(forms(reply)) >= 8
    assert "None" not in reply.text


def test_one_counter_gives_a_date_for_what_is_asked(library: Library) -> None:
    assert "yes by [date]" in answered(came_back(82000), library).scripts[0].text
    assert "yes by" not in answered(came_back(85000), library).scripts[0].text


def test_the_first_ask_is_not_made_again(library: Library) -> None:
    assert "92,000" not in answered(came_back(82000), library).scripts[0].text


def test_the_private_lines_stay_in_their_block(library: Library) -> None:
    public, private = answered(came_back(85000), library).text.split("> **Private", 1)
    assert "€84K" in private
    assert "€84K" not in public


def test_their_last_word_below_the_line_is_declined(library: Library) -> None:
    reply = answered(came_back(82000, stage="final", walk_away=told(83000)), library)
    assert reply.text.startswith("**Decline")
    assert reply.scripts[0].kind == "decline"


def test_another_question_in_a_later_round_keeps_its_own_answer(library: Library) -> None:
    reply = answered(came_back(85000, pushback="current_pay"), library)
    assert reply.scripts[0].kind == "pushback"
    assert not reply.text.startswith("**Sign")


def test_a_yes_to_the_ask_closes_the_talk(library: Library) -> None:
    told_of = {"offers": (FIRST,), "asked": offer(90000), "stage": "answered:yes", "events": ("yes",)}
    reply = answered(state("they said yes", company="Aldi", intent="script", kind_asked="accept", **told_of), library)
    assert reply.scripts[0].kind == "accept"
    assert "90,000" in reply.scripts[0].text
    assert "80,000" not in reply.scripts[0].text
    assert answer(reply)["stage"] == "answered:yes"


def test_a_yes_to_what_was_advised_says_what_it_takes_it_for(library: Library) -> None:
    reply = answered(state("they agreed!", company="Aldi", offers=(FIRST,), stage="answered:yes"), library)
    assert reply.scripts[0].kind == "accept"
    assert "92,000" in reply.scripts[0].text
    assert "If they agreed to something else, tell me" in reply.text


def test_after_acceptance_no_counter(library: Library) -> None:
    reply = answered(state(company="Aldi", offers=(FIRST,), stage="accepted"), library)
    assert not reply.scripts
    assert "You have said yes" in reply.text
    assert "92" not in reply.text
    assert reply.ask is None


def test_after_a_no_one_different_thing(library: Library) -> None:
    reply = answered(state(company="Aldi", offers=(FIRST,), stage="answered:no"), library)
    assert reply.scripts[0].kind == "pushback"
    assert "8,000" in reply.scripts[0].text
    assert "92,000" not in reply.scripts[0].text
    assert reply.text.startswith("**Take that part as fixed")


def test_before_an_offer_their_range_is_asked_for(library: Library) -> None:
    subject = Subject(company="weights-and-biases", role="devops-engineer", region="London")
    reply = answered(state(subject=subject, stage="screening"), library)
    assert reply.scripts[0].kind == "expectations"
    assert "offering me" not in reply.scripts[0].text


@pytest.mark.parametrize("kind", ["decline", "start_date"])
def test_after_acceptance_other_words_are_still_written(kind: str, library: Library) -> None:
    told_of = {"offers": (FIRST,), "stage": "accepted", "intent": "script", "kind_asked": kind, "wants_script": True}
    assert answered(state("write it", company="Aldi", **told_of), library).scripts[0].kind == kind


def test_a_withdrawn_offer_is_not_countered(library: Library) -> None:
    reply = answered(state(company="Aldi", offers=(FIRST,), stage="withdrawn"), library)
    assert "what changed" in reply.scripts[0].text
    assert not list(find_amounts(reply.scripts[0].text))


@pytest.mark.parametrize("stage", ["raise", "promotion"])
def test_to_ones_own_employer_no_word_of_joining(stage: str, library: Library) -> None:
    assert at_work(stage)
    pay = replace(offer(50000), currency="GBP")
    asked = answered(state(intent="counter", stage=stage, current_pay=pay), library)
    pushed = answered(state("no budget", intent="pushback", pushback="budget", stage=stage, current_pay=pay), library)
    for reply in (asked, pushed):
        assert "55,000" in reply.scripts[0].text
        assert "join" not in reply.scripts[0].text
        assert "signing" not in reply.scripts[0].text


GRADED = {
    "by its name": {"company": "Barts Health NHS Trust"},
    "by the words": {"message": "TV-L E13, they put me in Stufe 1 but I have 3 years"},
    "a schedule": {"message": "MA+30, Step 5 on the salary schedule. Could I be placed at step 8?"},
}


@pytest.mark.parametrize("told_of", GRADED.values(), ids=GRADED)
def test_pay_by_grade_asks_for_a_step(told_of, library: Library) -> None:
    reply = answered(state(**told_of, offers=(replace(offer(41421), currency="GBP"),)), library)
    assert reply.scripts[0].kind == "pay_step"
    assert "experience" in reply.scripts[0].text
    assert "step" in reply.text.split("\n")[0]
    assert answer(reply)["counter"] is None
    assert "%" not in reply.text


@pytest.mark.parametrize("intent", ["level", "counter", "script"])
def test_pay_by_grade_needs_no_figure_and_no_company(intent: str, library: Library) -> None:
    message = "postdoc in Germany, TV-L E13, they put me in Stufe 1. Can I negotiate Stufe 3?"
    reply = answered(state(message, intent=intent), library)
    assert reply.scripts[0].kind == "pay_step"
    assert reply.ask is None


def test_pay_by_grade_carries_the_persons_own_number(library: Library) -> None:
    told_of = {"offers": (replace(offer(38682), currency="GBP"),), "wished": offer(41000)}
    reply = answered(state(company="Leeds Teaching Hospitals NHS Trust", **told_of), library)
    assert "the step that pays £41,000 a year" in reply.scripts[0].text


def test_sums_are_shown_and_traced(library: Library) -> None:
    message = "88k pro rata at 0.8 FTE with 10% employer super, I'd forfeit a 9k bonus. what is a day of leave worth?"
    reply = answered(state(message, offers=(replace(offer(88000), currency="AUD"),)), library)
    for words in ("A$70.4K", "A$110K", "A$8.8K", "A$338", "A$9K"):
        assert words in reply.text, words
    rules = {figure["source"].get("rule") for figure in answer(reply)["figures"]}
    assert {"part_time", "full_time", "percent_of_base", "leave_day", "make_whole"} <= rules


ANSWERED_ASK = [(93000, "Sign.", "accept"), (88000, "Counter once more", "pushback")]


@pytest.mark.parametrize(("base", "verdict", "kind"), ANSWERED_ASK, ids=str)
def test_an_answer_to_an_ask_is_a_round_though_the_first_offer_was_never_told(base, verdict, kind, library) -> None:
    asked = replace(offer(95000), currency="EUR", turn=1)
    now = replace(offer(base), currency="EUR", turn=1)
    reply = answered(
        state("well?", company="Aldi", offers=(now,), asked=asked, intent="counter", stage="answered:partly"), library
    )
    assert reply.text.startswith(f"**{verdict}")
    assert reply.scripts[0].kind == kind


@pytest.mark.parametrize(
    "said",
    [
        "I accepted 61k yesterday but a friend in same team gets 68k. can I reopen?",
        "said yes to 44k last Friday at a bakery in Nantes, now I want 47. possible?",
    ],
)
def test_no_ask_is_named_after_a_yes(said: str, library: Library) -> None:
    reply = coach_of(library).reply([said])
    assert reply.question is not None
    assert reply.question.key == "accepted"
    assert not reply.scripts
    assert "**Ask for" not in reply.text


@pytest.mark.parametrize(
    ("first", "then", "number"),
    [
        (
            "welder, 28 an hour offered in Gary, Indiana",
            "if they go to 30 I'll sign today. write the text",
            "30 an hour",
        ),
        ("offer 61k as buyer in Bristol", "I'd accept if they come up to 64, how do I tell them", "£64,000"),
    ],
)
def test_a_yes_on_a_condition_is_an_ask_and_no_acceptance(first: str, then: str, number: str, library: Library) -> None:
    reply = coach_of(library).reply([first, then])
    assert len(reply.state.offers) == 1
    script = reply.scripts[0]
    assert script.kind == "counter_email"
    assert number in script.text
    assert "ready to sign" in script.text
    assert "accept" not in script.text
