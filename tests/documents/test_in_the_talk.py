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


def row_of(coach, turns, part):
    return next(row for row in ask(coach, *turns)["document"]["claims"] if row["part"] == part)


IN_LONDON = f"W&B London DevOps\n\n{LETTER}"


@pytest.mark.parametrize(
    ("part", "told", "field", "value"),
    [
        ("base", "131k", "base", 131000), ("base", "£131,000", "base", 131000), ("base", "131", "base", 131000),
        ("base", "£10,500 a month", "base", 126000), ("signing", "9,000", "signing", 9000),
        ("equity", "£102k", "equity", 102000),
    ],
)  # fmt: skip
def test_a_claims_amount_is_changed_by_the_cards_own_sentence(coach, part, told, field, value) -> None:
    said = ask(coach, IN_LONDON, row_of(coach, [IN_LONDON], part)["change"].format(told))
    assert said["offer"][field] == value
    untouched = {"base": 129000, "equity": 98000, "signing": 7500}
    assert {name: said["offer"][name] for name in untouched} == untouched | {field: value}
    assert said["offer"]["equity_years"] == 4


def test_the_card_stands_again_with_the_row_put_right(coach) -> None:
    change = row_of(coach, [IN_LONDON], "base")["change"].format("£131,000")
    again = ask(coach, IN_LONDON, change)
    assert "**Base**: £131,000 a year" in again["reply"]
    out = row_of(coach, [IN_LONDON, change], "signing")["fix"]
    after = ask(coach, IN_LONDON, change, out)
    assert (after["offer"]["base"], after["offer"]["signing"]) == (131000, None)
    assert [row["why"] for row in after["document"]["left_out"] if row["said"] == "£7,500"] == [
        "you said that it is no pay"
    ]


def test_a_row_is_put_right_whatever_was_said_since(coach) -> None:
    change = row_of(coach, [IN_LONDON], "base")["change"].format("£131,000")
    assert ask(coach, IN_LONDON, "write the mail", change)["offer"]["base"] == 131000


TWO_BASES = "W&B London DevOps\n\n" + LETTER.replace("Notice: 3 months.", "Annual base salary: £119,000.")


def test_right_takes_a_doubtful_base_and_not_pay_leaves_the_other(coach) -> None:
    one, two = [row for row in ask(coach, TWO_BASES)["document"]["claims"] if row["part"] == "base"]
    assert [one["status"], two["status"]] == ["doubtful", "doubtful"]
    assert ask(coach, TWO_BASES, two["right"])["offer"]["base"] == 119000
    assert ask(coach, TWO_BASES, one["fix"])["offer"]["base"] == 119000
    assert ask(coach, TWO_BASES, one["change"].format("£121,000"))["offer"]["base"] == 121000
    assert ask(coach, TWO_BASES, two["right"])["document"]["doubt"] is None


def test_a_base_told_in_ones_own_words_ends_the_doubt(coach) -> None:
    signing = row_of(coach, [TWO_BASES], "signing")
    said = ask(coach, TWO_BASES, "the base salary is £119,000", signing["change"].format("£9,000"))
    assert (said["offer"]["base"], said["offer"]["signing"], said["document"]["doubt"]) == (119000, 9000, None)


def test_a_row_of_another_letter_is_no_part_of_the_offer(coach) -> None:
    two = "LETTER A: Weights & Biases, London, DevOps. Base £129,000.\nLETTER B: Contoso. Base £119,000.\nwhich one?"
    rows = [row for row in ask(coach, two)["document"]["claims"] if row["part"] == "base"]
    assert {row["whose"] for row in rows} == {"offer", "rival"}
    assert [row["fix"] is None for row in rows if row["whose"] == "rival"] == [True]


def test_a_row_is_known_by_its_words_where_its_line_is_mistaken(coach) -> None:
    assert ask(coach, IN_LONDON, "line 77, £7,500: not pay")["offer"]["signing"] is None


def test_no_row_of_that_kind_changes_nothing(coach) -> None:
    said = ask(coach, IN_LONDON, "line 77, £111,000 base: not pay")
    assert said["offer"]["base"] == 129000
    assert ask(coach, IN_LONDON, row_of(coach, [IN_LONDON], "base")["change"].format("8%"))["offer"]["base"] == 129000


def test_a_months_pay_of_fourteen_stays_one_of_fourteen_when_it_is_put_right(coach) -> None:
    letter = "Contract of employment\nMonthly gross salary: EUR 3,000, payable 14 times a year.\nProbation: 3 months."
    assert ask(coach, letter)["offer"]["base"] == 42000
    change = ask(coach, letter)["document"]["claims"][0]["change"].format("3,200")
    assert ask(coach, letter, change)["offer"]["base"] == 44800


def test_lines_count_from_the_documents_first(coach) -> None:
    said = ask(coach, f"I am a DevOps engineer in London.\nIs that fair?\n\n{LETTER}")
    assert next(row["line"] for row in said["document"]["claims"] if row["part"] == "base") == 3


def test_a_label_with_a_colon_is_no_speaker(coach) -> None:
    chat = "Me: hi\nRecruiter: we can do 95k base\nRepayment (pro rata): within 12 months\nMe: thanks"
    told = ask(coach, chat)
    assert told["offer"]["base"] == 95000
