"""Text as HTML in which each known amount is a button that shows its source, and each "guide line 12" opens the guide.

An amount is a span with the role of a button: a real button breaks lines around itself and cannot be selected as text.

In: plain text and the figures of a reply. Out: escaped HTML; nothing of the text can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from parley.advice.model import Figure
from parley.money import compact, currencies, full

GUIDE_LINE = r"guide lines? (?P<line>\d+)"


@dataclass(frozen=True)
class Ink:
    """A reply's amounts: printed form -> the figures behind it. `guide` is the path that "guide line 12" belongs to.

    `pattern` finds both in a text.
    """

    turn: int
    known: Mapping[str, tuple[Figure, ...]]
    guide: str | None
    pattern: re.Pattern[str]

    def key(self, printed: str) -> str:
        """The id of the source behind a printed amount: the same for `£159K` and `£159,000`."""
        money = self.known[printed][0].money
        return f"s{self.turn}-{money.amount:f}-{money.currency}".replace(".", "-")

    def write(self, text: str) -> str:
        """`text` as HTML."""
        parts, at = [], 0
        for match in self.pattern.finditer(text):
            parts += [escape(text[at : match.start()]), self._button(match)]
            at = match.end()
        return "".join([*parts, escape(text[at:])])

    def amount(self, figure: Figure) -> str:
        """One figure, in short, as a button where its source is known."""
        return self.write(compact(figure.money))

    def keys(self, text: str) -> dict[str, str]:
        """Printed amount -> id of its source, for the amounts that stand in `text`."""
        return {found[0]: self.key(found[0]) for found in self.pattern.finditer(text) if found[0] in self.known}

    def _button(self, match: re.Match[str]) -> str:
        words = escape(match[0])
        if match["line"]:
            return guide_button(self.guide or "", int(match["line"]), match[0])
        return f'<span role="button" tabindex="0" class="figure" data-source="{self.key(match[0])}">{words}</span>'


def guide_button(guide: str, line: int, words: str) -> str:
    """A button that opens the guide at a line."""
    return (
        f'<button type="button" class="to-guide" data-guide="{escape(guide)}" data-line="{line}">'
        f"{escape(words)}</button>"
    )


def ink_for(turn: int, figures: Iterable[Figure], guide: str | None) -> Ink:
    """The ink of one turn's reply."""
    known: dict[str, dict[Figure, None]] = {}
    for figure in figures:
        for printed in _printed(figure):
            known.setdefault(printed, {})[figure] = None
    return Ink(turn, {printed: tuple(found) for printed, found in known.items()}, guide, _pattern(known, guide))


def _pattern(known: Iterable[str], guide: str | None) -> re.Pattern[str]:
    amounts = "|".join(re.escape(printed) for printed in sorted(known, key=len, reverse=True)) or r"(?!)"
    lines = GUIDE_LINE if guide else r"(?P<line>(?!))"
    return re.compile(rf"(?<![\w.,])(?:{amounts})(?![\w%]|[.,]\d)|{lines}")


def _printed(figure: Figure) -> Iterable[str]:
    """Every form in which replies and scripts print the figure, the foreign one (`USD 210K`) too."""
    mark = currencies()[figure.money.currency].mark
    for form in (compact, full):
        text = form(figure.money)
        yield from (text, text.replace(mark, f"{figure.money.currency} ", 1))


NO_INK = ink_for(0, (), None)
"""Amounts as plain text, without sources."""
