"""What commands show while an index is built: a bar on a terminal, else a line now and then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from parley.retrieval.embedding import Progress as Report

BETWEEN = 10.0
"""Seconds between two lines where there is no terminal: in the log of a container, say."""


@contextmanager
def progress_bar(console: Console) -> Iterator[Report]:
    """Progress with the rate and the time left, shown while something is embedded."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (
        TextColumn("embedding"), BarColumn(), TaskProgressColumn(show_speed=True), MofNCompleteColumn(),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("embedding", total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = self._printed = monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if not done:
            self._began = self._printed = now
        elif now - self._printed >= BETWEEN:
            self._printed = now
            self._console.print(progress_line(done, total, now - self._began), highlight=False, soft_wrap=True)


def progress_line(done: int, total: int, seconds: float) -> str:
    """How far a build is after so many seconds.

    >>> progress_line(1200, 30070, 10.0)
    'embedding: 1,200 of 30,070, 120 a second, 4:01 left'
    """
    rate = done / seconds
    left = round((total - done) / rate)
    return f"embedding: {done:,} of {total:,}, {rate:,.0f} a second, {left // 60}:{left % 60:02} left"
