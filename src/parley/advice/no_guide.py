"""The guide and the pay band of a job that no guide is about: names and currency, and no published pay.

In: the currency of the talk, the place. Out: a Guide and a PayBand that the advice takes like any other; what it rests
on is the user's own evidence (docs/advice.md 2.12).
"""

from __future__ import annotations

from parley.advice.model import TOLD
from parley.guides.model import Citation, Guide, PayBand, Place

NOWHERE = Citation("", 0, 0)


def no_guide(company: str = "", role: str = "") -> Guide:
    """A guide that says nothing of `company` and `role`."""
    return Guide(
        path="",
        digest="",
        company="",
        company_display=company,
        role="",
        role_display=role,
        role_type="",
        last_updated=None,
        next_review_due=None,
        data_quality=None,
        quarter=None,
        title=None,
        dna_summary=None,
        bands=(),
        sections=(),
        levers=(),
        strategies=(),
        level_mapping=None,
        sources=(),
        data_sources=(),
        issues=(),
    )


def no_band(
    currency: str, country: str | None = None, region: str | None = None, places: tuple[Place, ...] = ()
) -> PayBand:
    """A band without pay: `currency` (ISO 4217) is what the talk is in, `country` (ISO 3166) where the job is."""
    return PayBand(
        region=region,
        places=places,
        level=None,
        currency=currency,
        base=None,
        equity=None,
        bonus_pct=None,
        bonus=None,
        signing_bonus=None,
        total_comp=None,
        period="year",
        open_ended=False,
        source=TOLD,
        citation=NOWHERE,
        country=country,
    )
