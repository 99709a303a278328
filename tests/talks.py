"""The talks of the tests (coach/dialogues, dialogue/dialogues), read once for all that go through them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.yaml_table import table

TESTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Talk:
    """A row of a table: where it stands, and its turns with what is expected after each."""

    room: str
    file: str
    name: str
    turns: tuple[dict[str, Any], ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What the person says, a message a turn."""
        return tuple(turn["user"] if "user" in turn else turn["say"] for turn in self.turns)

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


@cache
def talks(room: str, *more: str) -> tuple[Talk, ...]:
    """Every talk of these rooms of tests."""
    return tuple(
        Talk(place, path.stem, row["name"], tuple(row["turns"]))
        for place in (room, *more)
        for path in sorted((TESTS / place / "dialogues").glob("*.yaml"))
        for row in _rows(table(path))
    )


def _rows(content: Any) -> list[dict[str, Any]]:
    """A table is a list of talks, holds one, or is one."""
    return content.get("conversations", [content]) if isinstance(content, dict) else content
