"""The bar that commands show while an index is built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def progress_bar(console: Console) -> Iterator[Report]:
    """A bar with the rate and the time left, shown on a terminal while something is embedded."""
    columns = (
        TextColumn("embedding"), BarColumn(), TaskProgressColumn(show_speed=True), MofNCompleteColumn(),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("embedding", total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)
