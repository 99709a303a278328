"""The pictures beside the words: sides of a comparison, levels, rounds; what a message noted and what was guessed."""

import html
import json
import re
from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageOps

from parley.coach import Coach
from parley.data import load
from parley.pdf import COLOURS, print_page
from parley.web.copy_of import conversation_markdown, plan_markdown
from parley.web.noted import noted
from parley.web.orders import Kept
from parley.web.view import screen

ASK, OFFERED = COLOURS["ask"], COLOURS["offer"]
LONDON = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
COMPARED = "My other offer is from Bolt: £150k base, £80k equity over 4 years. Compare the two offers."
BOLT = "Bolt offered me £150k base, £80k equity over 4 years. What should I ask for?"
NEXT = "they came back with £140k base, £110k equity over 4 years"


def feed(coach: Coach, *messages: str) -> str:
    return screen(coach, Kept(messages, len(messages))).feed


def text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_a_comparison_is_a_table_with_its_words_folded_below(coach: Coach) -> None:
    page = feed(coach, "compare W&B London with Scale AI San Francisco")
    table = page[page.index('<div class="sides">') :].partition("</table>")[0]
    assert re.findall(r'<th scope="col">([^<]*)</th>', table) == ["Weights &amp; Biases", "Scale AI"]
    assert "Published base £125K to £163K $172K to $215K" in text(table)
    assert 'class="figure"' in table
    assert "In words, with their lines (2)" in page


def test_two_offers_in_one_currency_have_bars_of_their_parts(coach: Coach) -> None:
    page = feed(coach, f"W&B London: {OFFER}", COMPARED)
    bars = page.partition('<div class="years wide"')[2].partition("</ul>")[0]
    assert re.findall(r'<b style="width:([\d.]+)%">', bars) == ["94.3", "100.0"]
    assert re.findall(r'class="(\w+)" style="flex-grow:(\d+)"', bars) == [
        ("base", "130000"), ("bonus", "6500"), ("equity", "23750"), ("base", "150000"), ("equity", "20000"),
    ]  # fmt: skip


def test_the_rounds_are_bars_with_their_offers_in_words_and_the_ask_last(coach: Coach) -> None:
    page = feed(coach, LONDON, OFFER, NEXT)
    rounds = page[page.index('<ol class="rounds">') :].partition("</ol>")[0]
    assert [text(each) for each in rounds.split("<li>")[1:3]] == [
        "Round 1 £130K base, £95K equity over 4 years, 5% bonus",
        "Round 2 £140K base, £110K equity over 4 years, 5% bonus",
    ]
    assert 'class="ask"' in rounds


def test_the_offer_of_one_negotiation_is_compared_in_another(coach: Coach) -> None:
    about = json.loads(html.unescape(re.findall(r'data-about="([^"]*)"', feed(coach, BOLT))[0]))
    assert about["company"] == "Bolt"
    assert about["stage"] == "offer"
    page = feed(coach, f"W&B London: {OFFER}", about["compare"])
    assert re.findall(r'<th scope="col">([^<]*)</th>', page) == ["Weights &amp; Biases", "Bolt"]


def test_every_stage_has_words_for_the_list() -> None:
    assert set(load("talk_words")["stages"]) == set(load("stages")["stages"])


def test_the_plan_holds_the_picture_in_words(coach: Coach) -> None:
    page = plan_markdown(coach, [LONDON, OFFER])
    assert "```bars\nBase a year: £125K to £163K, at 8-92%; their offer £130K, at 19%" in page


def test_a_copy_holds_the_comparison_the_levels_and_the_rounds_as_the_page_draws_them(
    coach: Coach, levelled: Coach
) -> None:
    compared = conversation_markdown(coach, [f"W&B London: {OFFER}", COMPARED])
    assert "Bolt: £170K a year; base, at 0-88%; equity, at 88-100%" in compared
    assert "| Equity | £95K over 4 y | £80K over 4 y |" in compared
    levels = conversation_markdown(levelled, ["Acme London data engineer offered £120k base, what do I counter?"])
    assert "Senior (L5): £110K to £140K, at 26-58%; their offer £120K, at 36%; what to ask for there £137K" in levels
    rounds = conversation_markdown(coach, [LONDON, OFFER, NEXT])
    assert rounds.count("Round 2: £140K base, £110K equity over 4 years, 5% bonus; their base, at 0-73%") == 1


@pytest.mark.parametrize("talk", [[f"W&B London: {OFFER}", COMPARED], [LONDON, OFFER, NEXT]], ids=["sides", "rounds"])
def test_a_print_has_its_pictures_on_white_and_no_half_empty_page(coach: Coach, talk: list[str]) -> None:
    pages = pypdfium2.PdfDocument(print_page(conversation_markdown(coach, talk)))
    shown = [page.render(scale=1).to_pil().convert("RGB") for page in pages]
    for number, page in enumerate(shown):
        colours = {colour: count for count, colour in page.getcolors(2**24) if colour in (ASK, OFFERED)}
        assert sum(colours.values()) < page.width * page.height / 50, "a colour of the bars fills a table"
        bottom = ImageOps.invert(page.convert("L")).getbbox()[3]
        assert number == len(shown) - 1 or bottom > page.height * 0.85
    assert any(page.getcolors(2**24) and ASK in {colour for _, colour in page.getcolors(2**24)} for page in shown)
    assert len(pypdfium2.PdfDocument(print_page(plan_markdown(coach, talk)))) == 1


def test_a_changed_place_is_noted_and_a_guessed_scale_is_said(coach: Coach) -> None:
    page = feed(coach, LONDON, "what about new york instead?")
    assert "Noted: place New York" in text(page)
    assert "I read 130 as £130K a year." in feed(coach, "W&B offered 130 base in london")


def test_a_grant_without_years_is_guessed_with_its_other_readings_unless_it_is_asked_about(coach: Coach) -> None:
    reply = coach.reply(["W&B London offered £130k base and £95k equity"])
    assert reply.ask
    assert "four years" not in noted(None, reply)
    silent = noted(None, replace(reply, action=replace(reply.action, ask=None)))
    assert "I take the equity to be over four years." in silent
    assert 'data-say="No, the offer is £95,000 equity over 1 year"' in silent


def test_no_picture_says_what_would_make_one(coach: Coach) -> None:
    page = feed(coach, "Acme Robotics offered me £61k base. What should I ask for?")
    assert "Tell me the range they gave" in page.partition('class="band-box"')[2]


def test_the_level_row_never_shows_the_whole_message(coach: Coach) -> None:
    long = (
        "I'm a senior devops engineer and W&B in London offered me £130k base and £95k equity over 4 years, "
        "I'm worried they'll pull it if I ask. what should I say?"
    )
    shown = re.findall(r'data-slot="level"[^>]* data-value="([^"]*)"', feed(coach, long))
    assert all(len(value) <= 40 for value in shown)
