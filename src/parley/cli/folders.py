"""`parley guides`: the folders that guides come from, in the order in which they are searched, and what lies there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley.cli.terminal import line, note
from parley.coach.start import open_library
from parley.errors import UsageError
from parley.folders import (
    give_folder,
    given_file,
    given_folders,
    guides_folder,
    own_guides,
    searched,
    whose_folder,
)
from parley.guides.library import guide_files, load_library

folders = typer.Typer(no_args_is_help=True, help="Where guides lie: the folders searched, and which guide is whose.")


@folders.command()
def where() -> None:
    """The folders in which guides are looked for: where two have a guide for a role, the earlier one's counts."""
    for number, folder in enumerate(searched(guides_folder()), 1):
        line(f"{number}  {whose_folder(folder):18} {folder}  {_how_many(folder)}")
    if given_folders():
        note(f"The given folders stand in {given_file()}, one a line; a line taken out is no longer searched.")


@folders.command()
def add(folder: Annotated[Path, typer.Argument(help="A folder that holds <company>/<role>.md files.")]) -> None:
    """Search a folder of guides too, behind your own and those given before."""
    if folder.is_file():
        raise UsageError(f"{folder}: is a file; put it into {own_guides()} as <company>/<role>.md, or give its folder")
    found = len(load_library(folder).guides)
    if not found:
        raise UsageError(f"{folder}: no guide could be read there (`parley check {folder}` says why); it is not added")
    if folder.resolve() in {each.resolve() for each in searched(guides_folder())}:
        note(f"{folder}: is searched already")
        return
    give_folder(folder)
    line(f"{folder.resolve()}  {_how_many(folder)}")


@folders.command(name="list")
def list_guides() -> None:
    """Every guide that is used and where it comes from; below, those whose place another takes, both named."""
    library = open_library(guides_folder())
    for entry in library.entries:
        folder = library.folder_of(entry.path)
        line(f"{whose_folder(folder):18} {entry.company_display}, {entry.role_display}: {folder / entry.path}")
    for one in library.hidden:
        line(f"not used: {one.file}; {one.by} is the guide for this role")
    for issue in library.unreadable:
        if issue.code == "duplicate-guide":
            line(f"not used: {issue.guide}: {issue.message}")


def _how_many(folder: Path) -> str:
    if not folder.is_dir():
        return "is not there" if folder in given_folders() else "no guide yet"
    count = sum(1 for _ in guide_files(folder))
    return f"{count:,} file{'' if count == 1 else 's'}" if count else "no guide yet"
