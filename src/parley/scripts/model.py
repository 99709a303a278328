"""The record of a script: words for the employer, safe to send."""

from __future__ import annotations

from dataclasses import dataclass

from parley.advice.model import Figure


@dataclass(frozen=True, slots=True)
class Script:
    """Plain text for the employer. `blanks` are the `[...]` still to fill, in order of appearance, each once.

    `kind` names the template in data/scripts, `channel` is email, call or text. `figures` are the only amounts in it;
    `at_work`: it is for one's own employer.
    """

    kind: str
    channel: str
    tone: str
    subject: str | None
    text: str
    blanks: tuple[str, ...]
    figures: tuple[Figure, ...]
    at_work: bool = False
    quoted: str = ""  # the person's own words, whose amounts a case's letter may take up


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """The sentences of a case's letter with their slots filled; see data/cases.yaml. `quoted` is what they are from."""

    subject: str
    opens: str
    asks: str
    adds: str
    ends: str
    also: tuple[str, ...] = ()
    spoken: bool = False
    to_boss: bool = False
    quoted: str = ""
