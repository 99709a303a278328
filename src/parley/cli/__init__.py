"""The command line: `parley ask|chat|check|evaluate|explain|export|guides|import|index|mcp|new|plan|read|replay|search`
and `parley serve`.

Exit codes: 0 fine; 1 the input has faults, each on a line; 2 wrong usage or a program error with a one-line reason.
"""

from __future__ import annotations

from typing import Annotated

import typer

from parley import __version__
from parley.cli import collector as _collector  # noqa: F401 - before the rest
from parley.cli.chat import chat
from parley.cli.folders import folders
from parley.cli.guides import check, export, new
from parley.cli.imports import imports
from parley.cli.index import evaluate, index, search
from parley.cli.mcp import mcp
from parley.cli.read import explain, read
from parley.cli.serve import serve
from parley.cli.talk import ask, plan, replay
from parley.cli.terminal import flushed, line, note, show_all_letters
from parley.errors import ParleyError
from parley.log import start_log

app = typer.Typer(
    help="Parley: a coach for negotiating job offers, grounded in Markdown guides.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def tell_version(asked: bool) -> None:
    """Print the version and end, where that was asked."""
    if asked:
        line(f"parley {__version__}")
        raise typer.Exit


@app.callback(no_args_is_help=True)
def told_before(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=tell_version, help="Print the version and end.")
    ] = False,
) -> None:
    """What may be told before any command."""


for command in (serve, ask, chat, plan, index, search, check, export, new, replay, read, explain, evaluate, mcp):
    app.command()(command)
app.add_typer(imports, name="import")
app.add_typer(folders, name="guides")


def main() -> None:
    """Run the command line; a known error, or a file that cannot be had, prints one line and exits with 2."""
    start_log()
    show_all_letters()
    try:
        with flushed():
            app()
    except ParleyError as error:
        note(f"parley: {error}")
    except OSError as error:
        note(f"parley: {': '.join(str(part) for part in (error.filename, error.strerror or error) if part)}")
    else:
        return
    raise SystemExit(2)
