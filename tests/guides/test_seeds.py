"""The two guides that ship: every figure, every lever, the strategy; and no line of them lost."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.export import band_record
from parley.guides.library import load_library
from parley.guides.model import Guide

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def library(seeds_dir):
    return load_library(seeds_dir)


@pytest.fixture(scope="module")
def wandb(library):
    return library.guide("weights-and-biases", "devops-engineer")


@pytest.fixture(scope="module")
def scale(library):
    return library.guide("scale-ai", "devops-engineer")


def test_london_is_read_from_the_table(wandb):
    london = next(band for band in wandb.bands if band.region == "London")
    assert band_record(london) == {
        "region": "London", "places": ["London"], "level": None, "currency": "GBP",
        "base": [125000, 163000], "equity": [90000, 165000], "equity_period": "4yr", "bonus_pct": [5, 10],
        "bonus": None, "signing": None, "total": [158000, 220000], "period": "year", "open_ended": False,
        "source": "table", "line": 56,
    }  # fmt: skip


def test_a_dash_in_the_bonus_column_is_no_bonus(scale):
    assert [band.bonus_pct for band in scale.bands] == [None, None, None]
    assert [(band.region, band.total_comp.high) for band in scale.bands][2] == ("Washington DC", Decimal(303000))


def test_the_tables_bonus_range_wins_over_the_headers_low_end(wandb):
    assert [(issue.code, issue.line) for issue in wandb.issues] == [("bonus-cut", line) for line in (17, 26, 35)]


def amounts(figure):
    fields = {"base": figure.base, "equity": figure.equity, "signing": figure.signing_bonus, "total": figure.total_comp}
    return {name: int(money.low) for name, money in fields.items() if money}


def test_the_strategy_is_split_into_asks_and_floors(wandb, scale):
    (strategy,) = wandb.strategies
    assert [amounts(ask) for ask in strategy.asks] == [{"base": 210000, "equity": 215000, "signing": 25000}]
    assert [amounts(floor) for floor in strategy.floors] == [{"base": 195000}]
    assert {figure.currency for figure in strategy.figures} == {"USD"}
    (strategy,) = scale.strategies
    assert [amounts(ask) for ask in strategy.asks] == [{"base": 205000, "equity": 265000, "total": 271000}]
    assert [amounts(floor) for floor in strategy.floors] == [{"base": 195000, "equity": 230000}]


def test_levers_know_whose_offers_they_claim(wandb, scale):
    assert [(lever.title, lever.claims_rival_offer, lever.claims_pay) for lever in wandb.levers] == [
        ("Multi-Environment Deployment Expertise", False, True),
        ("ML Infrastructure Reliability at Scale", False, True),
        ("Competing Infrastructure Offers", True, True),
        ("Enterprise Deployment Acceleration", False, True),
    ]
    assert [lever.claims_rival_offer for lever in scale.levers] == [False] * 4
    assert scale.levers[0].blanks == ("[Kubernetes at scale/GPU infrastructure/petabyte data pipelines]",)


def test_the_level_mapping_is_pairs(scale):
    pairs = [(pair.company, pair.level) for pair in scale.level_mapping.equivalents]
    assert pairs[0] == ("Scale", "DevOps Engineer")
    assert pairs[2:4] == [("Meta", "Production Engineer (IC4)"), ("Amazon", "SysDE II")]
    assert len(pairs) == 6


def test_sources_and_sections(wandb):
    assert [source.citation.line_from for source in wandb.sources] == [79, 80, 81, 82]
    kinds = ["dna", "dna", "level_mapping", "company_lever", "levers", "strategy", "evidence"]
    assert [section.kind for section in wandb.sections] == kinds
    assert wandb.next_review_due.isoformat() == "2026-05-23"


HOLDERS = table(HERE / "seed_lines.yaml")


@pytest.mark.parametrize("path", HOLDERS)
def test_every_line_is_held_by_a_record(library, path):
    """`seed_lines.yaml` lists every non-blank line of both files and the record that holds it."""
    guide = library.by_path(path)
    lines = (library.folder / path).read_text(encoding="utf-8").split("\n")
    assert {number: holder_of(guide, number) for number, line in enumerate(lines, 1) if line.strip()} == HOLDERS[path]


def holder_of(guide: Guide, line: int) -> str:
    """The most particular record that holds a line."""
    records = [
        *(("front matter delimiter", at, at) for at in (1, guide.title_line - 1)),
        *((f"field {path}", at, at) for path, at in guide.fields),
        ("title", guide.title_line, guide.title_line),
        *((f"band {band.region}", band.citation.line_from, band.citation.line_to) for band in guide.bands),
        ("pay table", guide.pay_table.line_from, guide.pay_table.line_to),
        *((f"lever {lever.title}", lever.citation.line_from, lever.citation.line_to) for lever in guide.levers),
        *((f"source {source.text}", source.citation.line_from, source.citation.line_to) for source in guide.sources),
        *(("strategy", part.citation.line_from, part.citation.line_to) for part in guide.strategies),
        *((f"section {part.kind}", part.citation.line_from, part.citation.line_to) for part in guide.sections),
    ]
    return next((name for name, first, last in records if first <= line <= last), "nothing")


def test_reading_twice_is_equal(library, seeds_dir):
    assert load_library(seeds_dir).guides == library.guides


def test_the_text_behind_a_citation(library, wandb):
    assert library.lines(wandb.levers[3].citation).endswith("I'd like a $25K signing bonus.\"")
