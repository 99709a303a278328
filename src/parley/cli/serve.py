"""`parley serve`: the chat in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir


def serve(
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
    host: Annotated[str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
) -> None:
    """Open the chat at http://127.0.0.1:7860 (Ctrl-C stops it)."""
    from parley.web.server import run

    run(Path(guides), Path(index), host, port, open_browser=open_browser)
