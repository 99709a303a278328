"""60 companies that no guide is about, in eight situations: an answer with the person's own figures, never a wall.

The states are built by hand, as the reader would leave them; issue 16, "It must show".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from parley.coach.answer import answer
from parley.coach.forms import forms
from parley.coach.model import Reply
from parley.dialogue.model import Subject
from parley.guides.library import Library
from parley.money import find_amounts
from parley.scripts.facts import letter_words

from .hand import answered, evidence, offer, state, told

COMPANIES = (
    "Aldi", "Siemens", "Bosch", "Bupa", "Deloitte", "KPMG", "PwC", "EY", "Nestlé", "Roche",
    "Novartis", "Lidl", "Tesco", "Sainsbury's", "John Lewis", "BBC", "Rolls-Royce", "Airbus", "Boeing",
    "Lockheed Martin", "Walmart", "Target", "Costco", "Home Depot", "UPS", "FedEx", "Delta", "United Airlines",
    "Marriott", "Hilton", "Pfizer", "Merck", "Johnson & Johnson", "Kaiser Permanente", "Mayo Clinic",
    "Cleveland Clinic", "Unilever", "Diageo", "Shell", "BP", "TotalEnergies", "Engie", "Renault", "Volkswagen",
    "BMW", "Mercedes-Benz", "Allianz", "Munich Re", "ING", "Rabobank", "Philips", "ASML", "Ericsson", "Volvo",
    "IKEA", "Maersk", "Infosys", "Tata Steel", "Toyota", "Sony",
)  # fmt: skip
OFFER = offer(80000)
RANGE = (evidence("employer_range", 75000, 95000),)
SITUATIONS = {
    "offer": {"offers": (OFFER,)},
    "offer and range": {"offers": (OFFER,), "evidence": RANGE},
    "offer and wish": {"offers": (OFFER,), "wished": offer(86000)},
    "two offers": {
        "offers": (OFFER,),
        "competing": (replace(offer(90000), company_display="Initech"),),
        "intent": "competing",
    },
    "pushback": {"offers": (OFFER,), "intent": "pushback", "pushback": "what_number"},
    "deadline": {"offers": (OFFER,), "intent": "deadline", "deadline": "Friday"},
    "accept": {"offers": (OFFER,), "intent": "script", "kind_asked": "accept", "message": "I want to accept"},
    "before an offer": {"evidence": RANGE},
}
SAYS = {
    "offer": "92,000", "offer and range": "93,000", "offer and wish": "86,000", "two offers": "95,000",
    "pushback": "92,000", "accept": "80,000", "before an offer": "93,000",
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_an_answer_with_their_own_figures(name: str, library: Library) -> None:
    found = {}
    for company in (None, *COMPANIES):
        reply = answered(state(company=company, place="Berlin", **SITUATIONS[name]), library)
        found[company] = list(faults(reply, company, name))
    assert {company: wrong for company, wrong in found.items() if wrong} == {}


def faults(reply: Reply, company: str | None, name: str) -> Iterator[str]:
    if reply.action.kind != "answer" or not reply.scripts:
        yield f"{reply.action.kind} without a script: {reply.text}"
        return
    text = reply.scripts[0].text
    if SAYS.get(name, "") not in text:
        yield f"its script lacks {SAYS[name]}: {text}"
    if company and name not in {"before an offer", "pushback"} and letter_words(company) not in f"{text}{reply.text}":
        yield "it does not name the company"
    if reply.ask and reply.ask.slot == "company":
        yield "it asks for the company"
    yield from (f"its script says {word!r}" for word in ("market",) if word in text)
    yield from (f"it says {word!r}" for word in ("no guide", "None") if word in reply.text)


def test_what_others_earn_stays_private(library: Library) -> None:
    reply = answered(
        state(offers=(replace(offer(70000), currency="EUR"),), evidence=(evidence("others", 78000),)), library
    )
    assert "82,000" in reply.scripts[0].text
    assert "78" not in reply.scripts[0].text
    assert "colleague" not in reply.scripts[0].text
    record = answer(reply)
    assert [(one["kind"], one["private"]) for one in record["evidence"]] == [("others", True), ("offer", False)]


def test_their_range_is_quoted(library: Library) -> None:
    reply = answered(state(offers=(OFFER,), evidence=RANGE), library)
    assert "range you gave" in reply.scripts[0].text
    assert "In the range they gave that is 90% of the way up" in reply.text


def test_the_offer_alone_claims_no_market(library: Library) -> None:
    reply = answered(state(offers=(OFFER,), place="Berlin"), library)
    assert "an ordinary first step; I have no pay data for this job" in reply.text
    assert "Three ways to a range in ten minutes" in reply.text
    assert "€8K" in reply.text


def test_a_currency_that_nobody_told_is_not_invented(library: Library) -> None:
    reply = answered(state(offers=(OFFER,)), library)
    assert "a base of 92,000 a year" in reply.scripts[0].text
    assert not {found.currency for found in find_amounts(reply.text)} - {None}
    record = answer(reply)
    assert record["currency"] is None
    assert record["offer"]["currency"] is None
    assert record["counter"]["opening"]["base"] == 92000


def test_monthly_pay_is_spoken_of_by_the_month(library: Library) -> None:
    told_monthly = replace(offer(41400), monthly=True, currency="GBP")
    reply = answered(state(offers=(told_monthly,), place="London"), library)
    assert "£3,450 a month, £41,400 a year" in reply.text
    assert "£3,950 a month" in reply.scripts[0].text


def test_hourly_pay_is_spoken_of_by_the_hour(library: Library) -> None:
    hourly = replace(offer(62400), per="hour", payments=told(2080).value, currency="USD")
    reply = answered(state(offers=(hourly,)), library)
    assert "$34.50 an hour" in reply.scripts[0].text


def test_the_wish_in_the_answer(library: Library) -> None:
    usd = replace(offer(146000), currency="USD")
    reply = answered(
        state(offers=(usd,), evidence=(evidence("employer_range", 140000, 175000),), wished=offer(165000)), library
    )
    assert answer(reply)["judged"] == {
        "component": "base", "amount": 165000, "over_offer_pct": 13.0, "position": 0.71, "verdict": "firm",
        "asked": False, "carried": True,
    }  # fmt: skip
    assert "13% over the offer, 71% of the way up the range: a firm ask" in reply.text


def test_a_raise_without_a_guide(library: Library) -> None:
    form = replace(state().form, kind="raise")
    pay = replace(offer(50000), currency="GBP")
    reply = answered(state(intent="script", form=form, kind_asked="raise", current_pay=pay), library)
    assert "£55,000" in reply.scripts[0].text
    assert "50,000" not in reply.scripts[0].text


def test_what_they_were_told_and_gave_closes_the_talk(library: Library) -> None:
    reply = answered(state(offers=(OFFER, offer(90000)), asked=offer(90000)), library)
    assert reply.scripts[0].kind == "accept"
    assert "What was asked for has been met" in reply.text


def test_a_guide_that_waits_for_the_place_says_so(library: Library) -> None:
    subject = Subject(company="weights-and-biases", role="devops-engineer")
    reply = answered(state(subject=subject, offers=(replace(offer(130000), currency="GBP"),)), library)
    assert reply.ask.slot == "region"
    assert "a base of £150,000 a year" in reply.scripts[0].text
    assert "I have pay data for Weights & Biases" in reply.text
    assert "no pay data" not in reply.text


def test_their_range_beside_a_guide(library: Library) -> None:
    subject = Subject(company="weights-and-biases", role="devops-engineer", region="London")
    told_offer = replace(offer(130000, equity=95000, bonus_pct=5), equity_years=4, currency="GBP")
    reply = answered(
        state(subject=subject, offers=(told_offer,), evidence=(evidence("employer_range", 120000, 150000),)), library
    )
    assert "a base of £147,000 a year, equity of £143,000" in reply.scripts[0].text
    assert "The range they gave** for base: £120K to £150K" in reply.text
    assert "base £125K–£163K" in reply.text  # the guide's own, still shown as its


def test_a_range_apart_from_the_offer_is_the_only_question(library: Library) -> None:
    reply = answered(state(offers=(offer(20000),), evidence=RANGE), library)
    assert "more than a factor of three apart" in reply.text
    assert reply.ask is None
    assert not reply.scripts


def test_numbers_that_were_not_placed_are_told(library: Library) -> None:
    assert answer(answered(state(offers=(OFFER,)), library))["left_out"] == []


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("place", ["Berlin", None])
def test_every_form_of_the_script_stands(name: str, place: str | None, library: Library) -> None:
    """All channels and tones pass the send lint, with and without a currency."""
    reply = answered(state(company="Aldi", place=place, **SITUATIONS[name]), library)
    assert len(forms(reply)) >= 10


@pytest.mark.parametrize("name", ["offer", "offer and range", "two offers", "before an offer"])
def test_the_page_to_take_along(name: str, library: Library) -> None:
    reply = answered(state(company="Aldi", place="Berlin", one_page=True, **SITUATIONS[name]), library)
    assert reply.action.kind == "plan"
    public, private = reply.text.split("> **Private")
    assert SAYS[name] in public
    assert f"{reply.advice.ladder.target.base.money.amount:,}" not in public
    assert "Target" in private
    assert "guide" not in public.casefold()


def test_the_page_to_take_along_keeps_what_others_earn_out(library: Library) -> None:
    told_of = {"offers": (replace(offer(70000), currency="EUR"),), "evidence": (evidence("others", 78000),)}
    public, private = answered(state(one_page=True, **told_of), library).text.split("> **Private")
    assert "82,000" in public
    assert "78" not in public
    assert "somebody else" not in public
    assert "€78K" in private
