"""Replies as typed blocks: the same words as the Markdown, once, with what Short shows of them (issue 17, 2 and 8)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.blocks import Box, Grid, Items, Paragraph, Part, Words, block_words, plain_text, read_parts, read_spans
from parley.coach import Coach
from parley.coach.answer import answer
from parley.coach.blocks import fold_title
from parley.coach.script_words import letter
from parley.dialogue.model import Subject
from parley.guides.library import Library
from parley.money import find_amounts
from parley.render import escape_markdown

from .hand import answered, offer, state

LONDON = Subject(company="weights-and-biases", role="devops-engineer", region="London")
TOLD = replace(offer(130000, equity=95000, bonus_pct=5), equity_years=4, currency="GBP")
QUESTIONS = (
    "what should I counter at W&B London?", "compare W&B London and Scale New York", "which levers do I have at W&B?",
    "where do the numbers come from, W&B London?", "everything on one page, W&B London", "hi", "what is my name?",
)  # fmt: skip


def words(part: Part) -> list[str]:
    if isinstance(part, Box):
        return [found for inner in part.parts for found in words(inner)]
    return [part.text] if isinstance(part, Words) else []


def test_the_blocks_are_the_sections_in_order(library: Library) -> None:
    reply = answered(state(subject=LONDON, offers=(TOLD,)), library)
    assert [block.name for block in reply.blocks] == [name for name, _ in reply.sections]
    kinds = [block.kind for block in reply.blocks]
    assert kinds[0] == "answer"
    assert {"script", "fold", "private", "aside", "question"} <= set(kinds)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_amount_and_every_script_of_the_reply_stands_in_its_blocks(question: str, coach: Coach) -> None:
    reply = coach.reply([question])
    sent = [found for block in reply.blocks for part in block.parts for found in words(part)]
    letters = [letter(script) for script in reply.scripts]
    assert set(sent) <= set(letters)
    assert sent == letters or reply.planned  # on the page to take along short replies stand in lines of their own
    said = "\n".join(f"{block.title}\n{block_words(block)}" for block in reply.blocks) + "\n".join(sent)
    assert {found.amount for found in find_amounts(reply.text)} == {found.amount for found in find_amounts(said)}
    assert not [mark for mark in ("**", "<details", "&#", "\\_", "### ") if mark in said]


def test_short_shows_the_folds_as_titles_and_counts(library: Library) -> None:
    reply = answered(state(subject=LONDON, offers=(TOLD,)), library)
    record = answer(reply)
    for block in reply.blocks:
        assert not block.folded or fold_title(block) in record["short"], block.name
    assert "Target" not in record["short"]
    assert "£156,000" in record["short"]
    assert record["short"].endswith(f"**{reply.ask.question}**")
    assert len(record["short"].split()) < len(record["reply"].split()) / 2


def test_a_box_is_apart_and_a_table_has_its_cells() -> None:
    boxed, table = read_parts("> **Private**\n> - one\n\n| | A |\n|---|---|\n| x | **1** |")
    assert boxed == Box((Paragraph(read_spans("**Private**")), Items((read_spans("one"),))))
    assert isinstance(table, Grid)
    assert [plain_text(cell) for cell in (*table.head, *table.rows[0])] == ["", "A", "x", "1"]


@given(st.text(alphabet="ab *_`|#>-&<>;\\[]()!.1$~", max_size=60))
def test_an_escaped_text_is_read_as_it_was_written(text: str) -> None:
    read = read_parts(f"- {escape_markdown(text)}")
    said = " ".join(plain_text(item) for part in read for item in part.items) if read else ""
    assert said.split() == text.split()
