"""The records of what the user brought: evidence, their own number, the period they speak of; an answer's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.sources import Figure
from parley.market.distribution import PercentilePlace
from parley.market.reference import Reference


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that an ask can rest on, a year's worth: `kind` is a key of data/evidence.yaml, best first there.

    `low` and `high` are one figure where no range was told. `private` is never quoted to the employer (counsel.md 1).
    """

    kind: str
    component: str  # base, equity, bonus or total
    low: Figure
    high: Figure
    private: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an amount lies in an official distribution; `of` is offer, opening, or low and high of a published band."""

    of: str
    figure: Figure
    place: PercentilePlace


@dataclass(frozen=True, slots=True)
class Official:
    """Official pay for the job at the place: the percentiles as figures, None where none is printed."""

    reference: Reference
    percentiles: tuple[Figure | None, ...]
    standings: tuple[Standing, ...]

    def figures(self) -> Iterator[Figure]:
        """The percentiles there are."""
        yield from filter(None, self.percentiles)


@dataclass(frozen=True, slots=True)
class Judged:
    """The user's own number beside the offer and the evidence (docs/advice.md 2.13).

    `over_offer` is a part of the offer (0.13 is 13% over it), None without an offer; `position` a part of the range,
    None without one. `verdict`: ordinary, firm, stretch, out_of_reach, or met where the offer is as high already.
    """

    component: str
    figure: Figure
    over_offer: Decimal | None
    position: Decimal | None
    verdict: str
    asked: bool = False  # they were told it already: it is defended, not judged again
    carried: bool = False  # the script asks for exactly this


@dataclass(frozen=True, slots=True)
class Period:
    """The period in which the user speaks of base: `name` is hour, day, week or month, `payments` make the year."""

    name: str
    payments: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What their answer to the first ask means (docs/advice.md 2.9).

    `kind`: closed (all is met), sign, light (sign, or one item more), counter (once more, at the target), decide (below
    what was acceptable and no line is known) or decline. Totals a year: `offered` now, the first round's `target` and
    `acceptable`, `floor` the user's line, else the guide's. `refused` names the parts that did not move.
    """

    kind: str
    offered: Figure
    target: Figure
    acceptable: Figure
    refused: tuple[str, ...] = ()
    floor: Figure | None = None
