"""The card "What I read" on the page: a row a claim, each with its buttons, the doubtful first.

In: the card, the block of the reply that says the same in words, the ink. Out: HTML. A button sends the card's own
sentence as if it had been typed (documents/corrected.py); `Change` asks for the amount first (client/claims.js).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from parley.blocks import Block, Items, Paragraph
from parley.coach.card import Card, ClaimRow
from parley.data import load
from parley.web.ink import Ink
from parley.web.marks import parts_html, spans_html


def claims(card: Card, block: Block, ink: Ink) -> str:
    """The card's rows with buttons; what else the block says stands around them as it does in words."""
    listed, items = next(
        ((at, part.items) for at, part in enumerate(block.parts) if isinstance(part, Items)), (len(block.parts), ())
    )
    rows = "".join(
        f'<li class="{_css(row)}"><span>{spans_html(words, ink)}</span>{_buttons(row)}</li>'
        for row, words in zip(card.rows, items, strict=False)
    )
    rows += "".join(f"<li><span>{spans_html(words, ink)}</span></li>" for words in items[len(card.rows) :])
    rest = [part for part in block.parts[listed + 1 :] if not _is_how(part, card)]
    above, below = parts_html(block.parts[:listed], ink), parts_html(rest, ink)
    listing = f"<ul>{rows}</ul>" if rows else ""
    return f'<section class="aside read"><h3>{escape(block.title)}</h3>{above}{listing}{below}</section>'


def _css(row: ClaimRow) -> str:
    return "row doubtful" if row.doubtful else "row"


def _is_how(part: object, card: Card) -> bool:
    """Whether it only says how to put a row right, which the buttons show."""
    return bool(card.change) and isinstance(part, Paragraph) and "".join(s.text for s in part.spans) == card.change


def _buttons(row: ClaimRow) -> str:
    made = "".join(_button(row))
    return f'<span class="row-acts">{made}</span>' if made else ""


def _button(row: ClaimRow) -> Iterator[str]:
    words = load("replies/claims")
    about = f"{row.name.lower()}, {row.said}"
    says = {"right": row.right, "change": row.change, "not_pay": row.fix}
    for deed, message in says.items():
        if not message:
            continue
        name = words["buttons"][deed]
        label = escape(f"{name}: {about}")
        if deed == "change":
            hint = escape(words["amount"].format(name=about))
            yield (
                f'<button type="button" data-act="claim" data-says="{escape(message)}" data-value="{escape(row.said)}"'
                f' data-hint="{hint}" aria-label="{label}">{name}</button>'
            )
        else:
            yield f'<button type="button" data-say="{escape(message)}" aria-label="{label}">{name}</button>'
