"""A conversation as the page shows it. Pure: no Gradio here, so every part is tested without a browser.

Only the text of the user's messages is taken from what a browser sends back; everything else is made anew. One event
sends the turns that changed, and what stands beside them; the page puts them in their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from parley.coach import Coach, Reply
from parley.web.case import case
from parley.web.ink import Ink
from parley.web.orders import Kept
from parley.web.prose import one_line
from parley.web.steps import Step, next_steps
from parley.web.turn import band_picture, ink_of, turn

ASIDES = 4
"""How many turns back the picture may be of."""
WHOLE_SHEETS = 3
"""How many of the newest turns carry every form of their script; older ones only the form that was shown."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What one event gives the page: the messages to keep, and the HTML of what changed."""

    messages: tuple[str, ...]
    feed: str


def screen(coach: Coach, kept: Kept) -> Screen:
    """The page after an order: the turns from `kept.since` on, the facts, the picture, the next steps."""
    messages, since = kept.messages, kept.since
    if not messages:
        return Screen((), f'<div class="feed" data-since="1" data-total="0" data-order="{kept.order}"></div>')
    replies = [coach.reply(messages[:number]) for number in range(since, len(messages) + 1)]
    latest = replies[-1] if replies else coach.reply(messages)
    inks = [ink_of(number, reply) for number, reply in enumerate(replies, since)]
    turns = "".join(_turns(coach, messages, replies, inks))
    head = f'<div class="feed" data-since="{since}" data-total="{len(messages)}" data-order="{kept.order}">'
    picture = _picture(coach, messages, latest)
    return Screen(tuple(messages), one_line(f"{head}{turns}{_beside(coach, latest, picture)}</div>"))


def _turns(coach: Coach, messages: Sequence[str], replies: Sequence[Reply], inks: Sequence[Ink]) -> list[str]:
    last = len(messages)
    return [
        turn(messages[ink.turn - 1], reply, ink, coach.library, full=ink.turn > last - WHOLE_SHEETS)
        for reply, ink in zip(replies, inks, strict=True)
    ]


def _picture(coach: Coach, messages: Sequence[str], latest: Reply) -> str:
    """The pay band: of the latest turn, or where that is an aside ("thanks") of the turn before it about the same."""
    for number in range(len(messages), max(len(messages) - ASIDES, 0), -1):
        reply = latest if number == len(messages) else coach.reply(messages[:number])
        if _case(reply) != _case(latest):
            break
        if reply.advice:
            return band_picture(reply, ink_of(number, reply))
    return ""


def _case(reply: Reply) -> tuple[object, ...]:
    """What a picture shows."""
    return reply.state.subject, reply.state.offers


def _beside(coach: Coach, reply: Reply, picture: str) -> str:
    """The side panel, whose amounts open the cards of their turn, and the dock above the message box."""
    guide = f' data-guide="{escape(reply.guide.path)}"' if reply.guide else ""
    ways = f"{_options(reply)}{_chips(next_steps(reply))}"
    return (
        f'<div class="case"{guide}>{case(reply, coach.library)}</div>'
        + (f'<div class="band-box">{picture}</div>' if picture else "")
        + f'<div class="dock">{_question(reply)}<div class="ways">{ways}</div></div>'
    )


def _question(reply: Reply) -> str:
    return f'<p class="question" id="question">{escape(reply.ask.question)}</p>' if reply.ask else ""


def _options(reply: Reply) -> str:
    options = "".join(_chip(Step(option, option), "quick") for option in (reply.ask.options if reply.ask else ()))
    return f'<div class="chips" role="group" aria-labelledby="question">{options}</div>' if options else ""


def _chips(steps: Sequence[Step]) -> str:
    chips = "".join(_chip(step, "step") for step in steps)
    return f'<div class="chips steps" role="group" aria-label="Suggestions">{chips}</div>' if chips else ""


def _chip(step: Step, css: str) -> str:
    how = "fill" if step.fill else "say"
    return f'<button type="button" class="{css}" data-{how}="{escape(step.say)}">{escape(step.label)}</button>'
