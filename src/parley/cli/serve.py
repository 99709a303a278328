"""`parley serve`: the chat in a browser."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir
from parley.cli.progress import progress_bar
from parley.coach.start import open_coach


def serve(
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
    host: Annotated[str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
) -> None:
    """Open the chat at http://127.0.0.1:7860 (Ctrl-C stops it)."""
    with progress_bar(Console(stderr=True)) as report:
        coach = open_coach(guides, index, hurry=True, progress=report)
    from parley.web.server import run  # Gradio takes seconds to import, and no other command needs it

    run(coach, host, port, open_browser=open_browser)
