"""A person's own file in the terminal: `parley ask --file offer.pdf`, and /file in a talk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley.doors.length import of_length
from parley.files.model import FileText

LetterFile = Annotated[
    Path | None,
    typer.Option("--file", help="The offer as a file: PDF, Word (.docx), mail (.eml), web page, CSV or text."),
]


def as_message(question: str, file: FileText) -> str:
    """What is asked, then the file's words, as one message; MessageTooLong with the count where both are too long."""
    return of_length(f"{question.strip()}\n\n{file.text}" if question.strip() else file.text)
