"""The rounds of a negotiation as a picture: the base of each offer, then what is asked for now, on one scale.

In: a Reply. Out: one line of HTML; each bar carries its offer in words, so the picture is its own text.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from parley.coach import Reply
from parley.coach.facts import stated_words
from parley.dialogue.model import Offer
from parley.money import compact

SHORTEST = Decimal("0.35")
"""The part of the line that the lowest base takes, so that the difference between rounds is seen."""


def draw_rounds(reply: Reply) -> str:
    """Their offers, round by round, where there were several."""
    offers, home = reply.state.offers, reply.currency
    if len(offers) < 2:
        return ""
    rows = [
        (f"Round {number}", "offer", _base(offer), stated_words(offer, home)) for number, offer in enumerate(offers, 1)
    ]
    rung = reply.advice.ladder.opening if reply.advice and reply.advice.ladder else None
    if rung and rung.base and rung.base.money.currency == (offers[-1].currency or home):
        rows.append(("Your ask", "ask", rung.base.exact, f"{compact(rung.base.money)} base"))
    known = [base for _, _, base, _ in rows if base]
    items = "".join(_item(name, kind, _share(base, known), words) for name, kind, base, words in rows)
    return f'<h3>Round by round</h3><ol class="rounds">{items}</ol>'


def _base(offer: Offer) -> Decimal | None:
    return offer.base.value if offer.base else None


def _share(base: Decimal | None, known: list[Decimal]) -> Decimal:
    """How long a bar is, 0 to 1."""
    if base is None:
        return Decimal(0)
    low, high = min(known), max(known)
    return SHORTEST + (1 - SHORTEST) * ((base - low) / (high - low) if high > low else 1)


def _item(name: str, kind: str, share: Decimal, words: str) -> str:
    bar = (
        f'<span class="bar" aria-hidden="true"><b class="{kind}" style="width:{share:.0%}"></b></span>' if share else ""
    )
    return f'<li><span class="round">{escape(name)}</span>{bar}<span class="told">{escape(words)}</span></li>'
