"""What the log says: a line for each record, nothing in it that steers a terminal, and no words of libraries.

A guide's path or a fault in it may hold a line break and look like a record of its own; a library's message may quote
what a person sent. So of the first the break is written out, and of the second only its kind and place are told.
"""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb

from parley.render import one_line

OURS = ("parley", "uvicorn")
"""Whose words are told: this program's, which names no person's, and the server's, which has none of the page's."""
STEPS = 8


class OneLine(logging.Formatter):
    """A record as one line. The only way into the log: `start_log` gives it to the root of all loggers."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's message; of a library's record its place, of an exception its kind and the way to its place."""
        is_ours = record.name.partition(".")[0] in OURS
        said = record.getMessage() if is_ours else f"{record.name} {record.filename}:{record.lineno} {record.levelname}"
        fault = record.exc_info[1] if record.exc_info else None
        return one_line(f"{said} {without_words(fault)}" if fault else said)


def start_log() -> None:
    """Let all loggers of the process write to standard error, from WARNING on unless somebody said otherwise."""
    errors = logging.StreamHandler()
    errors.setFormatter(OneLine())
    logging.basicConfig(handlers=[errors])


def without_words(fault: BaseException) -> str:
    """What a developer needs of an exception, without its message: its kind and the way to its place.

    >>> try: {}["£130k"]
    ... except KeyError as fault: without_words(fault).startswith("KeyError at ")
    True
    """
    steps = [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in extract_tb(fault.__traceback__)]
    return f"{type(fault).__name__} at {' < '.join(reversed(steps[-STEPS:]))}"
