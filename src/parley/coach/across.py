"""Answers to questions across guides: which companies' guides argue what the user asks about, the best of each first.

In: the searcher, the library, the state. Out: `Found`, one a company; none where nothing fits. A linear scan of exact
vectors finds them; nothing here walks the guides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.advice.choose import choose_levers
from parley.advice.model import ChosenLever
from parley.coach.model import FoundAcross, Reply
from parley.dialogue.model import Ask, DialogueState
from parley.dialogue.names.roles import find_roles
from parley.dialogue.rows import resolve_region
from parley.guides.library import Library
from parley.guides.model import Guide
from parley.retrieval.model import Filters, Hit
from parley.retrieval.search import Searcher

SHOWN = 6


def found_across(searcher: Searcher, library: Library, state: DialogueState) -> tuple[FoundAcross, ...]:
    """At most six companies' levers that fit, best first, for the role and place that the user has named."""
    hits = searcher.fitting(state.across, Filters(role=_role(state), kinds=("lever",)))
    if not hits and _role(state):
        hits = searcher.fitting(state.across, Filters(kinds=("lever",)))
    by_company: dict[str, list[tuple[Guide, ChosenLever]]] = {}
    for guide, chosen in _levers(hits, library, state.subject.region_said):
        by_company.setdefault(guide.company, []).append((guide, chosen))
    return tuple(_found(levers) for levers in list(by_company.values())[:SHOWN])


def with_options(reply: Reply) -> Reply:
    """`reply` with its question about the company, the companies that were found as its quick replies."""
    names = tuple(found.guide.company_display for found in reply.across)
    if not names or not reply.ask or reply.ask.slot != "company":
        return reply
    return replace(reply, action=replace(reply.action, ask=Ask("company", "Is it one of these? Which company?", names)))


def _role(state: DialogueState) -> str | None:
    """The role that the user has named, by its slug."""
    roles = find_roles(state.subject.role_said or "")
    return roles[0].values[0] if roles else None


def _levers(hits: Sequence[Hit], library: Library, place: str | None) -> Iterator[tuple[Guide, ChosenLever]]:
    """The lever of each hit, in the guides that have a row for the place, where one was named."""
    for hit in hits:
        guide = library.by_path(hit.passage.guide)
        if guide and (not place or resolve_region(place, guide.bands) is not None):
            chosen = choose_levers(guide, (hit,))
            same = (one for one in chosen if one.lever.citation.line_from == hit.passage.citation.line_from)
            yield from ((guide, one) for one in same)


def _found(levers: Sequence[tuple[Guide, ChosenLever]]) -> FoundAcross:
    """A company's best lever, and in how many other guides of the company there is one."""
    guide, chosen = levers[0]
    return FoundAcross(guide, chosen, len({other.path for other, _ in levers} - {guide.path}))
