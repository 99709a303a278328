"""What was told in a talk, kept as a guide of the person's own: `parley new --from-talk`, /keep in a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from parley.cli.options import GUIDES, INDEX
from parley.cli.terminal import note
from parley.coach import Coach
from parley.coach.kept import kept_guide
from parley.coach.start import open_coach
from parley.doors.talks import read_talks
from parley.errors import UsageError
from parley.gathering.small_guide import write_guide


def keep_talks(file: Path, company: str, role: str, into: Path) -> Iterator[Path]:
    """Write a guide of each talk of a file that names a range; the others are named. UsageError where none does."""
    talks = read_talks(file)
    coach = open_coach(GUIDES, INDEX, hurry=False)
    kept = 0
    for number, talk in enumerate(talks, 1):
        try:
            path = keep(coach, talk.messages, into, company, role)
        except UsageError as fault:
            note(f"{file}: {talk.name or f'talk {number}'}: {fault}")
            continue
        kept += 1
        yield path
    if not kept:
        raise UsageError(f"{file}: no guide was made of {len(talks)} talk{'' if len(talks) == 1 else 's'}")


def keep(coach: Coach, messages: Sequence[str], into: Path, company: str = "", role: str = "") -> Path:
    """Write the guide of one talk, and name what was left out; `company` and `role` as the user names them win."""
    today = date.today()
    found = kept_guide(messages, coach.conversation(messages), coach.library, today, company, role)
    for left_out in found.left_out:
        note(left_out)
    return write_guide(found, into, today)
