"""What a message tells of a grant in words alone ("back-loaded", "vesting 5/15/40/40"), as parts of the offer it is in.

In: the terms found by words, the parts placed by the reader. Out: parts of the owner of the nearest grant, else of the
offer in hand. Words of no grant at all, in a talk without an offer, tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.dialogue.model import Stated
from parley.dialogue.pay.grants import Term
from parley.dialogue.pay.parts import Part

IN_WORDS = ("schedule", "even", "back_loaded", "cliff", "traded", "untraded")
GRANTS = ("equity", "shares", "stake_pct")


def told_terms(terms: Sequence[Term], parts: Sequence[Part], turn: int, *, offered: bool) -> Iterator[Part]:
    """The terms told in words as parts; `offered`: there is an offer in hand that they can be of."""
    grants = [part for part in parts if part.component in GRANTS]
    for term in terms:
        if term.component not in IN_WORDS or not (grants or offered):
            continue
        near = min(grants, key=lambda part: abs(part.start - term.start), default=None)
        stated = Stated(term.value, term.text, turn)
        yield Part(
            near.whose if near else "theirs", term.component, stated, None, term.start, term.end,
            company=near.company if near else None, cue=near.cue if near else term.start,
        )  # fmt: skip
