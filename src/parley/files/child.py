"""The process that parses one file: bytes on standard input, JSON on standard output. Started by `apart.py` alone.

Before it reads a byte it gives up memory, files and time; whatever goes wrong then ends only this process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from parley.files.model import LARGEST, LONGEST, MEGABYTE, Unread

MEMORY = 384 * MEGABYTE
"""Addresses that the process may use, its libraries included."""
SECONDS, OPEN_FILES = 3, 32
LOOKS = ("os.listdir", "os.scandir", "os.add_dll_directory")
"""What Python itself asks of the system when it imports."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
Read = Callable[[bytes], tuple[str, int, tuple[str, ...]]]
"""From bytes to the text, its pages (0: none), and the names of what is attached and was not read."""


def confine() -> None:
    """Give up what no reading needs; where the system has no such limits (Windows) the parent's clock holds."""
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        with suppress(ValueError, OSError):  # a lower one stands already, or the system knows no such limit
            resource.setrlimit(what, (most, most))


def _refuse(event: str, given: tuple[Any, ...]) -> None:
    """No connection, no other program, no file to write: not even where a library were talked into it."""
    acts = event.startswith(("socket.", "subprocess.", "os.")) and event not in LOOKS
    if acts or (event == "open" and given[2] & WRITES):
        raise PermissionError(event)


def reader_of(kind: str) -> tuple[str, Read]:
    """The kind that a file turns out to be, and who reads it; only its own library is loaded."""
    if kind == "pdf":
        from parley.files.pdf import read

        return "pdf", read
    if kind == "zip":
        from parley.files.docx import read as docx

        return "docx", docx
    if kind == "html":
        from parley.files.markup import read as markup

        return "html", markup
    if kind == "eml":
        from parley.files.mail import read as mail

        return "eml", mail
    from parley.files.plain import as_it_stands, csv

    return kind, csv if kind == "csv" else as_it_stands


def what_it_says(data: bytes, kind: str) -> dict[str, object]:
    """What is said of a file: its text, or why there is none."""
    try:
        found, read = reader_of(kind)
        text, pages, left_out = read(data)
        text = text.strip("\n ")
        if not text.strip():
            raise Unread("wordless")
        if len(text) > LONGEST:
            raise Unread("long", len(text))
        return {"kind": found, "text": text, "pages": pages, "left_out": left_out}
    except Unread as unread:
        return {"refused": unread.why, "count": unread.count}
    except MemoryError:
        return {"refused": "slow", "count": 0}
    except RecursionError:
        return {"refused": "deep", "count": 0}
    except Exception:  # noqa: BLE001 - a parser's fault, of whatever class, is a file that cannot be read
        return {"refused": "damaged", "count": 0}


def main() -> None:
    """Read the file of kind `argv[1]`."""
    confine()
    said = json.dumps(what_it_says(sys.stdin.buffer.read(LARGEST + 1), sys.argv[1]))
    sys.stdout.buffer.write(said.encode())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
