"""Commands that show what is read: `read` labelled messages, `explain` one of them for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from parley.cli.terminal import ESCAPED, console, line
from parley.coach.questions import against, spoken_of
from parley.dialogue.form import kind_asked
from parley.errors import UsageError
from parley.reading.contract import record
from parley.reading.encoding import encoded
from parley.reading.reader import understand
from parley.reading.record import ReadNumber, Understood
from parley.reading.writing import written

FORM = '{"id": ..., "before": [...], "coach": null, "text": "..."}'


def read(
    messages: Annotated[Path, typer.Argument(help=f"JSON Lines: {FORM}")],
    out: Annotated[Path, typer.Argument(help="Where to write what was read, JSON Lines.")],
    guides: Annotated[
        Path | None, typer.Option("--guides", help="Not needed: a message is read without guides.")
    ] = None,
) -> None:
    """Read messages: numbers, names, wants and events of each, in the form of the labels (docs/reading.md)."""
    rows = _rows(messages)
    with out.open("w", encoding="utf-8", errors=ESCAPED) as file:
        for row in rows:
            found = understand(row["text"], row.get("before") or (), row.get("coach"))
            file.write(json.dumps({"id": row["id"], **record(found)}, ensure_ascii=False) + "\n")


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a UTF-8 file of JSON Lines") from None
    return [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        if not isinstance(row["text"], str) or "id" not in row:
            raise KeyError("text")
        return dict(row)
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}:{number}: not a message; write {FORM}") from None


def explain(
    message: Annotated[str, typer.Argument(help="A message as you would type it.")],
    before: Annotated[
        list[str] | None, typer.Option("--before", help="An earlier message; may be given several times.")
    ] = None,
    coach: Annotated[str | None, typer.Option("--coach", help="The coach's last question.")] = None,
) -> None:
    """Show how one message is read: every number seen, the rule that found it, what it was taken for and what it
    beat; what it wants and tells, and which known questions it speaks of."""
    found = understand(message, before or (), coach)
    screen = console()
    table = Table("number", "found by", "value", "read as", "sure", "next")
    for number in found.numbers:
        table.add_row(
            number.said,
            number.rule,
            _value(number),
            f"{number.whose or 'not placed'}: {number.part} a {number.per}",
            f"{number.sure:.2f}",
            _next(number),
        )
    screen.print(table)
    for name in found.names:
        line(f"name {name.said}: {name.relation} ({name.sure:.2f})")
    for kind in ("role", "place", "level", "deadline"):
        slot = getattr(found, kind)
        if slot:
            line(f"{kind}: {slot.said} ({slot.sure:.2f})")
    line("wants: " + ", ".join(f"{want} ({sure:.2f})" for want, sure in found.wants))
    line("told: " + (", ".join(f"{event} ({sure:.2f})" for event, sure in found.told) or "nothing"))
    _explain_answer(message, found)
    taken = {number.start for number in found.numbers}
    text = written(message)
    for window in encoded(text, before or (), coach):
        for candidate in window.candidates:
            if text.span(candidate.start, candidate.end)[0] not in taken:
                line(f"no pay: {candidate.text} ({candidate.rule})")


def _explain_answer(message: str, found: Understood) -> None:
    """Which kind of script the words name, and which known questions they hold, with what speaks against each."""
    if kind := kind_asked(message):
        line(f"script: {kind}")
    told = {event for event, _ in found.told}
    for question in spoken_of(message, told):
        but = against(question, found.want, told)
        line(f"question: {question.key}{', but ' if but else ''}{but}")


def _value(number: ReadNumber) -> str:
    return " to ".join(f"{value:,.10g}" for value in number.value) + (f" {number.currency}" if number.currency else "")


def _next(number: ReadNumber) -> str:
    return ", ".join(f"{owner} {sure:.2f}" for owner, _, sure in number.rivals)
