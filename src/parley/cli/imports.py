"""`parley import`: guides and tables made from data that a person has: a posting, visa filings, a survey's table."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from parley.cli.cases import offer
from parley.cli.options import OWN_GUIDES
from parley.cli.terminal import line, note
from parley.data import load
from parley.errors import UsageError
from parley.folders import own_tables
from parley.gathering.filings import gather_filings
from parley.gathering.pay_table import read_pay_table, write_pay_table
from parley.gathering.posting import read_posting
from parley.gathering.small_guide import write_guide

LARGEST = 50_000_000
"""Bytes of a pay table."""
imports = typer.Typer(no_args_is_help=True, help="Make guides, tables and cases from data that you have.")
imports.command()(offer)
Into = Annotated[Path, typer.Option("--in", help="The folder of guides to write into.")]
Company = Annotated[str, typer.Option("--company", help="The company, where the file does not tell it.")]
Role = Annotated[str, typer.Option("--role", help="The role, where the file does not tell it.")]


@imports.command()
def posting(
    file: Annotated[Path, typer.Argument(help="Text, HTML or JSON-LD; - for what is piped in.")],
    company: Company = "",
    role: Role = "",
    into: Into = OWN_GUIDES,
) -> None:
    """Make a small guide of an employer's posting: its range for each place, with the posting as its source."""
    found = read_posting(_text(file), f"The employer's own posting, {_name(file)}, read {date.today()}", company, role)
    for left_out in found.left_out:
        note(f"{_name(file)}: not taken for a range of base pay: {left_out}")
    line(write_guide(found, into, date.today()))


@imports.command()
def lca(
    file: Annotated[Path, typer.Argument(help="A disclosure file of the US Department of Labor, .xlsx.")],
    company: Annotated[str, typer.Option("--company", help="The employer, as it files.")],
    role: Role = "",
    into: Into = OWN_GUIDES,
) -> None:
    """Make guides of certified visa filings: base by metro, 25th to 75th percentile of five rows or more."""
    found = gather_filings(file, company, role)
    for left_out in found.left_out:
        note(left_out)
    for guide in found.guides:
        line(write_guide(guide, into, date.today()))
    if not found.guides:
        raise UsageError(f"{file}: no group of five certified rows for {company}; nothing was written")


@imports.command()
def table(file: Annotated[Path, typer.Argument(help="CSV, a row an occupation and area: docs/market.md.")]) -> None:
    """Bring a pay table of another country or survey: percentiles by occupation and area, with source and licence."""
    if file.is_file() and file.stat().st_size > LARGEST:
        raise UsageError(f"{file}: {load('pay_table')['said']['large'].format(most=LARGEST // 1_000_000)}")
    try:
        sheet = read_pay_table(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"{file}: {load('pay_table')['said']['text']}") from None
    except UsageError as fault:
        raise UsageError(f"{file}: {fault}") from None
    for left_out in sheet.left_out:
        note(f"{file}: {left_out}")
    path = write_pay_table(sheet, own_tables(), date.today())
    line(path)
    read, left = len(sheet.rows), len(sheet.left_out)
    note(f"{sheet.about.source}, {sheet.about.year}, {sheet.country}: {read:,} rows read, {left:,} left out")


def _text(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{file}: is no text in UTF-8; save the posting as text or as a web page") from None


def _name(file: Path) -> str:
    return "piped in" if str(file) == "-" else file.name
