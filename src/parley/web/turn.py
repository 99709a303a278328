"""One turn of the conversation as HTML: what was said, then the answer, the script, the reasons and what is private.

In: a message and its Reply. Out: one line of HTML, made here and nowhere else; every word in it is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from parley.advice.comparison import Comparison
from parley.blocks import Block, Grid, Items
from parley.coach import Reply
from parley.coach.blocks import fold_title
from parley.coach.card import card_of
from parley.coach.forms import forms
from parley.coach.wording import heading_of
from parley.web.chart import draw_band
from parley.web.claims import claims
from parley.web.ink import Ink, ink_for
from parley.web.marks import answer_html, html_line, parts_html
from parley.web.periods import by_period
from parley.web.pictures import picture_above
from parley.web.sheet import sheet
from parley.web.sides import draw_sides
from parley.web.sources import Lines, source_cards

LOCK = (
    '<svg class="lock" viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z"/></svg>'
)
OPEN = ("_evidence",)
"""Folds that stand open."""


def ink_of(number: int, reply: Reply) -> Ink:
    """The ink of the `number`th turn (1-based)."""
    return ink_for(number, reply.figures, reply.guide.path if reply.guide else None, by_period(reply))


def turn(message: str, reply: Reply, ink: Ink, lines: Lines, noted: str = "") -> str:
    """One turn in its ink; `noted` is the line above its answer, as HTML."""
    body = "".join(_section(block, reply, ink) for block in _laid_out(reply, noted))
    picture = band_picture(reply, ink)
    inline = f'<div class="inline-band">{picture}</div>' if picture and not reply.comparison else ""
    body = body.replace(PICTURE, inline, 1).replace(PICTURE, "")
    answer = f'<div class="reply">{noted}{body}</div>{source_cards(body + picture, ink, lines)}'
    return html_line(f"{_opening(ink.turn)}{_said(message)}{answer}</article>")


def closed_turn(number: int, message: str) -> str:
    """The `number`th turn (1-based) as what was said, with a button for its answer."""
    label = f'aria-label="Show the answer to message {number}"'
    button = f'<p class="unopened"><button type="button" data-act="show" {label}>Show the answer</button></p>'
    return html_line(f"{_opening(number)}{_said(message)}{button}</article>")


def _opening(number: int) -> str:
    return f'<article class="turn" data-turn="{number}" aria-label="Turn {number}">'


PICTURE = "<!--picture-->"


def _laid_out(reply: Reply, noted: str) -> Sequence[Block]:
    """The blocks without the closing question, asked beside the message box, and without what `noted` says already."""
    return [block for block in reply.blocks if block.kind != "question" and not (noted and block.name == "_noted")]


def band_picture(reply: Reply, ink: Ink) -> str:
    """The pay band of this turn; empty without one, and for the upset and the urgent."""
    if reply.pressed or not reply.advice:
        return ""
    return draw_band(reply.advice, heading_of(reply), ink, reply.state.offers)


def _said(message: str) -> str:
    return (
        f'<div class="said"><h2 class="unseen">You</h2><p class="words">{escape(message)}</p><p class="acts">'
        '<button type="button" data-act="edit">Edit</button>'
        '<button type="button" data-act="again">Ask again</button>'
        '<button type="button" data-act="undo">Undo</button></p></div>'
    )


def _section(block: Block, reply: Reply, ink: Ink) -> str:
    if block.kind == "script" and reply.scripts:
        return PICTURE + sheet(forms(reply), ink)
    if block.kind == "private":
        return _private(block, ink)
    if drawn := _drawn(block, reply, ink):
        return drawn
    if block.name == "compare" and reply.comparison:
        return _side_by_side(block, reply.comparison, ink)
    if block.folded and not (block.name == "_age" and reply.action.intent == "compare"):
        opened = " open" if block.name in OPEN or reply.action.intent in ("levers", "sources") else ""
        return _fold(fold_title(block), parts_html(block.parts, ink), opened, block.name)
    html = answer_html(block.parts, ink) if block.kind == "answer" else _titled(block, ink)
    css = "answer" if block.kind == "answer" else "aside"
    return f'<section class="{css}">{html}</section>' + ("" if _has_script(reply) else PICTURE)


def _drawn(block: Block, reply: Reply, ink: Ink) -> str:
    """A section that stands as more than its words: the card of a document, or what has a picture above it."""
    if block.name == "_paper" and (card := card_of(reply.state, reply.currency)):
        return claims(card, block, ink)
    if picture := picture_above(block.name, reply):
        title = f"<h3>{escape(block.title)}</h3>" if block.title else ""
        return f'<section class="pictured">{title}{picture}{parts_html(block.parts, ink)}</section>'
    return ""


def _titled(block: Block, ink: Ink) -> str:
    title = f"<h3>{escape(block.title)}</h3>" if block.title else ""
    return title + parts_html(block.parts, ink)


def _side_by_side(block: Block, comparison: Comparison, ink: Ink) -> str:
    """A comparison: what it comes to, then the picture and the table; the same in words folds away."""
    at = next((number for number, part in enumerate(block.parts) if isinstance(part, Items)), len(block.parts))
    lead = tuple(part for part in block.parts[:at] if not isinstance(part, Grid))  # the picture brings its own
    rest = Block("fold", "_words", "In words, with their lines", block.parts[at:])
    answer = f'<section class="answer">{answer_html(lead, ink)}{draw_sides(comparison, ink)}</section>'
    return answer + (_fold(fold_title(rest), parts_html(rest.parts, ink), "", rest.name) if rest.parts else "")


def _private(block: Block, ink: Ink) -> str:
    """What stays with the user, folded behind its title and count."""
    inner = f"<details><summary>{escape(fold_title(block))}</summary>{parts_html(block.parts, ink)}</details>"
    return f'<div class="private" role="group" aria-label="Private, for you only">{LOCK}{inner}</div>'


def _has_script(reply: Reply) -> bool:
    return bool(reply.scripts) and any(block.kind == "script" for block in reply.blocks)


def _fold(title: str, html: str, opened: str, name: str) -> str:
    return f'<details class="fold {name[1:]}"{opened}><summary>{escape(title)}</summary><div>{html}</div></details>'
