"""Levers by fit, and offers side by side."""

from __future__ import annotations

from datetime import date

from parley.advice.choose import choose_levers
from parley.advice.compare import compare
from parley.advice.counter import advise
from parley.guides.model import Citation
from parley.retrieval.model import Hit, Passage

from . import tables
from .seed_guides import GUIDES

WANDB, SCALE = GUIDES["weights-and-biases"], GUIDES["scale-ai"]


def titles(chosen) -> list[str]:
    return [one.lever.title for one in chosen]


def hit(line: int) -> Hit:
    where = Citation(WANDB.path, line, line)
    return Hit(Passage(WANDB.path, WANDB.company, WANDB.role, (), "lever", "", "", where), 1.0)


def test_rival_levers_come_last_and_say_why() -> None:
    chosen = choose_levers(WANDB, (hit(73), hit(74)))
    assert titles(chosen)[0] == "Enterprise Deployment Acceleration"
    assert titles(chosen)[-1] == "Competing Infrastructure Offers"
    assert chosen[-1].reason == "only for someone who holds another offer"


def test_experience_chooses_a_lever_without_hits() -> None:
    chosen = choose_levers(WANDB, (), None, ("I built Kubernetes pipelines for air-gapped sites",))
    assert chosen[0].lever.title == "Enterprise Deployment Acceleration"
    assert "kubernetes" in chosen[0].reason


def test_restated_levers_carry_no_money_and_no_rival() -> None:
    for guide in (WANDB, SCALE):
        for chosen in choose_levers(guide, ()):
            words = chosen.restated or ""
            assert "$" not in words
            assert "Datadog" not in words
            assert "premium" not in words


def test_the_widest_gap_decides_between_levers_nothing_else_tells_apart() -> None:
    row = {"guide": "weights-and-biases", "region": "London", "offer": {"base": 160000, "equity": 95000}}
    ladder = advise(tables.situation(row, GUIDES), date(2026, 11, 22)).ladder
    assert "equity" in choose_levers(WANDB, (), ladder)[0].reason


def band(guide, region):
    return next(band for band in guide.bands if band.region == region)


def test_a_bonus_at_the_top_of_its_range_turns_the_order_around() -> None:
    scale = tables.offer({"base": 185000, "equity": 200000}, 1)
    wandb = tables.offer({"base": 180000, "equity": 160000}, 1)
    sides = [(SCALE, band(SCALE, "San Francisco"), scale), (WANDB, band(WANDB, "San Francisco"), wandb)]
    found = compare(sides)
    assert [side.offer.total.exact for side in found.sides] == [235000, 229000]
    assert found.best.guide.company == "scale-ai"
    assert [(flip.percent, flip.first.guide.company, flip.total.exact) for flip in found.flips] == [
        ("10%", "weights-and-biases", 238000)
    ]


def test_a_bonus_that_nobody_told_decides_no_order() -> None:
    scale = tables.offer({"base": 185000, "equity": 200000}, 1)
    wandb = tables.offer({"base": 190000, "equity": 168000}, 1)  # 232 without a bonus, 241.5 with the published 5%
    sides = [(SCALE, band(SCALE, "San Francisco"), scale), (WANDB, band(WANDB, "San Francisco"), wandb)]
    found = compare(sides)
    assert found.best is None
    assert [(note.code, note.facts) for note in found.notes] == [("compare_bonus", ("Weights & Biases", "Scale AI"))]
    assert not found.flips


def test_an_offer_has_one_total_in_comparison_and_counter() -> None:
    row = {"guide": "weights-and-biases", "region": "London", "offer": {"base": 130000, "equity": 95000}}
    situation = tables.situation(row, GUIDES)
    side = compare([(situation.guide, situation.band, situation.offer)]).sides[0]
    assert side.offer.total.exact == advise(situation, date(2026, 11, 22)).offer.total.exact


def test_currencies_are_shown_and_not_ranked() -> None:
    sides = [
        (SCALE, band(SCALE, "New York"), tables.offer({"base": 185000}, 1)),
        (WANDB, band(WANDB, "London"), tables.offer({"base": 130000}, 1)),
    ]
    found = compare(sides)
    assert found.best is None
    assert [note.code for note in found.notes] == ["compare_currencies"]
