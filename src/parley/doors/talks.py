"""Talks as a file: what the page exports and imports, and a plain text with a message a paragraph.

In: a file. Out: its talks, each with its name and messages; UsageError says what the file is instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.doors.length import talk_with
from parley.errors import UsageError

FORMAT = "parley-talks-1"
"""The form of web/client/store.js."""
LARGEST = 20_000_000
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class KeptTalk:
    """A talk's name, "" where it has none, and the person's messages, oldest first."""

    name: str
    messages: tuple[str, ...]


def read_talks(path: Path) -> tuple[KeptTalk, ...]:
    """The talks in a file, those without a message left out."""
    if path.is_file() and path.stat().st_size > LARGEST:
        raise UsageError(f"{path}: has more than {LARGEST // 1_000_000} MB; it is no file of talks")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is no text in UTF-8; give a file that the page exported, or a text file") from None
    talks = _exported(path, text) if text.lstrip().startswith("{") else (_talk("", PARAGRAPH.split(text)),)
    return tuple(talk for talk in talks if talk.messages)


def _exported(path: Path, text: str) -> tuple[KeptTalk, ...]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read as JSON ({error}); export the negotiations again") from None
    if told.get("format") != FORMAT or not isinstance(told.get("talks"), list):
        raise UsageError(f"{path}: is not {FORMAT}, what the page exports under Negotiations")
    rows = [row for row in told["talks"] if isinstance(row, dict)]
    return tuple(_talk(str(row.get("name") or ""), row.get("messages")) for row in rows)


def _talk(name: str, messages: Any) -> KeptTalk:
    found: tuple[str, ...] = ()
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, str) and message.strip():
            found = talk_with(found, message.strip())
    return KeptTalk(name, found)


def talks_file(talks: Sequence[KeptTalk], mark: str, now: int) -> str:
    """The talks as the page imports them; `mark` makes their keys there, `now` is in milliseconds since 1970."""
    rows = [
        {
            "id": f"{mark}-{number}", "name": talk.name, "about": {}, "messages": list(talk.messages), "pending": "",
            "made": now, "used": now, "archived": False,
        }
        for number, talk in enumerate(talks)
    ]  # fmt: skip
    return json.dumps({"format": FORMAT, "talks": rows, "drafts": {}}, ensure_ascii=False, indent=1)
