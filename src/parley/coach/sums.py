"""How the figures of an answer came about, one line each: from the guide's line, the user's words, or a sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from parley.advice.model import Advice, Computed, Figure, FromGuide, FromTable, FromUser, with_inputs
from parley.advice.rules import rule_words
from parley.coach.lines import asked_parts
from parley.coach.model import Reply
from parley.coach.own_words import adds
from parley.coach.phrases import at
from parley.coach.question_words import asked_words
from parley.money import compact
from parley.render import escape_markdown
from parley.templates import figure_list


def sums(advice: Advice | None, *, for_others: bool = False, asked_alone: bool = False) -> list[str]:
    """How each figure of the opening came about, one line each; `for_others` without what rests on private evidence.

    `asked_alone`: of the parts that are asked for and nothing else.
    """
    if not advice or not advice.ladder:
        return []
    opening = advice.ladder.opening
    asked = [getattr(opening, part) for part in asked_parts(advice)]
    if asked_alone:
        return [origin(figure) for figure in asked if figure]
    figures = [*asked, advice.fallback]
    figures += [opening.total] if adds(opening.total, opening.base) else []
    told = [advice.offer.total] if advice.offer and adds(advice.offer.total, advice.offer.base) else []
    told += _first_year(advice)
    private = _private_evidence(advice) if for_others else frozenset()
    return [origin(figure) for figure in (*figures, *told) if figure and not private & set(with_inputs((figure,)))]


def sums_said(reply: Reply, said: Mapping[str, Any]) -> list[str]:
    """The workings of what the reply says; of a known question only where it names the ask."""
    if reply.question is None:
        return sums(reply.advice)
    ask = asked_words(reply.advice)
    named = ask and ask in f"{said['question_lead']} {said['question_body']}"
    return sums(reply.advice, asked_alone=True) if named else []


def asked_after(reply: Reply) -> str:
    """The figure whose reason the message asks for, with where it comes from; empty where none of the reply's is it."""
    amounts = reply.state.asked_after
    return next((origin(figure) for figure in reply.figures if figure.money.amount in amounts), "")


def _first_year(advice: Advice) -> list[Figure | None]:
    """What vests in year one and what that year pays, where an uneven schedule is told or stands in the guide."""
    view = advice.by_year
    if view is None or len(set(view.schedule)) == 1:
        return []
    return [view.years[0].equity, view.years[0].total]


def _private_evidence(advice: Advice) -> frozenset[Figure]:
    return frozenset(end for ground in advice.grounds if ground.private for end in (ground.low, ground.high))


def origin(figure: Figure) -> str:
    """One figure and where it comes from: the guide's line, the user's words, or the sum with its reason."""
    start = f"**{compact(figure.money)}** {figure.label}"
    match figure.source:
        case FromGuide(citation):
            return f"{start}: {at(citation)}"
        case Computed(rule, total, _):
            rests = figure_list(list(_rests_on(figure)))
            return f"{start}: {total}, {rule_words(rule)}" + (f" ({rests})" if rests else "")
        case FromTable() as source:
            return f"{start}: {cell_words(source)}"
        case FromUser(_, text):
            return f"{start}: you told me ({escape_markdown(text)})" if text else f"{start}: you told me"


def cell_words(source: FromTable) -> str:
    """Which cell of which table: `BLS OEWS, May 2025, occupation 29-1141, area 0019100`."""
    return f"{source.source}, {source.release}, occupation {source.occupation.code}, area {source.area.code}"


def _rests_on(figure: Figure) -> Iterator[str]:
    """What a computed figure goes back to: lines of the guide, and the user."""
    sources = [part.source for part in with_inputs((figure,))]
    lines = sorted({source.citation.line_from for source in sources if isinstance(source, FromGuide)})
    if lines:
        yield f"guide line{'s' if len(lines) > 1 else ''} {figure_list([str(line) for line in lines])}"
    cells = dict.fromkeys(
        (source.occupation.code, source.area.code) for source in sources if isinstance(source, FromTable)
    )
    tables = dict.fromkeys(f"{source.source}, {source.release}" for source in sources if isinstance(source, FromTable))
    yield from (f"{table}, occupation {code}, area {area}" for table in tables for code, area in cells)
    if any(isinstance(source, FromUser) for source in sources):
        yield "what you told me"
