"""Pay as people speak of it: by the mile, a 14th month, a total, a budget; what they did, said to their own boss."""

from __future__ import annotations

import pytest

from parley.coach import Coach

SAID = (
    ("driver, Regina. they offer 55 cents a mile, about 2400 mi a week. I want 60. write me a text", "0.60 a mile"),
    ("Call in 15 min. Ad says 2.900 to 3.400 monthly (x14), Graz, payroll clerk, they ask what I want", ", fourteen"),
    ("10 months out of work. Offer: 31.000 in Malaga, office administrator. write the counter mail", "a base of"),
    ("Got offer 15 LPA = 13.5 fixed + 1.5 variable. I feel 17 is my market, Pune. write the mail", "₹15.5 lakh"),
    ("home care, Leeds: £9 a visit, about 60 visits a week. want 10.50. what do I ask", "£10.50 a visit"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "stands"), SAID, ids=[stands for _, stands in SAID])
def test_the_script_speaks_as_they_do(said: str, stands: str, coach: Coach) -> None:
    (script,) = coach.reply([said]).scripts
    assert stands in script.text


def test_a_year_is_no_month(coach: Coach) -> None:
    reply = coach.reply(["first job, lab tech, Ghent, 31k in the letter. write the counter mail"])
    assert "€35,500 a year" in reply.scripts[0].text or "€36,000 a year" in reply.scripts[0].text


def test_a_13th_month_is_one_offers(coach: Coach) -> None:
    reply = coach.reply(["Company X 5,200/month x13, Company Y 5,600, no 13th. which one should I take?"])
    assert reply.text.startswith("**I'd take this offer, unless")


def test_no_more_than_their_budget(coach: Coach) -> None:
    talk = ["Agency offers me €60/h as a tester, 40h/week. The recruiter said the client goes up to 72. I want 75"]
    reply = coach.reply([*talk, "write the mail to Loes"])
    assert "€72 an hour" in reply.scripts[0].text
    assert "range you gave" not in reply.scripts[0].text
    assert "Hi Loes," in reply.scripts[0].text


def test_a_raise_rests_on_the_work_and_the_ads(coach: Coach) -> None:
    talk = [
        "Dental nurse, Derby, 4 yrs here, on £24k",
        "I run the stock room now. Ads here say 26 to 30. how do I ask for a raise",
    ]
    reply = coach.reply(talk)
    text = reply.scripts[0].text
    assert "I run the stock room now." in text
    assert "£28,800" in text or "£29,000" in text
    assert len(reply.scripts[0].blanks) <= 2


def test_a_talk_with_the_boss_is_spoken(coach: Coach) -> None:
    said = (
        "Welder, Brno. I have 41 000 Kč. I teach the apprentices. Boss Petr is ok and we talk at the bench. how I ask"
    )
    (script,) = coach.reply([said]).scripts
    assert script.kind == "raise"
    assert script.channel == "call"
    assert script.text.splitlines()[1].startswith("Petr, do you have")
    assert "I teach the apprentices." in script.text


def test_two_places_get_two_letters(coach: Coach) -> None:
    said = "firm A offers 58k, wants a yes by Friday. my second interview at firm B is on Monday. I need more time"
    kinds = [one.kind for one in coach.reply([said]).scripts]
    assert kinds[0] == "deadline_extension"
    assert kinds[1:] in ([], ["other_company"])


def test_offers_told_one_after_another_stand_side_by_side(coach: Coach) -> None:
    talk = ["two offers lab assistant (Ohio). Hospital: 39k, 30 min drive", "Fairview Clinic: 42k, 5 min walk"]
    reply = coach.reply([*talk, "which one would you take, both want an answer"])
    assert len(reply.comparison.told) == 2
    assert reply.text.startswith("**I'd take Fairview Clinic, unless")
    assert "| Base |" in reply.text


def test_what_the_boss_would_pay_is_a_side(coach: Coach) -> None:
    said = "I have 300k monthly, Nairobi. new company 420k, written. My boss says he'll do 390k. stay or go?"
    reply = coach.reply([said])
    assert "If you stay" in reply.text or reply.question.key == "manager_counters"


def test_a_pay_told_again_in_its_parts_stays_whole(coach: Coach) -> None:
    parts = "basic 4,500 housing 1,800 transport 700. what do I ask?"
    reply = coach.reply(["new clinic in Doha offers QAR 7,000 a month all in", parts])
    assert "QAR 8,050 a month" in reply.text
    other = coach.reply(["new clinic in Doha offers QAR 7,000 a month all in", parts.replace("700", "900")])
    assert "QAR 8,050 a month" not in other.text
