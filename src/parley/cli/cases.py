"""`parley import offer`: a letter, contract or portal page as a private case for the page or a talk."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from time import time
from typing import Annotated

import typer

from parley.cli.letter import as_message
from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir
from parley.cli.terminal import line, note
from parley.coach.start import open_coach
from parley.doors.filed import letter_at
from parley.doors.talks import KeptTalk, talks_file
from parley.errors import UsageError
from parley.files.reading import what_was_read
from parley.folders import own_cases
from parley.guides.blank import slug
from parley.web.case import case_facts

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def offer(
    file: Annotated[Path, typer.Argument(help="PDF, Word (.docx), mail (.eml), web page, CSV or text.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the case.")] = None,
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Make a private case of an offer's file: the page takes it in under Negotiations, `parley chat --talk` goes on."""
    letter = letter_at(file)
    message = as_message("", letter)
    coach = open_coach(guides, index, hurry=False)
    reply = coach.reply([message])
    note(what_was_read(letter))
    for fact in case_facts(reply, coach.library):
        if fact.value:
            note(f"{fact.label}: {fact.value}")
    name = reply.state.subject.company_said or file.stem
    path = out or own_cases() / f"{slug(file.stem) or 'offer'}.json"
    line(_written(path, KeptTalk(name, (message,))))
    note(f"Go on with `parley chat --talk {path}`, or import it on the page under Negotiations.")


def _written(path: Path, talk: KeptTalk) -> Path:
    """The path of a new file that only its owner may read; UsageError where one is there already."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    try:
        path.touch(mode=PRIVATE_FILE, exist_ok=False)
    except FileExistsError:
        raise UsageError(f"{path} exists already; name another with --out, or delete it") from None
    path.write_text(talks_file((talk,), token_hex(4), int(time() * 1000)), encoding="utf-8")
    return path
