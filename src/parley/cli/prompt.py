"""The line where one types in `parley chat`: names complete as they are typed, the arrows bring back earlier lines.

What was typed is kept in memory alone, unless a file is named. The only file that imports prompt_toolkit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory

from parley.data import load
from parley.guides.library import Library

SHORTEST, LONGEST = 2, 4
"""Letters from which on a name is completed; words that a name may have before the cursor."""
MOST = 12


class Names(Completer):
    """Completes companies, roles and places in any part of a line, and commands at its start."""

    def __init__(self, library: Library, commands: Iterable[str] = ()) -> None:
        named = dict.fromkeys(library.companies.values(), "company")
        named |= {entry.role_display: "role" for entry in library.entries}
        named |= dict.fromkeys(load("regions")["places"], "place")
        self._rows = sorted((name.casefold(), name, kind) for name, kind in named.items())
        self._commands = tuple(commands)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What the words before the cursor may become; the longest run of words that fits decides."""
        text = document.text_before_cursor
        if text.startswith("/"):
            yield from (Completion(name, -len(text)) for name in self._commands if name.startswith(text))
            return
        for tail in _tails(text):
            if found := self._starting(tail):
                yield from (Completion(name, -len(tail), display_meta=kind) for name, kind in found)
                return

    def _starting(self, start: str) -> list[tuple[str, str]]:
        start = start.casefold()
        at = bisect_left(self._rows, (start,))
        near = self._rows[at : at + MOST]
        return [(name, kind) for key, name, kind in near if key.startswith(start) and key != start]


def _tails(text: str) -> Iterator[str]:
    """The last words before the cursor, the longest run first.

    >>> list(_tails("counter at weights & b"))
    ['at weights & b', 'weights & b', '& b']
    """
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", text)][-LONGEST:]
    yield from (text[start:] for start in starts if len(text) - start >= SHORTEST)


def prompt(library: Library, commands: Iterable[str], history: Path | None = None) -> Callable[[str], str | None]:
    """A function that shows its argument, reads a line and gives it; None at the end (Ctrl-D) or at Ctrl-C."""
    kept = FileHistory(str(history)) if history else InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=kept, completer=Names(library, commands), complete_while_typing=True, enable_history_search=False
    )

    def read(before: str) -> str | None:
        try:
            return session.prompt(before)
        except (EOFError, KeyboardInterrupt):
            return None

    return read
