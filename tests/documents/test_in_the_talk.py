"""A document in the talk: what is wanted, the card, corrections, and what a letter says otherwise than was told."""

import pytest
from tests.documents.test_papers import CHAIN, LETTER

from parley.coach.answer import answer


def ask(coach, *turns):
    return answer(coach.reply(list(turns)))


def test_a_letter_alone_is_judged(coach) -> None:
    said = ask(coach, f"Weights & Biases, London, DevOps Engineer\n\n{LETTER}")
    assert said["intent"] == "offer_check"
    assert (said["offer"]["base"], said["offer"]["equity"], said["offer"]["signing"]) == (129000, 98000, 7500)


@pytest.mark.parametrize(("own", "intent"), [("what should I counter?", "counter"), ("is that fair?", "offer_check")])
def test_the_own_sentence_decides_whatever_the_clauses_say(coach, own, intent) -> None:
    assert ask(coach, f"W&B London DevOps. {own}\n\n{LETTER}")["intent"] == intent


def test_the_card_gives_every_claim_its_line(coach) -> None:
    said = ask(coach, f"{LETTER}\n\nis that fair?")
    rows = {row["part"]: row for row in said["document"]["claims"]}
    assert rows["base"]["line"] == 3
    assert rows["base"]["said"] == "£129,000"
    assert "### What I read" in said["reply"]
    assert "(line 3)" in said["reply"]


def test_a_claim_is_taken_out_by_the_cards_own_sentence(coach) -> None:
    letter = f"W&B London DevOps\n\n{LETTER}"
    fix = next(row["fix"] for row in ask(coach, letter)["document"]["claims"] if row["part"] == "signing")
    assert ask(coach, letter, fix)["offer"]["signing"] is None


def test_nothing_is_computed_while_the_base_is_in_doubt(coach) -> None:
    letter = "W&B London DevOps\n\n" + LETTER.replace("Notice: 3 months.", "Annual base salary: £119,000.")
    said = ask(coach, letter)
    assert said["offer"]["base"] is None
    assert said["counter"] is None
    assert said["ask"]["options"] == ["the base is £129,000 a year", "the base is £119,000 a year"]
    assert ask(coach, letter, said["ask"]["options"][0])["offer"]["base"] == 129000


def test_a_letter_against_what_was_said_before(coach) -> None:
    said = ask(coach, "W&B London DevOps, on the phone they offered £135k base", LETTER)
    assert said["document"]["against"] == ["Base: before £135,000, in the letter £129,000"]


def test_what_the_chain_asked_for_is_the_persons(coach) -> None:
    said = ask(coach, CHAIN)
    assert said["offer"]["base"] == 196500
    assert not any("$185,000" in script["text"] for script in said["scripts"])


def test_competitive_is_no_range(coach) -> None:
    said = ask(coach, "About the role: DevOps Engineer\nSalary: competitive\nApply now.\nwhat do I say?")
    assert said["offer"] is None
    assert "share the range" in said["reply"]
