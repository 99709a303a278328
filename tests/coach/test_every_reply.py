"""What must hold of every reply, whatever was asked: traced figures, safe scripts, one question, same again."""

from collections.abc import Iterator

import pytest
from tests.talks import Talk, talks

from parley.coach import Coach, Reply
from parley.money import NO_CURRENCY, find_amounts

from .properties import counts_units

MARKED = {NO_CURRENCY: None}
"""A currency that nobody told is printed without a mark, and found so."""


@pytest.mark.parametrize("talk", talks("coach"), ids=str)
def test_every_reply(talk: Talk, coach: Coach) -> None:
    for reply in coach.conversation(talk.said):
        found = [*untraced(reply), *private(reply), *more_than_one_question(reply), *more_than_one_box(reply)]
        assert found == [], reply.text


def untraced(reply: Reply) -> Iterator[str]:
    """Amounts of a script that are no figure of the same currency."""
    known = {
        (figure.money.amount, MARKED.get(figure.money.currency, figure.money.currency)) for figure in reply.figures
    }
    for script in reply.scripts:
        for found in find_amounts(script.text):
            if (found.amount, found.currency) not in known and not counts_units(script.text, found):
                yield f"untraced: {found}: {script.text}"


def private(reply: Reply) -> Iterator[str]:
    """Figures of the private rungs that a script tells."""
    ladder = reply.advice.ladder if reply.advice else None
    if not ladder:
        return
    public = {f.money.amount for script in reply.scripts for f in script.figures}
    for rung in filter(None, (ladder.target, ladder.acceptable, ladder.floor)):
        for part in ("base", "equity"):
            figure = getattr(rung, part)
            told = reply.advice.offer and getattr(reply.advice.offer, part)
            shared = [f.money for f in (getattr(ladder.opening, part), told, *ladder.opening.figures()) if f]
            if figure and figure.money not in shared and figure.money.amount in public:
                yield f"private: {rung.name} {part}"  # a target may be the same sum as another part of the ask


def more_than_one_question(reply: Reply) -> Iterator[str]:
    if reply.ask and not reply.text.rstrip("*").endswith(reply.ask.question):
        yield f"the question is not last: {reply.ask.question}"


def more_than_one_box(reply: Reply) -> Iterator[str]:
    """Private figures stand together in one box."""
    quoted = [line.startswith(">") for line in reply.text.splitlines()]
    starts = sum(now and not before for before, now in zip([False, *quoted], quoted, strict=False))
    if starts > 1:
        yield f"{starts} boxes"


def test_the_same_conversation_gets_the_same_answer(coach: Coach) -> None:
    """From the start and by another coach: nothing that the first remembers is in it."""
    fresh = Coach(coach.library, coach.searcher, coach._today)
    for talk in talks("coach"):
        once = [reply.text for reply in coach.conversation(talk.said)]
        assert [fresh.reply(talk.said[:turn]).text for turn in range(len(talk.said), 0, -1)] == once[::-1], str(talk)
