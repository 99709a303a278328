"""What a guide says besides one range: pay by level, how grants vest, the bonus of another offer's company."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parley.advice.compare import compare
from parley.coach.answer import answer
from parley.coach.lookup import band_of, rival_bonuses
from parley.coach.model import Reply
from parley.coach.situations import advice_for
from parley.dialogue.model import Beside, DialogueState, Grant, Offer, Subject
from parley.dialogue.rows import guide_of
from parley.dialogue.topic import resolved
from parley.guides.library import Library, load_library
from parley.guides.model import Guide, PayBand

from .hand import TODAY, answered, offer, state, told


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Two guides of no real company: Acme pays by level, Initech by place."""
    cache = tmp_path_factory.mktemp("made-up") / "guides.snapshot"
    return load_library(Path(__file__).parent / "guides", cache=cache)


def of(library: Library, company: str, level: str | None = None, place: str = "London") -> Subject:
    told_of = Subject(company=company, role_said="data engineer", region_said=place, level_said=level)
    return resolved(told_of, library)


def gbp(base: int, **parts: object) -> Offer:
    return replace(offer(base, **parts), currency="GBP")


def test_every_level_at_once_before_an_offer(made_up: Library) -> None:
    reply = answered(state(intent="band", subject=of(made_up, "acme")), made_up)
    for said in ("Mid (L4)", "£90K–£115K", "Senior (L5)", "£110K–£140K", "Staff (L6)", "£140K–£175K"):
        assert said in reply.text
    assert "Dublin" not in reply.text
    assert reply.ask is not None
    assert reply.ask.slot == "level"


def test_the_offer_is_placed_in_every_level_and_asked_for_in_the_one_it_fits(made_up: Library) -> None:
    reply = answered(state(subject=of(made_up, "acme"), offers=(gbp(120000),)), made_up)
    rows = reply.text.partition("### By level")[2].partition("###")[0]
    assert "fits **Senior (L5)**" in rows
    assert "Your offer: above it" in rows
    assert "Your offer: 33% of the way up for base" in rows
    assert "Your offer: below it" in rows
    assert "£137,000" in reply.scripts[0].text
    assert answer(reply)["level"] is None
    assert {row.band.level for row in reply.by_level} == {"Mid (L4)", "Senior (L5)", "Staff (L6)"}


def test_two_levels_in_dispute_stand_side_by_side(made_up: Library) -> None:
    said = state("they say L4, I think it is L5", subject=of(made_up, "acme", "L5"), offers=(gbp(108000),))
    reply = answered(said, made_up)
    assert [row.band.level for row in reply.by_level] == ["Mid (L4)", "Senior (L5)"]
    assert "fits" not in reply.text.partition("### By level")[2].partition("###")[0]


def test_a_level_that_is_told_shows_no_other(made_up: Library) -> None:
    reply = answered(state(subject=of(made_up, "acme", "L5"), offers=(gbp(120000),)), made_up)
    assert "### By level" not in reply.text


def test_the_upset_see_no_rows(made_up: Library) -> None:
    said = state("I am so anxious about this", subject=of(made_up, "acme"), offers=(gbp(120000),))
    reply = answered(said, made_up)
    assert reply.pressed
    assert "### By level" not in reply.text


def initech(made_up: Library, grant: Grant = Grant()) -> Reply:  # noqa: B008 - frozen
    own = replace(gbp(120000, equity=100000), equity_years=4, grant=grant)
    return answered(state(subject=of(made_up, "initech"), offers=(own,)), made_up)


def test_the_guides_vesting_is_shown_year_by_year_and_in_the_sums(made_up: Library) -> None:
    reply = initech(made_up)
    assert [year["equity"] for year in answer(reply)["years"]] == [10000, 20000, 30000, 40000]
    assert "grants here vest 10/20/30/40 (guide line 22): £10K of the £100K in the first year" in reply.text
    assert "check it in the letter" in reply.text
    assert "**£10K** vests in year 1: 100,000 x 10% = 10,000" in reply.text
    assert "You told no vesting schedule" not in reply.text


def test_what_the_user_tells_of_vesting_goes_before_the_guide(made_up: Library) -> None:
    reply = initech(made_up, Grant(schedule=told(0, "40/30/20/10")))
    assert [year["equity"] for year in answer(reply)["years"]] == [40000, 30000, 20000, 10000]
    assert "grants here vest" not in reply.text
    even = initech(made_up, Grant(even=told(0)))
    assert {year["equity"] for year in answer(even)["years"]} == {25000}


def test_the_plan_has_the_first_years_grant(made_up: Library) -> None:
    own = replace(gbp(120000, equity=100000), equity_years=4)
    said = state("everything on one page", subject=of(made_up, "initech"), offers=(own,), one_page=True)
    assert "£10K of the £100K in the first year" in answered(said, made_up).text


def test_before_an_offer_the_first_year_of_the_grant_to_ask_for(made_up: Library) -> None:
    reply = answered(state(subject=of(made_up, "initech")), made_up)
    assert "£13.4K of the £134K in the first year" in reply.text


def side_of(library: Library, subject: Subject, told_of: Offer) -> tuple[Guide, PayBand, Offer]:
    guide = guide_of(subject, library)
    band = band_of(guide, subject)
    assert guide
    assert band
    return guide, band, told_of


def rivalled(library: Library, base: int, rival: Offer) -> DialogueState:
    own = gbp(base)
    return state(subject=of(library, "acme", "L5"), offers=(own,), competing=(rival,), intent="competing")


def test_one_offer_has_one_total(made_up: Library) -> None:
    rival = replace(gbp(135000), company="initech", company_display="Initech")
    said = rivalled(made_up, 125000, rival)
    acme, other = of(made_up, "acme", "L5"), of(made_up, "initech")
    options = [side_of(made_up, acme, said.offers[0]), side_of(made_up, other, rival)]
    beside = compare(options)
    guide, band, _ = options[0]
    advice = advice_for(guide, band, said, TODAY, rival_bonuses(made_up, said))
    assert advice is not None
    assert advice.competing[0].total is not None
    assert advice.competing[0].total.exact == beside.sides[1].offer.total.exact == 148500
    assert advice.offer.total.exact == beside.sides[0].offer.total.exact == 137500


def test_a_lead_by_an_untold_bonus_alone_sets_no_price(made_up: Library) -> None:
    rival = replace(gbp(134000), company="initech", company_display="Initech")
    own = replace(gbp(135000), bonus_pct=told(5))
    said = state(subject=of(made_up, "acme", "L5"), offers=(own,), competing=(rival,), intent="competing")
    guide, band, _ = side_of(made_up, said.subject, own)
    advice = advice_for(guide, band, said, TODAY, rival_bonuses(made_up, said))
    assert advice is not None
    codes = [note.code for note in advice.notes]
    assert "rival_by_bonus" in codes
    assert "rival_better" not in codes


def test_a_grant_in_another_currency_stands_beside_the_rest(library: Library) -> None:
    grant = Beside("equity", told(120000), "USD", 4)
    own = replace(offer(90000), currency="EUR", beside=(grant,))
    reply = answered(state(company="Acme", place="Berlin", offers=(own,)), library)
    assert "beside it USD 120K equity over 4 years" in reply.text
    assert "I never add or convert" in reply.text
    assert "120" not in reply.scripts[0].text
    assert answer(reply)["offer"]["beside"] == [
        {"component": "equity", "amount": 120000, "currency": "USD", "years": 4}
    ]
    assert answer(reply)["counter"]["opening"]["equity"] is None
