"""The records of a reading: what one message says, whatever the talk makes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number of pay: where it stands in the original, `value` in whole units for the period as said (two for a
    range),
    its `part`, whose it is (None where that is not sure) and the doubts about it.

    `sure` is the reader's probability that part and owner are right. `said` are the original's own characters.
    `step`: the
    value is a rise ("10k more"). `scaled`: it was written smaller ("185") and read as thousands or lakhs. `rule`
    names the
    notation. `rivals` are the next likely readings, as (owner, part, probability).
    """

    start: int
    end: int
    said: str
    value: tuple[float, ...]
    part: str
    whose: str | None
    per: str
    currency: str | None
    company: str | None
    sure: float
    years: float | None = None
    step: bool = False
    scaled: bool = False
    shared: tuple[str, ...] = ()
    rule: str = "digits"
    rivals: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadName:
    """A company named, once: where it stands first, and what it is to the talk (`reading.labels.RELATIONS`)."""

    start: int
    end: int
    said: str
    relation: str
    sure: float


@dataclass(frozen=True, slots=True)
class ReadSlot:
    """The words of a role, place, level or deadline of the job talked about."""

    start: int
    end: int
    said: str
    sure: float


@dataclass(frozen=True, slots=True)
class Understood:
    """All that one message says: see docs/reading.md. `wants` most wanted first, with probabilities; `told`
    likewise."""

    text: str
    numbers: tuple[ReadNumber, ...] = ()
    names: tuple[ReadName, ...] = ()
    role: ReadSlot | None = None
    place: ReadSlot | None = None
    level: ReadSlot | None = None
    deadline: ReadSlot | None = None
    wants: tuple[tuple[str, float], ...] = ()
    told: tuple[tuple[str, float], ...] = ()

    @property
    def want(self) -> str:
        """The first want."""
        return self.wants[0][0]

    def tells(self, *events: str) -> bool:
        """Whether any of the events was told."""
        return any(event in events for event, _ in self.told)
