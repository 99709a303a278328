"""Settings from a file of TOML: `--settings parley.toml` or PARLEY_SETTINGS.

A flag wins, then a PARLEY_* variable, then the file, then what the program has by itself. The keys are the flags' own
names: `port = 8080`, `root-path = "/coach"`, `allow-host = ["coach.example"]`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from parley.errors import UsageError


def read_settings(context: typer.Context, path: Path | None) -> Path | None:
    """Let the file at `path` give the defaults of the command in `context`; UsageError names a key that is none."""
    if path is None:
        return None
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML ({error}); docs/operations.md shows one") from None
    known = {name.lstrip("-"): option.name for option in context.command.params for name in option.opts}
    strange = sorted(set(given) - set(known))
    if strange:
        raise UsageError(f"{path}: no setting is called {strange[0]}; there are {', '.join(sorted(known))}")
    context.default_map = {str(known[name]): value for name, value in given.items()}
    return path


SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        envvar="PARLEY_SETTINGS",
        callback=read_settings,
        is_eager=True,
        help="A file of settings in TOML.",
    ),
]
