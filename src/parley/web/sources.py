"""Where a figure comes from, as the small card that opens beside it: what you said, a guide's line, or a sum.

Every guide line is quoted and can be opened; everything is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from parley.advice.model import Computed, Figure, FromGuide, FromTable, FromUser, with_inputs
from parley.advice.rules import rule_words
from parley.guides.model import Citation
from parley.money import Money, compact, full
from parley.render import plain
from parley.templates import upper_first
from parley.web.ink import Ink, InkPart, guide_button

MOST_FIGURES, MOST_LINES, LONGEST = 2, 4, 220
PLAIN_NAMES = ("opening", "target", "acceptable", "signing", "offered", "published", "guide's", "your", "first year")
"""How the labels start that tell a person most, in that order."""
Lines = Callable[[Citation], str]
"""The raw text of a guide that a citation names; empty if it is gone."""
REFERRED = re.compile(r"\bs\d+-[\w-]+-[A-Z]{3}\b")


def source_cards(html: str, ink: Ink, lines: Lines) -> str:
    """The cards of every amount that `html` names, hidden until asked for."""
    wanted = set(REFERRED.findall(html))
    found: dict[str, dict[Figure, None]] = {}
    for printed, figures in ink.known.items():
        found.setdefault(ink.key(printed), {}).update(dict.fromkeys(figures))
    sums = {ink.key(printed): parts for printed, parts in ink.parts.items() if printed in ink.known}
    cards = (_card(key, found[key], lines, sums.get(key, ())) for key in found if key in wanted)
    return f'<div class="sources" hidden>{"".join(cards)}</div>'


def _card(key: str, figures: Iterable[Figure], lines: Lines, parts: Iterable[InkPart]) -> str:
    """What stands behind one printed amount; figures with the same origin are one, the plainest name first."""
    shown: dict[str, Figure] = {}
    for figure in sorted(figures, key=_rank):
        shown.setdefault("".join(_origin(figure, lines)), figure)
        if len(shown) == MOST_FIGURES:
            break
    told = "".join(_head(figure) + origin for origin, figure in shown.items())
    told += "".join(f'<p class="per {part.period}">{escape(part.sum)}</p>' for part in parts)
    return f'<div class="source" id="{key}">{told}</div>'


def _rank(figure: Figure) -> int:
    return next((at for at, name in enumerate(PLAIN_NAMES) if figure.label.startswith(name)), len(PLAIN_NAMES))


def _head(figure: Figure) -> str:
    return f"<h2><b>{escape(full(figure.money))}</b> {escape(upper_first(figure.label))}</h2>"


def _origin(figure: Figure, lines: Lines) -> Iterator[str]:
    match figure.source:
        case FromUser(turn, text):
            yield _told(turn, text)
        case FromGuide(citation):
            yield _line(citation, lines, figure.money)
        case FromTable() as source:
            yield _cell(source)
        case Computed(rule, total, _):
            if "=" in total:  # an amount taken over as it is has no sum to show
                yield f'<p class="sum"><span class="tag">Computed as</span> {escape(total)}</p>'
            yield f"<p>{escape(upper_first(rule_words(rule)))}.</p>"
            yield from _rests_on(figure, lines)


def _rests_on(figure: Figure, lines: Lines) -> Iterator[str]:
    """The user's words and the guides' lines that a sum goes back to, each once."""
    told: dict[FromUser, None] = {}
    cited: dict[Citation, Money] = {}
    cells: dict[str, None] = {}
    for part in with_inputs((figure,)):
        match part.source:
            case FromUser() as source:
                told[source] = None
            case FromGuide(citation):
                cited.setdefault(citation, part.money)
            case FromTable() as cell:
                cells[_cell(cell)] = None
    yield from cells
    yield from (_told(source.turn, source.text) for source in told)
    yield from (_line(citation, lines, amount) for citation, amount in list(cited.items())[:MOST_LINES])


def _cell(source: FromTable) -> str:
    """The row of an official pay table that a figure stands in: occupation and area with their codes, and release."""
    occupation, area = source.occupation, source.area
    row = f"occupation {occupation.code} {occupation.name}, area {area.code} {area.name}"
    return f'<p><span class="tag">{escape(f"{source.source}, {source.release}")}</span> {escape(row)}</p>'


def _told(turn: int, text: str) -> str:
    words = f" “{escape(text)}”" if text else ""
    return (
        f'<p><span class="tag">You said</span>{words} '
        f'<button type="button" class="to-turn" data-turn-of="{turn}">in message {turn}</button></p>'
    )


def _line(citation: Citation, lines: Lines, amount: Money | None = None) -> str:
    cells = (cell.strip() for cell in plain(lines(citation)).split("|"))
    quote = _around(" · ".join(filter(None, cells)), amount)
    button = guide_button(citation.guide, citation.line_from, f"Guide line {citation.line_from}")
    return f"<p>{button}</p>" + (f"<blockquote>{escape(quote)}</blockquote>" if quote else "")


def _around(quote: str, amount: Money | None) -> str:
    """A long line cut down to the words around the amount, or to its start."""
    if len(quote) <= LONGEST:
        return quote
    forms = [form(amount) for form in (compact, full)] if amount else []
    at = next((quote.find(form) for form in forms if form in quote), 0)
    start = max(0, at - LONGEST // 2)
    cut = quote[start : start + LONGEST].split(" ", 1)[-1] if start else quote[:LONGEST]
    return ("… " if start else "") + cut.rsplit(" ", 1)[0] + " …"
