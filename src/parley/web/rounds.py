"""The rounds of a negotiation as a picture: the base of each offer, then what is asked for now, on one scale.

In: a Reply. Out: one line of HTML; each bar carries its offer in words, so the picture is its own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from parley.coach import Reply
from parley.coach.facts import stated_words
from parley.dialogue.model import Offer
from parley.money import compact

TITLE = "Round by round"
SHORTEST = Decimal("0.35")
"""The part of the line that the lowest base takes, so that the difference between rounds is seen."""


@dataclass(frozen=True, slots=True)
class Round:
    """A bar: its name, whether it is an offer or the ask, its words, and how long it is, 0 to 1 (0: no base known)."""

    name: str
    kind: str
    words: str
    share: Decimal


def rounds_of(reply: Reply) -> tuple[Round, ...]:
    """Their offers, round by round, and the ask; none where there was one offer or no base."""
    rows = tuple(_rows(reply))
    known = [base for *_, base in rows if base]
    if len(reply.state.offers) < 2 or not known:
        return ()
    return tuple(Round(name, kind, words, _share(base, known)) for name, kind, words, base in rows)


def _rows(reply: Reply) -> Iterator[tuple[str, str, str, Decimal | None]]:
    offers, home = reply.state.offers, reply.currency
    for number, offer in enumerate(offers, 1):
        yield f"Round {number}", "offer", stated_words(offer, home), _base(offer)
    rung = reply.advice.ladder.opening if reply.advice and reply.advice.ladder else None
    if offers and rung and rung.base and rung.base.money.currency == (offers[-1].currency or home):
        yield "Your ask", "ask", f"{compact(rung.base.money)} base", rung.base.exact


def draw_rounds(reply: Reply) -> str:
    """The picture; empty where there was one round."""
    items = "".join(map(_item, rounds_of(reply)))
    return f'<h3>{TITLE}</h3><ol class="rounds">{items}</ol>' if items else ""


def _base(offer: Offer) -> Decimal | None:
    return offer.base.value if offer.base else None


def _share(base: Decimal | None, known: list[Decimal]) -> Decimal:
    if base is None:
        return Decimal(0)
    low, high = min(known), max(known)
    return SHORTEST + (1 - SHORTEST) * ((base - low) / (high - low) if high > low else 1)


def _item(one: Round) -> str:
    line = f'<b class="{one.kind}" style="width:{one.share:.0%}"></b>'
    bar = f'<span class="bar" aria-hidden="true">{line}</span>' if one.share else ""
    return f'<li><span class="round">{escape(one.name)}</span>{bar}<span class="told">{escape(one.words)}</span></li>'
