"""What was found wrong on the page and is no matter of looks: each fault a row, its talk and its last answer."""

import html
import logging
import re
from pathlib import Path

import pytest
import yaml

from parley.blocks import plain_text
from parley.coach import Coach
from parley.coach.forms import forms
from parley.guides.library import load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher
from parley.web import server
from parley.web.examples import examples_for
from parley.web.orders import Kept
from parley.web.shelf import search_shelf
from parley.web.view import screen

OFFER = "W&B London offered me £130k base, £95k equity over 4 years, 5% bonus. what should I counter?"
SCALE = (
    "what should I counter at Scale AI San Francisco?", "they offered $185k base and $200k equity over 4 years",
    "This week", "Yes, another offer",
)  # fmt: skip
WORRIED = (
    "I'm a senior devops engineer and W&B in London offered me £130k base and £95k equity over 4 years, "
    "I'm worried they'll pull it if I ask. what should I say?"
)
COMPARED = "My other offer is from Bolt: £150k base, £80k equity over 4 years. Compare the two offers."
TOTAL_ALONE = """---
company: northwind
company_display: Northwind
role: {role}
role_display: {title}
role_type: standard
last_updated: 2026-08-01
---
### {title} | Northwind Global Negotiation Guide

| Region | Total Comp |
|---|---|
| London | £110K-£138.6K |
"""
ROLES = (
    "nurse", "porter", "surgeon", "midwife", "radiographer", "pharmacist", "dietitian", "paramedic", "optometrist",
    "psychologist", "accountant", "cook", "driver", "gardener",
)  # fmt: skip
PRACTISE = "Let's practise: you play the recruiter"


def text(coach: Coach, *talk: str) -> str:
    """The words of the page, as they are read."""
    return html.unescape(shown(coach, *talk)).replace(" .", ".")


def shown(coach: Coach, *talk: str) -> str:
    """The words of the newest answer, and what stands beside it."""
    return " ".join(re.sub(r"<[^>]+>", " ", screen(coach, Kept(talk, len(talk))).feed).split())


def seen(coach: Coach, *talk: str) -> str:
    """The words of the newest answer that stand there before anything is opened."""
    page = screen(coach, Kept(talk, len(talk))).feed.partition('<div class="sources"')[0]
    return html.unescape(" ".join(re.sub(r"<details.*?</details>|<[^>]+>", " ", page, flags=re.DOTALL).split()))


@pytest.fixture(scope="module")
def northwind(tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A coach over fourteen guides of one company, each with a total and nothing else."""
    folder = tmp_path_factory.mktemp("northwind")
    (folder / "northwind").mkdir()
    for role in ROLES:
        text = TOTAL_ALONE.format(role=role, title=role.capitalize())
        (folder / "northwind" / f"{role}.md").write_text(text, encoding="utf-8")
    library = load_library(folder, cache=folder / "g.snapshot")
    return Coach(library, Searcher(refresh(library, folder / "index", HashEmbedder()), HashEmbedder()))


def test_every_fault_that_was_found_has_its_test() -> None:
    root = Path(__file__).parent.parent
    rows = yaml.safe_load((Path(__file__).parent / "page_faults.yaml").read_text(encoding="utf-8"))
    missing = [
        named for named in rows.values()
        if f"def {named.partition('::')[2]}(" not in (root / named.partition("::")[0]).read_text(encoding="utf-8")
    ]  # fmt: skip
    assert not missing


@pytest.mark.parametrize(
    "asked", ["what if they say no?", "should I negotiate at all?", "what is the risk?", "I'm afraid to ask"]
)
def test_a_known_questions_answer_is_on_the_page(coach: Coach, asked: str) -> None:
    """It was taken for the closing question, which stands beside the box, and left out."""
    reply = coach.reply([asked])
    assert reply.question
    assert all(plain_text(part.spans) in text(coach, asked) for part in reply.blocks[0].parts[:1])


@pytest.mark.parametrize(
    ("talk", "has", "never"),
    [
        pytest.param((*SCALE, "why 205?"), "$185K base", "revised offer|[Rr]ound 2", id="a figure asked about"),
        pytest.param((OFFER, "I already said yes on the phone"), "too late", "opening base", id="a yes already"),
        pytest.param(("hi", "They say this is their best offer"), "fixed", "can help with", id="best offer, first"),
        pytest.param(("They want my answer by Friday",), "a few days", "can help with", id="a deadline, first"),
        pytest.param((OFFER.partition(" offered")[0] + "?", "Not yet"), "", "for offering me", id="no offer yet"),
        pytest.param((WORRIED, "The job is in New York"), "$205K", "Stay calm", id="a place by the panel"),
        pytest.param(
            ("Google offered me 95k in Munich as a software engineer, is that good?",),
            "€95K base", "Which company", id="no guide, another currency",
        ),
        pytest.param(
            (OFFER, PRACTISE, "I need more money because my rent went up"),
            "Your number is missing", "you named your number", id="praise for what was not there",
        ),
        pytest.param((OFFER, "what about new york instead?"), "$205K", "place it", id="another place, the offer stays"),
    ],
)  # fmt: skip
def test_a_fault_that_was_found_is_gone(coach: Coach, talk: tuple[str, ...], has: str, never: str) -> None:
    words = shown(coach, *talk)
    assert has in words
    assert not re.search(never, words)


def test_no_example_of_the_empty_page_asks_for_a_level(coach: Coach, levelled: Coach) -> None:
    for each in (coach, levelled):
        for example in examples_for(each.library):
            assert not (ask := each.reply([example]).ask) or ask.slot != "level", example


def test_guides_are_found_past_a_slip_of_the_pen_and_past_a_place_that_none_has(coach: Coach) -> None:
    slip, elsewhere = (search_shelf(coach.library, words, 0) for words in ("scael", "scale berlin"))
    assert (slip["found"], slip["meant"]) == (1, "scale")
    assert (elsewhere["found"], elsewhere["without"]) == (1, "berlin")


@pytest.mark.parametrize("asked", ["why 156?", "why £156k?", "how did you get 156?", "where does 156k come from?"])
def test_the_reason_of_a_number_is_told_and_nothing_is_taken_for_pay(coach: Coach, asked: str) -> None:
    state = coach.reply([OFFER, asked]).state
    assert state.wished is None
    assert len(state.offers) == 1
    assert "1.20 x 130,000 = 156,000" in seen(coach, OFFER, asked)


@pytest.mark.parametrize("said", ["I want 160", "why not 160?", "can I get 160?"])
def test_a_number_of_ones_own_is_still_taken(coach: Coach, said: str) -> None:
    wished = coach.reply([OFFER, said]).state.wished
    assert wished
    assert wished.base
    assert wished.base.value == 160_000


@pytest.mark.parametrize(
    "remark",
    ["can I ask for 230 base?", "isn't that too much? I'd feel greedy", "what's the one thing I should do first?"],
)
def test_a_remark_is_not_answered_by_everything_again(coach: Coach, remark: str) -> None:
    talk = SCALE[:2]
    again = seen(coach, *talk, remark)
    assert "$205K" in again
    assert "still have" not in again
    assert len(again.split()) < 250  # an answer of its own, and the figures of the picture; it was 900


def test_one_sentence_to_say_is_one_sentence(coach: Coach) -> None:
    script = forms(coach.reply([WORRIED, "too long, just give me one sentence to say"]))[0]
    assert script.channel == "text"
    assert len(script.text.split()) < 40


def test_a_comparison_says_which_offer_presses_the_other(coach: Coach) -> None:
    assert "To press: use Bolt's offer at Weights & Biases" in seen(coach, OFFER, COMPARED)


@pytest.mark.parametrize("base", ["175k", "£137k"])
def test_a_range_of_the_total_is_no_range_of_base(northwind: Coach, base: str) -> None:
    words = shown(northwind, f"Northwind London offered me £{base.strip('£')} base as nurse, is it fair?")
    assert "range of the total ( £138.6K )" in words
    assert "offered base of" not in words


def test_a_guide_of_the_total_alone_names_its_number(northwind: Coach) -> None:
    words = shown(northwind, "What should I counter at Northwind in London as nurse?")
    assert "for £136K a year in total" in words
    assert "not give enough" not in words


def test_many_roles_stand_once(northwind: Coach) -> None:
    asked = "what should I counter at Northwind?"
    assert "14 roles" in seen(northwind, asked)
    assert "Gardener" not in seen(northwind, asked)
    assert shown(northwind, asked).count("Gardener") == 1


def test_the_private_rungs_stand_best_first(coach: Coach) -> None:
    page = screen(coach, Kept((OFFER,), 1)).feed
    private = html.unescape(re.sub(r"<[^>]+>", "", page.partition('class="private"')[2].partition("</ul>")[0]))
    totals = [float(amount) for amount in re.findall(r"\(£([\d.]+)K a year\)", private)]
    target_acceptable_and_floor = totals[:3]
    assert len(target_acceptable_and_floor) == 3
    assert target_acceptable_and_floor == sorted(target_acceptable_and_floor, reverse=True)


def test_more_time_is_another_answer_than_the_deadline(coach: Coach) -> None:
    due = (OFFER, "they want an answer by friday")
    first, then = seen(coach, *due), seen(coach, *due, "I need a week")
    assert "Friday" in then
    assert first.partition("Undo ")[2] != then.partition("Undo ")[2]


@pytest.mark.parametrize("talk", [(OFFER.replace("what should I counter?", "is it fair?"),), (OFFER, COMPARED)])
def test_where_the_answer_says_write_it_a_button_does(coach: Coach, talk: tuple[str, ...]) -> None:
    page = screen(coach, Kept(talk, len(talk))).feed
    assert 'data-say="Write the counter e-mail"' in page


@pytest.mark.parametrize(
    "said",
    ["Ich habe ein Angebot bekommen, was soll ich machen?", "¿Qué debo pedir?", "Je ne sais pas combien demander"],
)
def test_another_language_is_told_what_to_write_and_is_nothing_foreign(coach: Coach, said: str) -> None:
    words = seen(coach, said)
    assert not re.search("outside what|no good answer", words)
    assert "Tell me the company, the role" in words


def test_the_company_row_shows_its_name_before_a_role_is_known(northwind: Coach) -> None:
    page = screen(northwind, Kept(("what should I counter at Northwind?",), 1)).feed
    assert re.search(r'data-slot="company".*?class="value">Northwind<', page)


def test_the_start_says_how_it_searches_once(coach: Coach, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "parley"):
        server._warm_up(coach)
    said = [line for line in caplog.messages if "search" in line]
    assert len(said) == 1
    assert "until" not in said[0]
