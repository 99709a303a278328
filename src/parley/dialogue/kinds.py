"""The kinds of script, as data/kinds.yaml tells them: what each is called, how it is asked for, where it is allowed.

In: the table. Out: `Kind`s by name, in the order in which their cues are tried.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parley.data import load


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table; see its head. `called` is the title by channel, `traits` is what its `is` lists."""

    title: str
    called: tuple[tuple[str, str], ...]
    cues: tuple[re.Pattern[str], ...]
    traits: frozenset[str]
    stages: tuple[str, ...]
    lead: str | None
    plan: str | None
    norms: tuple[str, ...]
    guide_words: str | None

    def title_in(self, channel: str) -> str:
        """What such a script is called for a person: `Counter e-mail`, in the channel `call` `Call script`."""
        return dict(self.called).get(channel, self.title)


@cache
def kind_book() -> Mapping[str, Kind]:
    """Every kind by its name."""
    return {name: _kind(row) for name, row in load("kinds").items()}


def _kind(row: Mapping[str, object]) -> Kind:
    called = row.get("called", {})
    return Kind(
        title=str(row["title"]),
        called=tuple(called.items()) if isinstance(called, dict) else (),
        cues=tuple(re.compile(text) for text in _listed(row, "cues")),
        traits=frozenset(_listed(row, "is")),
        stages=_listed(row, "stages"),
        lead=_words(row, "lead"),
        plan=_words(row, "plan"),
        norms=_listed(row, "norms"),
        guide_words=_words(row, "guide_words"),
    )


def _listed(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = row.get(name, ())
    return tuple(map(str, found)) if isinstance(found, Sequence) else ()


def _words(row: Mapping[str, object], name: str) -> str | None:
    return str(row[name]) if name in row else None


@cache
def kinds_that(trait: str) -> frozenset[str]:
    """The kinds of which the table says `trait`.

    >>> "raise" in kinds_that("own_employer"), "clawback" in kinds_that("without_figures")
    (True, True)
    """
    return frozenset(name for name, kind in kind_book().items() if trait in kind.traits)


def kind_cued(text: str) -> str | None:
    """The first kind whose cues fit a text in lower case.

    >>> kind_cued("help me turn it down nicely"), kind_cued("write me what to say")
    ('decline', None)
    """
    return next((name for name, kind in kind_book().items() if any(cue.search(text) for cue in kind.cues)), None)
