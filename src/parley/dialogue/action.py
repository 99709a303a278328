"""What the coach asks and does in a turn: its question, how words are wanted, a rehearsal, the action decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """The one question of a turn: its slot, its words, and the quick replies (each sent as the user's message).

    `topic` tells questions of one slot apart; each is asked once.
    """

    slot: str
    question: str
    options: tuple[str, ...] = ()
    topic: str = ""

    @property
    def key(self) -> str:
        """What is remembered of it, so that it is not asked again."""
        return self.topic or self.slot


@dataclass(frozen=True, slots=True)
class Form:
    """How the user wants the words: script `kind` (see data/scripts), `channel`, `tone`, and whether shorter."""

    kind: str | None = None
    channel: str = "email"  # email, call, text or linkedin
    tone: str = "warm"  # warm, direct, formal, brief or casual
    short: bool = False


WARM_MAIL = Form()
"""How words are written where nobody asked otherwise."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A practice talk: `lines` are the recruiter's, keys of data/practice.yaml, `said` the answers so far.

    `over`: this message ended it, or answered the last line.
    """

    lines: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """What the coach does this turn, decided by `dialogue.policy`.

    `kind`: answer, ask (something must be known first), refuse (no such guide, role or region), across (a question to
    all guides), practice (a rehearsal is on), plan (everything on one page), smalltalk, out_of_scope or cleared.
    """

    kind: str
    intent: str
    ask: Ask | None
    script_kind: str | None = None  # of data/scripts; None for no script this turn
