"""A conversation as the page shows it. Pure: no Gradio here, so every part is tested without a browser.

Only the text of the user's messages is taken from what a browser sends back; everything else is made anew. One event
sends the turns that changed, and what stands beside them; the page puts them in their places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from parley.coach import Coach, Reply
from parley.data import load
from parley.patience import go_on
from parley.web.about_talk import about_talk
from parley.web.case import case
from parley.web.marks import html_line
from parley.web.noted import noted
from parley.web.orders import MAX_TURNS, Kept
from parley.web.steps import Step, next_steps
from parley.web.turn import band_picture, closed_turn, ink_of, turn

ASIDES = 4
"""How many turns back the picture may be of."""
ANSWERED_OF_GIST = 2
"""How many turns are answered when a talk has lost what told nothing: all the others' answers are made anew as well."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What one event gives the page: the messages to keep, and the HTML of what changed."""

    messages: tuple[str, ...]
    feed: str


def screen(coach: Coach, kept: Kept) -> Screen:
    """The page after an order: the turns that it changed, the facts, the picture, the next steps."""
    if len(kept.messages) > MAX_TURNS:
        kept = replace(kept, messages=coach.gist(kept.messages), since=1, answered=ANSWERED_OF_GIST)
    messages = kept.messages
    head = f'<div class="feed" data-total="{len(messages)}" data-order="{kept.order}">'
    if not messages:
        return Screen((), f"{head}</div>")
    turns = "".join(_turn(coach, kept, number) for number in _changed(kept))
    latest = coach.reply(messages)
    picture = _picture(coach, messages, latest)
    return Screen(tuple(messages), html_line(f"{head}{turns}{_beside(coach, latest, picture)}</div>"))


def _changed(kept: Kept) -> Iterator[int]:
    """The turns to show anew, oldest first."""
    if 0 < kept.open < kept.since:
        yield kept.open
    yield from range(kept.since, len(kept.messages) + 1)


def _turn(coach: Coach, kept: Kept, number: int) -> str:
    """One turn, with its answer if it is new enough or was asked for."""
    message = kept.messages[number - 1]
    if number != kept.open and number <= len(kept.messages) - kept.answered:
        return closed_turn(number, message)
    reply = coach.reply(kept.messages[:number])
    go_on()
    before = coach.reply(kept.messages[: number - 1]) if number > 1 else None
    return turn(message, reply, ink_of(number, reply), coach.lines, noted(before, reply))


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
    about = escape(json.dumps(about_talk(reply, coach.library), ensure_ascii=False))
    return (
        f'<div class="case"{guide} data-about="{about}">{case(reply, coach.library)}</div>'
        + f'<div class="band-box">{picture or _no_picture()}</div>'
        + f'<div class="dock">{_question(reply)}<div class="shelf"><div class="ways">{ways}</div></div></div>'
    )


def _no_picture() -> str:
    return f'<p class="quiet">{escape(load("page")["no_picture"])}</p>'


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
