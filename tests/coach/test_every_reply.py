"""What must hold of every reply, whatever was asked: traced figures, safe scripts, one question, same again."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from parley.coach import Coach, Reply
from parley.money import NO_CURRENCY, find_amounts

from .properties import counts_units

MARKED = {NO_CURRENCY: None}
"""A currency that nobody told is printed without a mark, and found so."""
FOLDER = Path(__file__).parent / "dialogues"


def talks() -> list[list[str]]:
    contents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    rows = [row for content in contents for row in content.get("conversations", [content])]
    return [[turn["user"] for turn in row["turns"]] for row in rows]


@pytest.fixture(params=range(len(talks())), ids=lambda number: f"talk {number}")
def replies(request: Any, coach: Coach) -> tuple[Reply, ...]:
    return coach.conversation(talks()[request.param])


def test_every_amount_in_a_script_is_a_figure_of_the_same_currency(replies: tuple[Reply, ...]) -> None:
    for reply in replies:
        known = {
            (figure.money.amount, MARKED.get(figure.money.currency, figure.money.currency)) for figure in reply.figures
        }
        for script in reply.scripts:
            for found in find_amounts(script.text):
                assert (found.amount, found.currency) in known or counts_units(script.text, found), (found, script.text)


def test_private_amounts_stay_out_of_scripts(replies: tuple[Reply, ...]) -> None:
    for reply in replies:
        if not reply.advice or not reply.advice.ladder:
            continue
        ladder = reply.advice.ladder
        public = {f.money.amount for script in reply.scripts for f in script.figures}
        for rung in filter(None, (ladder.target, ladder.acceptable, ladder.floor)):
            for part in ("base", "equity"):
                figure = getattr(rung, part)
                open_part = getattr(ladder.opening, part)
                told = reply.advice.offer and getattr(reply.advice.offer, part)
                shared = [f.money for f in (open_part, told, *ladder.opening.figures()) if f]
                if figure and figure.money not in shared:  # a target may be the same sum as another part of the ask
                    assert figure.money.amount not in public


def test_one_question_at_most(replies: tuple[Reply, ...]) -> None:
    for reply in replies:
        assert (reply.ask is None) or reply.text.rstrip("*").endswith(reply.ask.question)


def test_the_same_conversation_gets_the_same_answer(coach: Coach) -> None:
    for talk in talks():
        once = [reply.text for reply in coach.conversation(talk)]
        again = [reply.text for reply in Coach(coach.library, coach.searcher, coach._today).conversation(talk)]
        assert once == again


def test_private_figures_stand_together_in_one_box(replies: tuple[Reply, ...]) -> None:
    for reply in replies:
        quoted = [line.startswith(">") for line in reply.text.splitlines()]
        starts = sum(now and not before for before, now in zip([False, *quoted], quoted, strict=False))
        assert starts <= 1, reply.text
