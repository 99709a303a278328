"""Everything on one page: what stands on it, what is private on it, and the page as PDF."""

import re
from pathlib import Path

import font_manrope
import pytest
from fontTools.ttLib import TTFont

from parley import pdf
from parley.coach import Coach
from parley.coach.plan import plan_pdf
from parley.data import load
from parley.money import currencies
from parley.pdf import print_page

LONDON = ["W&B London, they offered £130k base, £95k equity over 4 years, 5% bonus, answer by Friday"]
TALKS = [
    LONDON,
    ["Scale AI New York, offer is 180K + 170K/4yr", "Google has offered me 290K total"],
    ["W&B London devops"],
]


def test_the_page_holds_everything(coach: Coach) -> None:
    page = coach.plan(LONDON)
    assert page is not None
    for part in (
        "Ask for £156K base", "£125K–£163K", "devops-engineer.md:56", "13% of the way up", "To send", "IF THEY SAY NO",
        "That is the best we can do", "Fill before you use it (6)", "due: Friday", "2026-05-23", "In the UK", "Made on",
    ):  # fmt: skip
        assert part in page, part


@pytest.mark.parametrize("talk", TALKS, ids=[talk[0][:20] for talk in TALKS])
def test_private_figures_stand_in_the_last_box_only(talk: list[str], coach: Coach) -> None:
    page = coach.plan(talk)
    public, _, private = page.partition("> **Private")
    ladder = coach.reply(talk).advice.ladder
    told = {figure.money.amount for figure in ladder.opening.figures()}
    for rung in filter(None, (ladder.target, ladder.acceptable)):
        figure = rung.base
        if figure.money.amount not in told:
            short = f"{int(figure.money.amount) // 1000}K base"
            assert short in private
            assert short not in public
    assert all(not line or line.startswith(">") for line in private.splitlines()[1:])


def test_every_blank_of_its_scripts_is_listed(coach: Coach) -> None:
    page = coach.plan(LONDON)
    listed = re.search(r"## Fill before you use it \(\d+\)\n(.+)", page)[1]
    for blank in set(re.findall(r"\[[^\[\]\n]+\]", page.partition("## Fill")[0])):
        assert blank in listed


def test_there_is_no_page_before_there_is_a_band(coach: Coach) -> None:
    assert coach.plan([]) is None
    assert coach.plan(["hello"]) is None
    assert coach.plan(["W&B devops"]) is None


def test_a_rehearsal_that_is_on_does_not_swallow_the_request(coach: Coach) -> None:
    assert "Ask for £156K base" in coach.plan([*LONDON, "practice with me", "156k base please"])


@pytest.mark.parametrize("talk", TALKS, ids=[talk[0][:20] for talk in TALKS])
def test_the_page_is_one_page_of_pdf_and_the_same_each_time(talk: list[str], coach: Coach) -> None:
    page = coach.plan(talk)
    printed = plan_pdf(page)
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 1
    assert printed == plan_pdf(page)


def test_a_long_page_goes_on_instead_of_being_cut() -> None:
    printed = print_page("# A\n\n" + "\n\n".join(["word " * 30] * 120))
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) > 1


def test_the_letters_have_what_a_page_prints() -> None:
    known = TTFont(Path(font_manrope.font_directory) / "Manrope-Regular.ttf").getBestCmap()
    marks = {letter for currency in currencies().values() for letter in currency.mark}
    assert {letter for letter in marks | set("–—“”’•·…×") if ord(letter) not in known} == {"₦"}
    assert pdf._spelt("₦5M base, £90K") == "NGN 5M base, £90K"


def test_every_row_of_the_page_is_a_script() -> None:
    assert all({"kind", "channel", "title"} <= set(row) for row in load("plan"))
