"""Text as HTML in which each known amount is a button that shows its source, and each "guide line 12" opens the guide.

An amount is a span with the role of a button: a real button breaks lines around itself and cannot be selected as text.

In: plain text and the figures of a reply. Out: escaped HTML; nothing of the text can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape

from parley.advice.model import Figure
from parley.money import compact, currency_of, full, printed_pattern

GUIDE_LINE = r"guide lines? (?P<line>\d+)"


@dataclass(frozen=True, slots=True)
class InkPart:
    """A year's amount in a shorter period: the period's name, the words that stand beside it, and their sum."""

    period: str
    words: str
    sum: str


@dataclass(frozen=True)
class Ink:
    """A reply's amounts: printed form -> the figures behind it. `guide` is the path that "guide line 12" belongs to.

    `parts`: of what is a year's pay, the same in shorter periods (periods.py).
    """

    turn: int
    known: Mapping[str, tuple[Figure, ...]]
    guide: str | None
    parts: Mapping[str, tuple[InkPart, ...]] = field(default_factory=dict)

    def key(self, printed: str) -> str:
        """The id of the source behind a printed amount: the same for `£159K` and `£159,000`."""
        money = self.known[printed][0].money
        return f"s{self.turn}-{money.amount:f}-{money.currency}".replace(".", "-")

    def write(self, text: str) -> str:
        """`text` as HTML."""
        parts, at = [], 0
        for match in _pattern().finditer(text):
            parts += [escape(text[at : match.start()]), self._shown(match)]
            at = match.end()
        return "".join([*parts, escape(text[at:])])

    def amount(self, figure: Figure) -> str:
        """One figure, in short, as a button where its source is known."""
        return self.write(compact(figure.money))

    def keys(self, text: str) -> dict[str, str]:
        """Printed amount -> id of its source, for the amounts that stand in `text`."""
        return {found[0]: self.key(found[0]) for found in _pattern().finditer(text) if found[0] in self.known}

    def _shown(self, match: re.Match[str]) -> str:
        if match["line"] and self.guide:
            return guide_button(self.guide, int(match["line"]), match[0])
        words = escape(match[0])
        if match[0] not in self.known:
            return words
        shorter = "".join(f' data-{part.period}="{escape(part.words)}"' for part in self.parts.get(match[0], ()))
        source = f'data-source="{self.key(match[0])}"'
        return f'<span role="button" tabindex="0" class="figure" {source}{shorter}>{words}</span>'


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){printed_pattern()}(?![\w%]|[.,]\d)|{GUIDE_LINE}")


def guide_button(guide: str, line: int, words: str) -> str:
    """A button that opens the guide at a line."""
    return (
        f'<button type="button" class="to-guide" data-guide="{escape(guide)}" data-line="{line}">'
        f"{escape(words)}</button>"
    )


NO_INK = Ink(0, {}, None)
"""Amounts as plain text, without sources."""


def ink_for(
    turn: int, figures: Iterable[Figure], guide: str | None, parts: Mapping[str, tuple[InkPart, ...]] | None = None
) -> Ink:
    """The ink of one turn's reply."""
    known: dict[str, dict[Figure, None]] = {}
    for figure in figures:
        for printed in printed_forms(figure):
            known.setdefault(printed, {})[figure] = None
    return Ink(turn, {printed: tuple(found) for printed, found in known.items()}, guide, parts or {})


def printed_forms(figure: Figure) -> Iterable[str]:
    """Every form in which replies and scripts print the figure, the foreign one (`USD 210K`) too."""
    mark = currency_of(figure.money.currency).mark
    for form in (compact, full):
        text = form(figure.money)
        yield text
        if mark:
            yield text.replace(mark, f"{figure.money.currency} ", 1)
