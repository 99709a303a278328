"""Questions for the empty page, made from guides that are really loaded."""

from __future__ import annotations

from parley.guides.library import Library
from parley.guides.model import Guide

MOST = 3


def examples_for(library: Library) -> tuple[str, ...]:
    """Up to three questions, about different companies where there are several."""
    firsts = [library.roles(company)[0] for company in library.companies]
    spread = firsts[:: max(1, len(firsts) // MOST)][:MOST]
    guides = (library.guide(entry.company, entry.role) for entry in reversed(spread))
    asked = [_counter(guide) for guide in guides if guide]
    if len(asked) < MOST and spread:
        asked.append(f"How does an offer at {spread[0].company_display} compare with the published range?")
    return tuple(asked)


def _counter(guide: Guide) -> str:
    regions = [band.region for band in guide.bands if band.region]
    place = f" {regions[-1]}" if regions else ""
    return f"What should I counter at {guide.company_display}{place}, {guide.role_display}?"
