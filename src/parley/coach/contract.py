"""The shape of an ANSWER (docs/contract.md), told once: the JSON Schema of the API and the MCP tools is made from it.

Tests hold every answer, docs/contract.md and docs/answer.schema.json to it (see `doors.schema`). Amounts are whole
currency units; None stands for unknown or not decided.
"""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

from parley.guides.export import Amount, BandPart
from parley.reading.contract import UnderstoodPart


class AskPart(TypedDict):
    """The one question put to the user."""

    slot: str
    options: list[str]


class BesidePart(TypedDict):
    """A part of an offer that was told in another currency than the rest."""

    component: str
    amount: Amount | None
    currency: str | None
    years: Amount | None


class OfferPart(TypedDict):
    """An offer as told; equity is the whole grant over `equity_years`, of shares at the price told."""

    company: str | None
    base: Amount | None
    equity: Amount | None
    equity_years: Amount | None
    bonus_pct: Amount | None
    bonus: Amount | None
    signing: Amount | None
    signing_second: Amount | None
    total: Amount | None
    currency: str | None
    beside: list[BesidePart]


class RungPart(TypedDict):
    """One ask."""

    base: int | None
    equity: int | None
    bonus: int | None
    signing: int | None
    total: int | None


class CounterPart(TypedDict):
    """The ladder of asks; only `opening` is for the employer."""

    opening: RungPart | None
    target: RungPart | None
    acceptable: RungPart | None
    floor: RungPart | None
    walk_away: RungPart | None


class YearPart(TypedDict):
    """A year of the offer."""

    year: int
    base: int | None
    bonus: int | None
    equity: int | None
    signing: int | None
    total: int | None


class InputPart(TypedDict):
    """A figure that went into a sum."""

    label: str
    amount: Amount
    currency: str


class SourcePart(TypedDict):
    """Where a figure comes from: a guide's line, a turn of the user's, an official table, or a rule with its inputs."""

    kind: str
    guide: NotRequired[str]
    line: NotRequired[int]
    turn: NotRequired[int]
    text: NotRequired[str]
    rule: NotRequired[str]
    sum: NotRequired[str]
    inputs: NotRequired[list[InputPart]]
    table: NotRequired[str]
    release: NotRequired[str]
    occupation: NotRequired[str]
    occupation_name: NotRequired[str]
    area: NotRequired[str]
    area_name: NotRequired[str]
    percentile: NotRequired[int]


class FigurePart(TypedDict):
    """An amount behind the answer."""

    amount: Amount
    currency: str | None
    label: str
    source: SourcePart


class EvidencePart(TypedDict):
    """What an ask can rest on: a range or one amount."""

    kind: str
    component: str
    amount: NotRequired[Amount]
    range: NotRequired[list[Amount]]
    currency: str | None
    source: SourcePart
    private: bool


class CodePart(TypedDict):
    """An occupation or an area of an official pay table; an area of figures has a `kind`."""

    code: str
    name: str
    kind: NotRequired[str]


class StandingPart(TypedDict):
    """Where an amount lies in official pay."""

    of: str
    amount: Amount
    percentile: int | None
    above: int | None
    below: int | None


class OfficialPart(TypedDict):
    """Official pay for a job at a place (docs/market.md)."""

    job: str
    sure: bool
    occupations: list[CodePart]
    place: str
    wanted_area: CodePart
    area: CodePart | None
    release: str | None
    period: str | None
    percentiles: dict[str, float | None]
    silent: str | None
    standings: list[StandingPart]


class JudgedPart(TypedDict):
    """The user's own number."""

    component: str
    amount: Amount
    over_offer_pct: float | None
    position: float | None
    verdict: str
    asked: bool
    carried: bool


class LeftOutPart(TypedDict):
    """A number of the message that was seen and not placed."""

    said: str
    why: str


class LeverPart(TypedDict):
    """An argument of a guide."""

    guide: str
    title: str
    line: int


class ScriptPart(TypedDict):
    """Words for the employer."""

    kind: str
    channel: str
    text: str
    blanks: list[str]


class ComparedPart(TypedDict):
    """One side of a comparison."""

    guide: str
    region: str | None
    band: BandPart


class CitationPart(TypedDict):
    """Lines of a guide."""

    guide: str
    line_from: int
    line_to: int


class BlockPart(TypedDict):
    """A piece of the reply; each of `parts` has a `kind` and what belongs to it."""

    kind: str
    name: str
    title: str | None
    count: int | None
    parts: list[dict[str, Any]]


class Answer(TypedDict):
    """The machine-readable answer to one turn."""

    reply: str
    short: str
    blocks: list[BlockPart]
    intent: str
    company: str | None
    role: str | None
    region: str | None
    level: str | None
    currency: str | None
    guide: str | None
    ask: AskPart | None
    band: BandPart | None
    offer: OfferPart | None
    competing: list[OfferPart]
    counter: CounterPart | None
    evidence: list[EvidencePart]
    official: OfficialPart | None
    judged: JudgedPart | None
    left_out: list[LeftOutPart]
    understood: UnderstoodPart | None
    document: dict[str, Any] | None
    stage: str | None
    levers: list[LeverPart]
    scripts: list[ScriptPart]
    compare: list[ComparedPart] | None
    years: list[YearPart] | None
    figures: list[FigurePart]
    cautions: list[str]
    citations: list[CitationPart]
