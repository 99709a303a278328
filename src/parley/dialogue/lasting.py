"""How long a field of the state holds, said in its type: `deadline: OfMatter[str | None]`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_type_hints


class Lasts(StrEnum):
    """How long a field of the state holds: for the message it was told in, for its company's negotiation, or for the
    talk. `KEPT` are the talk's facts that a shortened talk must still amount to (dialogue/gist.py)."""

    MESSAGE = "message"
    MATTER = "matter"
    KEPT = "kept"
    TALK = "talk"


T = TypeVar("T")
OfMessage = Annotated[T, Lasts.MESSAGE]
OfMatter = Annotated[T, Lasts.MATTER]
Kept = Annotated[T, Lasts.KEPT]
OfTalk = Annotated[T, Lasts.TALK]
OUTLIVES = (Lasts.MATTER, Lasts.KEPT, Lasts.TALK)
"""What is not of one message alone."""


def lasts_of(record: Any) -> dict[str, Lasts]:
    """How long each field of a record's class lasts."""
    return {name: hint.__metadata__[0] for name, hint in get_type_hints(record, include_extras=True).items()}
