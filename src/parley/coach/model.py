"""What one turn gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.advice.comparison import Comparison
from parley.advice.model import Advice, ChosenLever, Figure, with_inputs
from parley.blocks import Block
from parley.coach.question_book import Question
from parley.dialogue.model import Action, Ask, DialogueState
from parley.guides.model import Citation, Guide, PayBand
from parley.money import NO_CURRENCY
from parley.practice.model import Scene
from parley.scripts.model import Script


@dataclass(frozen=True, slots=True)
class FoundAcross:
    """What a question across guides found at one company: its best lever, and how many more of its guides argue it."""

    guide: Guide
    chosen: ChosenLever
    others: int


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A row of pay by level, and what it would mean for this talk."""

    band: PayBand
    advice: Advice


@dataclass(frozen=True, slots=True)
class Changes:
    """`noted`: what is new or other, as "level Senior"; `moved`: how the ask moved, or that it stays.

    `same_words`: the script is the one of the answer before, so that it need not be shown again. `first_offer`: no
    offer was known before, so that more is new than the ask.
    """

    noted: tuple[str, ...]
    moved: str
    same_words: bool = False
    first_offer: bool = False
    was: tuple[Figure, ...] = ()  # the ask before, which `moved` names


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is the Markdown that the user reads; the rest is what it was made from.

    `sections` are the same words part by part: the name of the template in data/replies and what it said; `blocks` the
    same again as typed parts, from which everything but Markdown is drawn.
    """

    text: str
    state: DialogueState
    action: Action
    guide: Guide | None = None
    band: PayBand | None = None
    advice: Advice | None = None
    comparison: Comparison | None = None
    levers: tuple[ChosenLever, ...] = ()
    scripts: tuple[Script, ...] = ()
    planned: tuple[tuple[str, Script], ...] = ()  # the scripts of the page to take along, with their headings
    scene: Scene | None = None  # of a rehearsal
    across: tuple[FoundAcross, ...] = ()  # of a question to all guides
    cautions: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    again: bool = False  # another form of the script before: figures and reasons need not be said twice
    question: Question | None = None  # the known question that is answered
    also: tuple[Question, ...] = ()  # what else the message asks
    changes: Changes | None = None  # since the answer before, where that is what is said
    by_level: tuple[LevelRow, ...] = ()  # pay by level where the level is open or in dispute
    noted: str = ""  # what a quick reply told, where the answer is about something else
    pressed: bool = False  # to the upset or the urgent: no question, no table, no picture

    @property
    def ask(self) -> Ask | None:
        """The one question of this turn."""
        return self.action.ask

    @property
    def currency(self) -> str | None:
        """What pay is stated in here: the band's, else the one currency of the guide's bands for the place."""
        if self.band:
            return self.band.currency
        if self.advice:
            return None if self.advice.currency == NO_CURRENCY else self.advice.currency
        bands = self.guide.bands if self.guide else ()
        region = self.state.subject.region
        found = {band.currency for band in bands if region is None or band.region == region}
        return found.pop() if len(found) == 1 else None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure behind this reply with what it rests on, each once, in order of first use."""
        return with_inputs(self._figures())

    def _figures(self) -> Iterator[Figure]:
        yield from self.changes.was if self.changes else ()
        for script in self.scripts:
            yield from script.figures
        if self.advice:
            yield from self.advice.figures()
        for row in self.by_level:
            yield from row.advice.figures()
        if self.comparison:
            yield from self.comparison.figures()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places in guides that this reply rests on."""
        levers = tuple(chosen.lever.citation for chosen in self.levers)
        rows = tuple(row.band.citation for row in self.by_level)
        band = (*((self.band.citation,) if self.band else ()), *rows)
        return tuple(dict.fromkeys(band + levers))
