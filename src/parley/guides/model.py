"""The typed records of a guide. Every record carries the Citation it was read from; nothing here computes.

Amounts are `Decimal` in whole currency units, exactly as stated: nothing annualised, converted or derived.
Lines are 1-based, counted in the file as it is on disk (front matter included).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parley.money import MoneyRange


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands: the guide's path relative to its folder (`scale-ai/devops-engineer.md`) and its lines."""

    guide: str
    line_from: int
    line_to: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault in a guide, as a value: printed `file:line code message`. The codes: docs/issue-codes.md."""

    code: str
    guide: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Place:
    """A canonical place: `name` (`London`), ISO 3166 country (`GB`), the currency pay is stated in there."""

    name: str
    country: str
    currency: str


@dataclass(frozen=True, slots=True)
class PercentRange:
    """A bonus as published, in percent of base: 5 to 10 means 5% to 10%."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class EquityGrant:
    """Published equity: `value` is the whole grant when `years` is 4, one year's worth when `years` is 1.

    `years` is None when the guide names no period.
    """

    value: MoneyRange
    years: int | None


@dataclass(frozen=True, slots=True)
class PayBand:
    """One row of published pay: a region (or a level, or both) of one guide.

    `region` is the guide's own label; `places` what it means, several for a combined label, empty for "Remote US".
    Base, bonus and signing bonus are per `period` (`year` or `month`), the published total per `total_period`.
    `title` is the job title of a level row. `alternatives` holds the second reading of dual cells, by field name
    (`base`), in another currency or for a second place; Parley answers in the first.
    A field that cannot be read with certainty is None and has an Issue.
    """

    region: str | None
    places: tuple[Place, ...]
    level: str | None
    currency: str
    base: MoneyRange | None
    equity: EquityGrant | None
    bonus_pct: PercentRange | None
    bonus: MoneyRange | None
    signing_bonus: MoneyRange | None
    total_comp: MoneyRange | None
    period: str
    open_ended: bool
    source: str  # "table" or "front_matter"
    citation: Citation
    country: str | None = None  # of a region that is a whole country or "Remote US"
    title: str | None = None
    total_period: str = "year"
    alternatives: tuple[tuple[str, MoneyRange], ...] = ()


@dataclass(frozen=True, slots=True)
class Lever:
    """A Global Lever: `quote` is its line to say, `blanks` the `[...]` in it.

    `claims_rival_offer`: the quote says that the speaker holds another offer. `claims_pay`: the quote states pay.
    Neither is ever sent unless the user stated it.
    """

    title: str
    quote: str | None
    blanks: tuple[str, ...]
    claims_rival_offer: bool
    claims_pay: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class StrategyFigure:
    """Amounts that a strategy names together in one breath, as an ask or as a floor.

    `region` and `level` as the sentence names them, None when it does not; equity is the grant over `equity_years`.
    """

    kind: str  # "ask", "floor" or "expected_counter"
    region: str | None
    level: str | None
    currency: str
    base: MoneyRange | None
    equity: MoneyRange | None
    equity_years: int | None
    signing_bonus: MoneyRange | None
    bonus_pct: PercentRange | None
    total_comp: MoneyRange | None
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Strategy:
    """The Negotiate-Up strategy: its words, the figures split by what they are, and as `coaching` the rest."""

    text: str
    figures: tuple[StrategyFigure, ...]
    coaching: tuple[str, ...]
    citation: Citation

    @property
    def asks(self) -> tuple[StrategyFigure, ...]:
        """What the guide would have the candidate ask for."""
        return tuple(figure for figure in self.figures if figure.kind == "ask")

    @property
    def floors(self) -> tuple[StrategyFigure, ...]:
        """What the guide would have the candidate not go below; private."""
        return tuple(figure for figure in self.figures if figure.kind == "floor")


@dataclass(frozen=True, slots=True)
class LevelEquivalent:
    """One side of the level mapping: `company` as written (`Google`), `level` as written (`L4 SRE`)."""

    company: str | None
    level: str


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """The guide's own equivalence of levels, as written and as pairs."""

    text: str
    equivalents: tuple[LevelEquivalent, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Vesting:
    """How grants vest by the guide's own words: `shares` are percentages a year, uneven, `text` as people write it."""

    shares: tuple[Decimal, ...]
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of prose under a heading.

    `kind` is dna, company_lever, levers, strategy, level_mapping, evidence or other. `paragraphs` are plain Markdown;
    `citations` run parallel to them.
    """

    kind: str
    heading: str
    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Source:
    """A line of evidence as the guide names it, with its link if it has one. Parley has not checked it."""

    text: str
    url: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything one guide file says. `path` is relative to the guides folder, `digest` the SHA-256 of its bytes."""

    path: str
    digest: str
    company: str
    company_display: str
    role: str
    role_display: str
    role_type: str
    last_updated: date | None
    next_review_due: date | None
    data_quality: str | None
    quarter: str | None
    title: str | None
    dna_summary: str | None
    bands: tuple[PayBand, ...]
    sections: tuple[Section, ...]
    levers: tuple[Lever, ...]
    strategies: tuple[Strategy, ...]
    level_mapping: LevelMapping | None
    sources: tuple[Source, ...]
    data_sources: tuple[str, ...]
    issues: tuple[Issue, ...]
    fields: tuple[tuple[str, int], ...] = ()  # front-matter key path ("compensation[0].base_low") -> its line
    title_line: int | None = None
    pay_table: Citation | None = None  # the main pay table, its head included
    vesting: Vesting | None = None
