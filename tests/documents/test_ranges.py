"""Ranges for several places: each has its own, the place of the talk decides, and without one all are shown."""

import pytest
from tests.documents.test_in_the_talk import ask
from tests.documents.test_papers import paper

POSTING = """Senior Accountant, Fabrikam
{}
Equal opportunity employer. Apply now."""
TOLD = {
    "a list": "Pay ranges by location\n- San Francisco: $150,000 - $180,000\n- Austin: $120,000 - $145,000",
    "a sentence": "The pay range is $150,000 - $180,000 in San Francisco and $120,000 - $145,000 in Austin.",
    "one line": "Pay: San Francisco $150,000 - $180,000; Austin $120,000 - $145,000",
    "a table": "Location\tPay range\nSan Francisco\t$150,000 - $180,000\nAustin\t$120,000 - $145,000",
    "headings": "Pay in San Francisco:\n$150,000 - $180,000 a year\nPay in Austin:\n$120,000 - $145,000 a year",
}
WIDE = "Pay ranges\n- San Francisco: $150,000 - $180,000\n- Remote US: $110,000 - $140,000\n- 60% remote is fine."


@pytest.mark.parametrize("form", TOLD)
def test_each_range_has_its_place(form) -> None:
    claims = [(one.place, one.value) for one in paper(POSTING.format(TOLD[form])).claims]
    assert claims == [("San Francisco", (150000.0, 180000.0)), ("Austin", (120000.0, 145000.0))]


def test_remote_is_a_place_and_a_share_of_the_time_is_none() -> None:
    found = paper(POSTING.format(WIDE))
    assert [one.place for one in found.claims] == ["San Francisco", "Remote, US"]


@pytest.mark.parametrize(
    ("turns", "ends"),
    [
        (["{}\n\nI'd be in Austin, what should I ask for?"], [120000, 145000]),
        (["{}", "Austin"], [120000, 145000]),
        (["{}", "it's the San Francisco office"], [150000, 180000]),
        (["{}", "Oakland, what should I ask for?"], [150000, 180000]),
        (["{}", "Austin", "sorry, San Francisco"], [150000, 180000]),
    ],
)
def test_the_place_of_the_talk_decides(coach, turns, ends) -> None:
    said = ask(coach, *(turn.format(POSTING.format(TOLD["a list"])) for turn in turns))
    assert [one["range"] for one in said["evidence"] if one["kind"] == "employer_range"] == [ends]


def test_all_are_shown_while_no_place_is_known(coach) -> None:
    said = ask(coach, POSTING.format(TOLD["a list"]))
    assert (said["ask"]["slot"], said["ask"]["options"]) == ("region", ["San Francisco", "Austin"])
    assert said["counter"] is None
    assert all(words in said["reply"] for words in ("$150K to $180K (San Francisco)", "$120K to $145K (Austin)"))
    assert [row["place"] for row in said["document"]["claims"]] == ["San Francisco", "Austin"]


def test_ones_own_words_tell_a_range_for_a_place_too(coach) -> None:
    told = "their range for the accountant is £50k-60k in Leeds and £55k-66k in Bath"
    assert ask(coach, told)["ask"]["options"] == ["Leeds", "Bath"]
    ranges = [one["range"] for one in ask(coach, told, "Bath")["evidence"] if one["kind"] == "employer_range"]
    assert ranges == [[55000, 66000]]


def test_a_place_without_a_range_is_asked_about_once(coach) -> None:
    turns = [POSTING.format(TOLD["a list"]), "I'd work in Denver", "what should I ask for?"]
    assert not [one for one in ask(coach, *turns)["evidence"] if one["kind"] == "employer_range"]
    assert (ask(coach, *turns)["ask"] or {"options": []})["options"] != ["San Francisco", "Austin"]


def test_a_range_is_put_right_and_the_others_stand(coach) -> None:
    posting = POSTING.format(TOLD["a list"])
    austin = next(row for row in ask(coach, posting)["document"]["claims"] if row["place"] == "Austin")
    change = austin["change"].format("$125,000 - $150,000")
    assert next(one["range"] for one in ask(coach, posting, change, "Austin")["evidence"]) == [125000, 150000]
    assert next(one["range"] for one in ask(coach, posting, change, "San Francisco")["evidence"]) == [150000, 180000]
    left = ask(coach, posting, austin["fix"], "Austin")
    assert [120000, 145000] not in [one.get("range") for one in left["evidence"]]


def test_one_range_needs_no_place(coach) -> None:
    said = ask(coach, POSTING.format("The pay range is $150,000 - $180,000 in San Francisco."))
    assert [one["range"] for one in said["evidence"] if one["kind"] == "employer_range"] == [[150000, 180000]]


def test_postings_for_machines_tell_their_places() -> None:
    one = """{{"@type": "JobPosting", "title": "Accountant", "jobLocation": {{"address": {{"addressLocality": "{}",
"addressRegion": "{}"}}}}, "baseSalary": {{"currency": "USD",
"value": {{"minValue": {}, "maxValue": {}, "unitText": "YEAR"}}}}}}"""
    posting = f"[{one.format('Duluth', 'MN', 61000, 70000)},\n{one.format('Austin', 'TX', 72000, 83000)}]"
    found = [(claim.place, claim.value) for claim in paper(posting).claims]
    assert found == [("Duluth, MN", (61000.0, 70000.0)), ("Austin, TX", (72000.0, 83000.0))]
