"""Notes about a later round: the verdict first, what did not move, the private lines behind it (docs/advice.md 2.9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parley.advice.case import Case
from parley.advice.model import Figure, Note

WORDED: dict[str, Callable[[tuple[Figure, ...], tuple[str, ...]], Note]] = {
    "lowered": lambda figures, facts: Note("round_lowered", figures),
    "sign": lambda figures, facts: Note("round_sign", figures, facts),
    "light": lambda figures, facts: Note("round_light", figures, facts),
    "counter": lambda figures, facts: Note("round_counter", figures, facts),
    "decide": lambda figures, facts: Note("round_decide", figures, facts),
    "decline": lambda figures, facts: Note("round_decline", figures, facts),
}
"""The note of each verdict but `closed`."""


def next_move(case: Case) -> Iterator[Note]:
    """What to do now, and privately why; what is met in full is told by `settled`."""
    found = case.verdict
    if found is None or found.kind == "closed":
        if found and case.situation.agreed:
            yield Note("agreed", tuple(c.offer for c in case.table.components if c.offer))
        return
    figures, facts = tuple(_asked(case)), found.refused
    yield WORDED[found.kind](figures, facts)
    lines = (found.offered, found.target, found.acceptable, *filter(None, (found.floor,)))
    yield Note("round_lines", lines, private=True)


def _asked(case: Case) -> Iterator[Figure]:
    opening = case.ladder.opening if case.ladder else None
    if opening is None:
        return
    for name in ("base", "equity", "bonus", "total", "signing"):
        figure: Figure | None = getattr(opening, name)
        if figure and name not in opening.held and not (name == "total" and opening.base):
            yield figure
