"""What can be kept of a conversation, as Markdown: all of it, everything on one page, or what they told as a guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parley.bars import fenced
from parley.coach import Coach, Reply
from parley.coach.kept import kept_guide
from parley.gathering.small_guide import guide_text
from parley.render import escape_markdown
from parley.web.chart import rows_of
from parley.web.in_print import range_bar, rounds_text, with_pictures

DRAWN = 1
"""Rows of the picture on the page to take along, which is one page."""
HEAD = "# Your conversation with Parley\n\nPrivate: it holds your own figures. Only the scripts are meant for others."

NOTHING_YET = "# Nothing to plan yet\n\nTell me the company, the role and the place first.\n"


def conversation_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """Every message and its answer, oldest first; the user's own words are shown literally."""
    replies = coach.conversation(messages)
    parts = [
        f"## {number}. You\n\n{escape_markdown(message)}\n\n## {number}. Parley\n\n{with_pictures(reply)}"
        for number, (message, reply) in enumerate(zip(messages, replies, strict=True), 1)
    ]
    rounds = rounds_text(replies[-1]) if replies else ""
    return "\n\n".join(filter(None, [HEAD, *parts, rounds])) + "\n"


def plan_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """Everything on one page to take along; what is still missing where there is no advice yet."""
    page = coach.plan(messages)
    return with_range(page, coach.reply(messages)) if page else NOTHING_YET


def guide_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """What they told of their pay, as a small guide; UsageError says what the talk lacks."""
    today = date.today()
    return guide_text(kept_guide(messages, coach.conversation(messages), coach.library, today), today)


def with_range(page: str, reply: Reply) -> str:
    """The page with the pay range, and the rounds where there were several, before its first section."""
    rows = rows_of(reply.advice, reply.state.offers) if reply.advice else ()
    drawn = [fenced(tuple(map(range_bar, rows[:DRAWN]))), rounds_text(reply)]
    pictures = "\n\n".join(filter(None, drawn))
    return page.replace("\n## ", f"\n{pictures}\n\n## ", 1) if pictures else page
