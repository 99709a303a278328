"""In which currency an offer is told: settled once, when it is first read, and never changed by a later place.

In: parts of a message or offers, and the currency of the pay band at hand ("home"). Out: parts of one currency, offers
with theirs. An amount is never shown in a currency in which nobody told it (docs/advice.md 1.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.dialogue.grades import currency_of_scale
from parley.dialogue.model import Beside, DialogueState, Offer, Subject
from parley.dialogue.pay.parts import Part
from parley.dialogue.rows import guide_of
from parley.guides.library import Library
from parley.money import currencies

OTHER_PART = "other_currency_part"
"""The note that a component was left out because it stands in another currency than the rest."""


def home_currency(subject: Subject, library: Library) -> str | None:
    """The currency of the subject's pay band, or None while the place is open."""
    guide = guide_of(subject, library)
    bands = guide.bands if guide else ()
    return next((band.currency for band in bands if band.region == subject.region), None)


def local_parts(parts: Sequence[Part], home: str | None) -> list[Part]:
    """The parts with a plain "$" left open where the band is in another dollar: the band's is assumed and said."""
    dollars = home not in (None, "USD") and any("$" in symbol for symbol in currencies()[home or ""].symbols)
    return [replace(part, currency=None) if dollars and _is_plain_dollar(part) else part for part in parts]


def _is_plain_dollar(part: Part) -> bool:
    return part.currency == "USD" and "US" not in part.stated.text.upper()


def of_one_currency(parts: Sequence[Part], home: str | None = None) -> list[Part]:
    """The parts that share the base's currency, else the first one's; a bare base beside marked parts is in `home`."""
    lead = _leading(parts, home)
    return [part for part in parts if part.component == "bonus_pct" or part.currency in (None, lead)]


def in_another(parts: Sequence[Part], home: str | None = None) -> tuple[Beside, ...]:
    """The parts that `of_one_currency` leaves out, as what is kept beside the offer."""
    kept = of_one_currency(parts, home)
    return tuple(
        Beside(part.component, part.stated, part.currency, part.years)
        for part in parts
        if part not in kept and part.component and part.currency
    )


def _leading(parts: Sequence[Part], home: str | None) -> str | None:
    told = [part.currency for part in parts if part.currency]
    base = [part for part in parts if part.component == "base"]
    return base[0].currency or home or next(iter(told), None) if base else next(iter(told), None)


def with_home(state: DialogueState, library: Library) -> DialogueState:
    """The state with every offer whose currency nobody told read in that of the place talked about."""
    home = home_currency(state.subject, library) or currency_of_scale(
        state.subject.company_said or "", state.earlier or (state.message,)
    )
    sides = {side.company: home_currency(side, library) for side in state.compared}
    rivals = tuple(_read_in(rival, sides.get(rival.company) or home) for rival in state.competing)
    return replace(
        state,
        offers=tuple(_read_in(offer, home) for offer in state.offers),
        competing=rivals,
        asked=state.asked and _read_in(state.asked, home),
        wished=state.wished and _read_in(state.wished, home),
        current_pay=state.current_pay and _read_in(state.current_pay, home),
    )


def _read_in(offer: Offer, currency: str | None) -> Offer:
    if offer.currency or not currency:
        return offer
    return replace(offer, currency=currency, assumed_currency=True)
