"""Parsing in a process of its own: it gets the bytes, says what it read, and is ended after three seconds.

The only file here that starts a program, and it starts this one's own `child.py`. What comes back is looked at as if a
stranger had sent it, for a parser that was taken over could say anything.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from parley.data import load
from parley.files.model import LONGEST, PAGES, FileText, Unread

SECONDS = 3
"""How long a file may take to read."""
SAID = 16 * LONGEST
"""Bytes that the child may say: each character as JSON at its longest, and what stands around it."""
COMMAND = (sys.executable, "-P", "-m", "parley.files.child")
NEEDED = ("SYSTEMROOT",)
"""What of this process's environment Python cannot start without: on Windows alone."""
SOURCE = Path(__file__).parents[2]


def read_apart(data: bytes, kind: str, name: str) -> FileText:
    """The text of `data`, a file of `kind`; Unread says why there is none."""
    return _checked(_said(data, kind), name)


def _said(data: bytes, kind: str) -> bytes:
    """What the child said; nothing where it had to be ended or fell."""
    child = subprocess.Popen(  # noqa: S603 - this program's own child, no shell
        [*COMMAND, kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings()
    )
    end = threading.Timer(SECONDS, child.kill)
    end.start()
    try:
        with suppress(OSError), cast(IO[bytes], child.stdin) as to:
            to.write(data)
        with cast(IO[bytes], child.stdout) as said:
            return said.read(SAID)
    finally:
        end.cancel()
        child.kill()
        child.wait()


def surroundings() -> dict[str, str]:
    """The child's environment: where Python finds the program, and nothing of this process's secrets."""
    places = os.pathsep.join([str(SOURCE), *(path for path in sys.path if path)])
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {"PYTHONPATH": places, "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1", **kept}


def _checked(said: bytes, name: str) -> FileText:
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        told = json.loads(said)
        if "refused" in told:
            raise Unread(
                told["refused"] if told["refused"] in load("files")["refused"] else "damaged", int(told["count"])
            )
        return _file(told, name)
    raise Unread("slow")


def _file(told: dict[str, Any], name: str) -> FileText:
    text, kind, pages = str(told["text"]), str(told["kind"]), int(told["pages"])
    if kind not in load("files")["kinds"] or not 0 <= pages <= PAGES:
        raise ValueError(kind)
    if len(text) > LONGEST:
        raise Unread("long", len(text))
    return FileText(name, kind, text, pages, tuple(str(each) for each in told["left_out"])[:20])
