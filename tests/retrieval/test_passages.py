"""Guides become passages: each lever one, nothing too long, every passage tagged and cited."""

from dataclasses import replace

import pytest

from parley.guides.model import Citation, Section
from parley.retrieval.cut import LIMIT, cut, cut_sentences, pieces
from parley.retrieval.passages import passages_of, searchable
from parley.retrieval.regions import regions_named

from .guides import BAKERY, ROCKETS


def test_each_lever_is_one_passage_with_its_title_and_line() -> None:
    levers = [passage for passage in passages_of(ROCKETS) if passage.kind == "lever"]
    assert [(lever.title, lever.citation.line_from) for lever in levers] == [
        ("Launch Window Uptime", 20),
        ("Export Control Clearance", 21),
        ("Pager Compensation", 22),
    ]
    assert all((lever.company, lever.role) == ("rocketry", "devops-engineer") for lever in levers)


def test_passages_come_in_file_order_and_cover_every_kind() -> None:
    passages = passages_of(ROCKETS)
    assert [p.citation.line_from for p in passages] == sorted(p.citation.line_from for p in passages)
    assert {p.kind for p in passages} == {"lever", "level_mapping", "dna", "strategy", "evidence"}


def test_a_list_of_sources_is_one_passage_over_its_lines() -> None:
    (evidence,) = [passage for passage in passages_of(BAKERY) if passage.kind == "evidence"]
    assert (evidence.text, evidence.citation) == ("Levels.fyi\nBlind", Citation(BAKERY.path, 60, 61))


def test_prose_that_a_record_holds_is_not_repeated_and_other_prose_of_the_section_is_kept() -> None:
    lines = Section(
        "levers", "Global Levers", ("1. Launch Window Uptime", "Use one at a time."),
        (Citation(ROCKETS.path, 20, 20), Citation(ROCKETS.path, 24, 24)), Citation(ROCKETS.path, 19, 24),
    )  # fmt: skip
    passages = passages_of(replace(ROCKETS, sections=(lines,)))
    assert [p.text for p in passages if p.kind == "other"] == ["Use one at a time."]


def test_a_pay_table_is_never_a_passage() -> None:
    words, lines = "| Region | Base |\n|--|--|\n| London | £1 |", Citation(ROCKETS.path, 5, 7)
    table = Section("dna", "Pay", (words,), (lines,), lines)
    assert not [p for p in passages_of(replace(ROCKETS, sections=(table,))) if "London | £1" in p.text]


def test_a_passage_is_tagged_with_the_regions_that_it_names_by_any_spelling() -> None:
    tags = {p.kind: p.regions for p in passages_of(ROCKETS) if p.regions}
    assert tags == {"dna": ("NYC",), "strategy": ("London (GBP)",)}
    assert regions_named("an office in Manhattan, NY", ROCKETS.bands) == ("NYC",)
    assert regions_named("Londonderry is another town", ROCKETS.bands) == ()


@pytest.mark.parametrize("text", ["word " * 2000, "A sentence of six words here. " * 300, "x" * 5000, "", "  \n "])
def test_no_part_is_longer_than_the_embedder_reads_and_no_word_is_lost(text: str) -> None:
    parts = cut(text)
    assert all(pieces(part) <= LIMIT or " " not in part for part in parts)
    assert " ".join(parts).split() == text.split()


def test_sentences_end_at_full_stops_and_not_inside_numbers_or_names() -> None:
    assert cut_sentences('Pay is $1.5M at W&B. "We kept 99.99% uptime." Levels.fyi says so.') == (
        "Pay is $1.5M at W&B.",
        '"We kept 99.99% uptime."',
        "Levels.fyi says so.",
    )


def test_markdown_marks_are_not_searched() -> None:
    passage = passages_of(BAKERY)[0]
    assert searchable(replace(passage, title="**Bold**", text="*soft* `[X]`")) == "Bold. soft [X]"


@pytest.mark.model
def test_every_passage_of_the_corpus_fits_the_real_tokenizer(corpus_dir) -> None:  # type: ignore[no-untyped-def]
    """Checked on paragraphs as they stand, so that it does not depend on how guides are read."""
    from parley.models.weights import shipped_tokenizer
    from parley.retrieval.embedders import MAX_PIECES

    tokenizer = shipped_tokenizer()
    files = sorted(corpus_dir.rglob("*.md"))[::10]
    parts = [part for file in files for line in file.read_text(encoding="utf-8").splitlines() for part in cut(line)]
    longest = max(len(found.ids) for found in tokenizer.encode_batch(parts))
    assert longest <= MAX_PIECES, longest
