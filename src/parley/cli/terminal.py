"""The one way out to the terminal: lines, JSON, and what rich draws. Nothing of a guide or a person steers it.

No other file of this room prints (tests/test_architecture.py); escape sequences are rich's own, or the clipboard's.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from parley.render import STEERING, one_line, with_escapes

ESCAPED = "backslashreplace"
"""How a letter is written that cannot be: `\\ud800`, which in a file of JSON is what it was read from."""


def line(text: object) -> None:
    """Print one line, whatever `text` holds."""
    print(one_line(str(text)))


def note(text: object) -> None:
    """Print one line on standard error."""
    print(one_line(str(text)), file=sys.stderr)


def page(text: str) -> None:
    """Print a text of many lines."""
    print(with_escapes(text))


def print_json(value: Any, indent: int | None = None) -> None:
    """Print JSON; what is hidden, or the console lacks, is escaped as JSON does, so that programs read it unchanged."""
    written = json.dumps(value, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8", indent=indent)
    print(STEERING.sub(lambda found: json.dumps(found[0])[1:-1], written))


def show_all_letters() -> None:
    """Let a letter that the console lacks be written out (`\\u6f22`), not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ESCAPED)


@contextmanager
def flushed() -> Iterator[None]:
    """Print all that is still held back, as long as a fault of it can be told: a full disk, a reader that left."""
    try:
        try:
            yield
        finally:
            if not sys.stdout.closed:
                sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to be told at the end
        raise


def console(**settings: Any) -> Console:
    """A rich Console, with its `settings`, that draws no character which it did not make itself."""
    made = Console(**settings)
    made.push_render_hook(_Unsteered())
    return made


class _Unsteered(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Shown(each) for each in renderables]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Something drawn, its text made harmless after it has been laid out; rich's own controls stay."""

    drawn: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        segments: Iterable[Segment] = console.render(self.drawn, options)
        for segment in segments:
            yield segment if segment.control else Segment(with_escapes(segment.text), segment.style)
