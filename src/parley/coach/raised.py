"""What a message raises beside pay, each in a line: repayment, a move, a deadline, a non-compete (data/raised.yaml).

In: a Reply. Out: at most two lines; none about what the script is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from parley.coach.model import Reply
from parley.data import load
from parley.dialogue.model import DialogueState
from parley.render import escape_markdown

MOST = 2


def raised_lines(reply: Reply) -> list[str]:
    """The lines, in the order of the table."""
    return [] if reply.pressed or reply.question else list(islice(_lines(reply), MOST))


def _lines(reply: Reply) -> Iterator[str]:
    drafted = {script.kind for script in reply.scripts}
    for name, row in load("raised").items():
        if row.get("kind") not in drafted and _is_raised(name, reply.state):
            yield row["says"].format(deadline=escape_markdown(reply.state.deadline or ""))


def _is_raised(name: str, state: DialogueState) -> bool:
    """Whether the message raises it: by its words, or by what it told."""
    if name == "deadline":
        return state.deadline is not None and "deadline" in state.events
    if name == "shares":
        return _shares_of_what(state)
    return _cues(name).search(state.message) is not None


def _shares_of_what(state: DialogueState) -> bool:
    """Whether this message told a number of shares, and nothing that tells what they are worth."""
    grant = state.offer.grant if state.offer else None
    if grant is None or grant.shares is None or grant.shares.turn != state.turn:
        return False
    return not (grant.stake_pct or grant.price or grant.fair or grant.preferred)


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("raised")[name]["cues"]), re.IGNORECASE)
