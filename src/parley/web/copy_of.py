"""What can be kept of a conversation, as Markdown: all of it, or everything on one page."""

from __future__ import annotations

from collections.abc import Sequence

from parley.coach import Coach
from parley.render import escape_markdown

HEAD = "# Your conversation with Parley\n\nPrivate: it holds your own figures. Only the scripts are meant for others."

NOTHING_YET = "# Nothing to plan yet\n\nTell me the company, the role and the place first.\n"


def conversation_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """Every message and its answer, oldest first; the user's own words are shown literally."""
    turns = zip(messages, coach.conversation(messages), strict=True)
    parts = [
        f"## {number}. You\n\n{escape_markdown(message)}\n\n## {number}. Parley\n\n{reply.text}"
        for number, (message, reply) in enumerate(turns, 1)
    ]
    return "\n\n".join([HEAD, *parts]) + "\n"


def plan_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """Everything on one page to take along; what is still missing where there is no advice yet."""
    return coach.plan(messages) or NOTHING_YET
