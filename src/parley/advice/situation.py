"""What the advice is asked about: one guide's band and everything the user told about this negotiation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parley.advice.model import TOLD
from parley.dialogue.model import Evidence, Offer, Rate, Stated
from parley.dialogue.terms import NO_TERMS, Terms
from parley.guides.model import Guide, PayBand
from parley.market.reference import Reference


@dataclass(frozen=True, slots=True)
class Situation:
    """A negotiation as far as it is known. `offers` are this company's rounds, newest last.

    `asked` is what the user asked for already, `walk_away` their own line for `walk_away_on`: the total a year, or one
    part (base, equity, bonus),
    `preference_pct` how much less they would take to work here, `priority` cash, equity, flexibility or start, `rate`
    their own rate of exchange, for their eyes only; `wants_packages` whether they ask for two packages now.
    `evidence` is what they told of pay for this job, `wished` what they would like and have told nobody. Without a
    guide, `guide` and `band` are those of `advice.no_guide`. `terms` are what sums need besides.
    `official` is what a pay table prints for the job at the place.
    `by_grade`: pay goes by a scale. `answered`: the one offer known is already their answer to what was asked.
    `final`: they called it their last word; `agreed`: they said yes, and the newest round is what was asked.
    `rival_bonus` are the published bonuses of other offers by company, in percent, at their low end, so that an
    offer has one total wherever it is spoken of.
    """

    guide: Guide
    band: PayBand
    offers: tuple[Offer, ...] = ()
    competing: tuple[Offer, ...] = ()
    walk_away: Stated | None = None
    walk_away_on: str = "total"
    preference_pct: Stated | None = None
    asked: Offer | None = None
    priority: str | None = None
    rate: Rate | None = None
    wants_packages: bool = False
    evidence: tuple[Evidence, ...] = ()
    wished: Offer | None = None
    terms: Terms = NO_TERMS
    official: Reference | None = None
    by_grade: bool = False
    answered: bool = False
    final: bool = False
    agreed: bool = False
    rival_bonus: tuple[tuple[str, Decimal], ...] = ()

    def usual_of(self, rival: Offer) -> Decimal:
        """The bonus that another offer counts where nobody told one, in percent: the low end of its own guide's."""
        return dict(self.rival_bonus).get(rival.company or "", Decimal(0))

    @property
    def guided(self) -> bool:
        """Whether a guide publishes pay for this job."""
        return self.band.source != TOLD

    @property
    def offer(self) -> Offer | None:
        """The offer in hand: the newest round."""
        return self.offers[-1] if self.offers else None

    @property
    def country(self) -> str | None:
        """ISO 3166 code of where the job is, where the band tells it."""
        return self.band.places[0].country if self.band.places else self.band.country
