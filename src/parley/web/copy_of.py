"""What can be kept of a conversation, as Markdown: all of it, everything on one page, or what they told as a guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parley.coach import Coach, Reply
from parley.coach.kept import kept_guide
from parley.gathering.small_guide import guide_text
from parley.money import compact
from parley.render import escape_markdown
from parley.web.chart import Row, rows_of

DRAWN = 1
"""Rows of the picture on the page to take along, which is one page."""
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
    page = coach.plan(messages)
    return with_picture(page, coach.reply(messages)) if page else NOTHING_YET


def guide_markdown(coach: Coach, messages: Sequence[str]) -> str:
    """What they told of their pay, as a small guide; UsageError says what the talk lacks."""
    today = date.today()
    return guide_text(kept_guide(messages, coach.conversation(messages), coach.library, today), today)


def with_picture(page: str, reply: Reply) -> str:
    """The page with the pay range as a fence that a print draws (parley.pdf): the words, then where each mark lies."""
    rows = rows_of(reply.advice, reply.state.offers) if reply.advice else ()
    drawn = "\n".join(_line(row) for row in rows[:DRAWN])
    return page.replace("\n## ", f"\n```range\n{drawn}\n```\n\n## ", 1) if drawn else page


def _line(row: Row) -> str:
    """`Base a year: £125K to £163K; their offer £130K, at 13%`; per cent of the range."""
    width = row.high.exact - row.low.exact
    marks = "".join(
        f"; {mark.name[:1].lower()}{mark.name[1:]} {compact(mark.money)}, at "
        f"{(mark.money.amount - row.low.exact) / width * 100 if width else 0:.0f}%"
        for mark in row.marks
    )
    return f"{row.title}: {compact(row.low.money)} to {compact(row.high.money)}{marks}"
