"""Exact look-up of what the state names: a guide, a band, the sides of a comparison. Never by similarity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from parley.advice.model import ChosenLever
from parley.dialogue.model import DialogueState, Offer, Subject
from parley.dialogue.rows import guide_of
from parley.dialogue.stage import at_work, offer_made
from parley.dialogue.topic import resolved
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import fold
from parley.guides.library import Library
from parley.guides.model import Guide, PayBand
from parley.scripts.draft import ScriptFacts


def band_of(guide: Guide | None, subject: Subject) -> PayBand | None:
    """The guide's band for exactly the subject's region and level; None when either is still open."""
    if not guide:
        return None
    for band in guide.bands:
        if band.region == subject.region and band.level == subject.level:
            return band
    return None


def level_bands(guide: Guide | None, subject: Subject) -> tuple[PayBand, ...]:
    """The guide's rows of pay by level, for the subject's region where one is known."""
    bands = guide.bands if guide else ()
    return tuple(band for band in bands if band.level and (not subject.region or band.region == subject.region))


def compared_options(library: Library, state: DialogueState) -> Sequence[tuple[Guide, PayBand, Offer | None]]:
    """The sides that the user wants compared, each with the offer for it if one was told."""
    sides = []
    for subject in state.compared:
        guide = guide_of(subject, library)
        band = band_of(guide, subject)
        if guide and band:
            sides.append((guide, band, _offer_of(state, subject)))
    return sides


def told_options(state: DialogueState) -> tuple[Offer, ...]:
    """The offers of companies that have no side of their own: no guide here, so only what the user told."""
    sides = {subject.company for subject in state.compared}
    return tuple(offer for offer in state.competing if offer.company not in sides)


def rival_bonuses(library: Library, state: DialogueState) -> tuple[tuple[str, Decimal], ...]:
    """The bonus that the guide of each other offer's company publishes for this role and place, at its low end."""
    found = ((offer.company or "", _rival_band(library, state, offer)) for offer in state.competing)
    return tuple((company, band.bonus_pct.low) for company, band in found if band and band.bonus_pct)


def _rival_band(library: Library, state: DialogueState, rival: Offer) -> PayBand | None:
    """The band of another offer: that of its side in a comparison, else of this role and place at its company."""
    if rival.company not in library.companies:
        return None
    side = next((one for one in state.compared if one.company == rival.company), None)
    side = side or resolved(replace(state.subject, company=rival.company), library)
    return band_of(guide_of(side, library), side)


def _offer_of(state: DialogueState, subject: Subject) -> Offer | None:
    if subject.company == state.subject.company and subject.region == state.subject.region:
        return state.offer
    return next((offer for offer in state.competing if offer.company == subject.company), None)


def search_text(state: DialogueState) -> str:
    """What to look for among the levers: a question about levers whole, with what was told before; else the experience.

    Empty when the user has said nothing that an argument could rest on; the guide's own order then stands.
    """
    if state.intent == "levers":
        told = [words for words in state.experience if words not in state.message]
        return " ".join([*told, state.message])
    return " ".join(state.experience) or state.about


def script_facts(state: DialogueState, guide: Guide | None, levers: tuple[ChosenLever, ...]) -> ScriptFacts:
    """What a script may say besides figures: names, place, deadline, and the rival only as the user named it."""
    rivals = [offer.company_display or offer.company for offer in state.competing]
    return ScriptFacts(
        company=spelled(guide) if guide else None if state.subject.company_unsure else state.subject.company_said,
        role=guide.role_display if guide else state.subject.role_said,
        place=plain_place(guide, state.subject),
        levers=levers,
        rival_name=next(filter(None, rivals), None),
        deadline=state.deadline,
        pushback=state.pushback,
        experience=state.experience,
        revised=len(state.offers) > 1,
        details=tuple(pair for pair in state.details if pair != ("name", state.subject.company_said)),
        offer_made=offer_made(state.stage),
        at_work=at_work(state.stage) or state.own_employer,
        commits=state.asked is not None and says("conditional_yes", fold(state.message)),
        refused=state.stage == "answered:no"
        and state.pushback in (None, "general", "best_offer")
        and not _fixes(state),
    )


def _fixes(state: DialogueState) -> bool:
    """Whether they called it their best offer, rather than said no."""
    return any(event.startswith("pushback:") for event in state.events)


def spelled(guide: Guide) -> str:
    """The company's name with the capitals of the guide's own title ("PayPal" for "Paypal")."""
    name = guide.company_display
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", guide.title or "", re.IGNORECASE)
    return found[0] if found else name


def plain_place(guide: Guide | None, subject: Subject) -> str | None:
    """The place by its plain name (`London` for `London (GBP £)`), else the guide's label."""
    band = band_of(guide, subject)
    if band and len(band.places) == 1:
        return band.places[0].name
    return subject.region
