"""One turn of the conversation as HTML: what was said, then the answer, the script, the reasons and what is private.

In: a message and its Reply. Out: one line of HTML, made here and nowhere else; every word in it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from parley.advice.comparison import Comparison
from parley.coach import Reply
from parley.coach.forms import forms
from parley.coach.wording import heading_of
from parley.web.chart import draw
from parley.web.ink import Ink, ink_for
from parley.web.levels import draw_levels
from parley.web.prose import led, one_line, prose, titled
from parley.web.sheet import sheet
from parley.web.sides import draw_sides
from parley.web.sources import Lines, source_cards
from parley.web.yearly import draw_years

LOCK = (
    '<svg class="lock" viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z"/></svg>'
)
FOLDED = {"_why": "Why these numbers", "_levers": "", "_sums": "", "_evidence": "", "_age": "Source"}
"""Sections that fold away under their own title, or the one given here."""
OPEN = ("_evidence",)
ITEM = re.compile(r"^(?:> )?- ", re.MULTILINE)
PRIVATE = re.compile(r"\A> \*\*(?P<title>[^*]+)\*\*\n")


def ink_of(number: int, reply: Reply) -> Ink:
    """The ink of the `number`th turn (1-based)."""
    return ink_for(number, reply.figures, reply.guide.path if reply.guide else None)


def turn(message: str, reply: Reply, ink: Ink, lines: Lines, noted: str = "") -> str:
    """One turn in its ink; `noted` is the line above its answer, as HTML."""
    body = "".join(_section(name, text, reply, ink) for name, text in _laid_out(reply))
    picture = band_picture(reply, ink)
    body = body.replace(PICTURE, f'<div class="inline-band">{picture}</div>' if picture else "")
    answer = f'<div class="reply">{noted}{body}</div>{source_cards(body + picture, ink, lines)}'
    return one_line(f"{_opening(ink.turn)}{_said(message)}{answer}</article>")


def closed_turn(number: int, message: str) -> str:
    """The `number`th turn (1-based) as what was said, with a button for its answer."""
    label = f'aria-label="Show the answer to message {number}"'
    button = f'<p class="unopened"><button type="button" data-act="show" {label}>Show the answer</button></p>'
    return one_line(f"{_opening(number)}{_said(message)}{button}</article>")


def _opening(number: int) -> str:
    return f'<article class="turn" data-turn="{number}" aria-label="Turn {number}">'


PICTURE = "<!--picture-->"


def _laid_out(reply: Reply) -> Sequence[tuple[str, str]]:
    """The sections without the closing question, which the page asks beside the message box."""
    return [(name, text) for name, text in reply.sections if name != "question"]


def band_picture(reply: Reply, ink: Ink) -> str:
    """The pay band of this turn; empty without one, and for the upset and the urgent."""
    if reply.pressed or not reply.advice:
        return ""
    return draw(reply.advice, heading_of(reply), ink, reply.state.offers)


def _said(message: str) -> str:
    return (
        f'<div class="said"><h2 class="unseen">You</h2><p class="words">{escape(message)}</p><p class="acts">'
        '<button type="button" data-act="edit">Edit</button>'
        '<button type="button" data-act="again">Ask again</button>'
        '<button type="button" data-act="undo">Undo</button></p></div>'
    )


def _section(name: str, text: str, reply: Reply, ink: Ink) -> str:
    if name == "_script" and reply.scripts:
        return sheet(forms(reply), ink) + PICTURE
    if name == "_private":
        return _private(text, ink)
    picture = _picture_of(name, reply)
    if picture:
        title, rest = titled(text)
        return f'<section class="yearly"><h3>{escape(title or "")}</h3>{picture}{prose(rest, ink)}</section>'
    if name == "compare" and reply.comparison:
        return _side_by_side(text, reply.comparison, ink)
    if name in FOLDED and (name != "_age" or reply.action.intent != "compare"):
        title, rest = titled(text)
        opened = " open" if name in OPEN or reply.action.intent in ("levers", "sources") else ""
        shown = counted(title if title and name != "_why" else FOLDED[name] or title or "", text)
        return _fold(shown, prose(rest, ink), opened, name)
    css = "aside" if name.startswith("_") else "answer"
    html = led(prose(text, ink)) if css == "answer" else prose(text, ink)
    return f'<section class="{css}">{html}</section>' + ("" if _has_script(reply) else PICTURE)


def _picture_of(name: str, reply: Reply) -> str:
    """The picture that stands above a section's words."""
    if name == "_years" and reply.advice and reply.advice.by_year:
        return draw_years(reply.advice.by_year)
    return draw_levels(reply.by_level) if name == "_rows" else ""


def _side_by_side(text: str, comparison: Comparison, ink: Ink) -> str:
    """A comparison: what it comes to, then the picture and the table; the same in words folds away."""
    found = ITEM.search(text)
    lead, words = (text[: found.start()], text[found.start() :]) if found else (text, "")
    answer = f'<section class="answer">{led(prose(lead, ink))}{draw_sides(comparison, ink)}</section>'
    return answer + (
        _fold(counted("In words, with their lines", words), prose(words, ink), "", "_words") if words else ""
    )


def counted(title: str, text: str) -> str:
    """A fold's title with how much is behind it.

    >>> counted("Why these numbers", "- one\\n- two")
    'Why these numbers (2)'
    """
    count = len(ITEM.findall(text))
    return f"{title} ({count})" if count else title


def _private(text: str, ink: Ink) -> str:
    """What stays with the user, folded behind its title and count."""
    found = PRIVATE.match(text)
    title = counted(found["title"] if found else "Private, for you only", text)
    inner = f"<details><summary>{escape(title)}</summary>{prose(text[found.end() :] if found else text, ink)}</details>"
    return f'<section class="private" aria-label="Private, for you only">{LOCK}{inner}</section>'


def _has_script(reply: Reply) -> bool:
    return bool(reply.scripts) and any(name == "_script" for name, _ in reply.sections)


def _fold(title: str, html: str, opened: str, name: str) -> str:
    return f'<details class="fold {name[1:]}"{opened}><summary>{escape(title)}</summary><div>{html}</div></details>'
