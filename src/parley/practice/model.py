"""The records of a rehearsal."""

from __future__ import annotations

from dataclasses import dataclass

from parley.data import load
from parley.scripts.model import Script


@dataclass(frozen=True, slots=True)
class RecruiterLine:
    """What the recruiter says: a row of data/practice.yaml. `wants` is what a good answer holds."""

    key: str
    says: str
    wants: str  # ask, trade or question
    pushback: str | None
    kind: str  # of script, for a better answer
    after: str = ""  # the slip that has told already what this line asks
    again: str = ""  # what it says instead then


@dataclass(frozen=True, slots=True)
class Slip:
    """A weak spot of an answer: its `code` in data/practice.yaml, and what to do about it."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer as judged: the line it answers, what went well (keys of data/practice.yaml), what did not."""

    line: RecruiterLine
    said: str
    good: tuple[str, ...]
    slips: tuple[Slip, ...]
    asked_help: bool = False
    reaction: str = ""  # what the recruiter says to it


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a rehearsal stands: every answer judged, the recruiter's next line (None at the end), a better answer."""

    heard: tuple[JudgedAnswer, ...]
    next: RecruiterLine | None
    better: Script | None
    over: bool
    ended_itself: bool = False  # its last line was answered

    @property
    def recruiter(self) -> str:
        """What the recruiter says now: to the last answer, then the next line; "" where the user ended it."""
        last = self.heard[-1].reaction if self.heard else ""
        if self.next is None:
            return last if self.ended_itself else ""
        told = {slip.code for heard in self.heard for slip in heard.slips}
        line = self.next.again if self.next.after in told else self.next.says
        return " ".join(filter(None, (last, line)))


def recruiter_line(key: str) -> RecruiterLine:
    """A line of the bank.

    >>> recruiter_line("budget").pushback
    'budget'
    """
    row = load("practice")["lines"][key]
    pushback = row.get("pushback")
    told = row.get("after", ""), row.get("again", "")
    return RecruiterLine(key, row["says"], row["wants"], pushback, row.get("kind", "pushback"), *told)
