"""Guides written by hand, of companies that do not exist: what the retrieval tests search."""

from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path

from parley.guides.library import Library
from parley.guides.model import Citation, Guide, LevelMapping, Lever, PayBand, Place, Section, Source, Strategy
from parley.money import MoneyRange

LONDON = Place("London", "GB", "GBP")
NEW_YORK = Place("New York", "US", "USD")


Shelf = partial(Library, Path("guides"))
"""A library of the guides it is given; its folder is not on disk."""


def band(path: str, label: str, place: Place, line: int) -> PayBand:
    pay = MoneyRange(Decimal(100_000), Decimal(150_000), place.currency)
    return PayBand(
        label, (place,), None, place.currency, pay, None, None, None, None, None, "year", False, "table",
        Citation(path, line, line),
    )  # fmt: skip


def guide(company: str, role: str, levers: dict[str, str], dna: str = "", strategy: str = "") -> Guide:
    """A guide with the given levers, from line 20 on, one a line; then a DNA paragraph, then a strategy."""
    path = f"{company}/{role}.md"
    text = repr((path, levers, dna, strategy))
    prose = Section("dna", "Negotiation DNA", (dna,), (Citation(path, 41, 41),), Citation(path, 40, 41))
    return Guide(
        path=path, digest=sha256(text.encode()).hexdigest(), company=company, company_display=company.title(),
        role=role, role_display=role.title(), role_type="standard", last_updated=None, next_review_due=None,
        data_quality=None, quarter=None, title=None, dna_summary=None,
        bands=(band(path, "London (GBP)", LONDON, 10), band(path, "NYC", NEW_YORK, 11)),
        sections=(prose,) if dna else (),
        levers=tuple(
            Lever(title, quote, (), False, False, Citation(path, line, line))
            for line, (title, quote) in enumerate(levers.items(), 20)
        ),
        strategies=(Strategy(strategy, (), (), Citation(path, 50, 50)),) if strategy else (),
        level_mapping=LevelMapping("Engineer = L4", (), Citation(path, 30, 30)),
        sources=(Source("Levels.fyi", None, Citation(path, 60, 60)), Source("Blind", None, Citation(path, 61, 61))),
        data_sources=(), issues=(),
    )  # fmt: skip


ROCKETS = guide(
    "rocketry", "devops-engineer",
    {
        "Launch Window Uptime": '"An hour of downtime during a launch window costs the mission. I kept pads online."',
        "Export Control Clearance": '"I have shipped software under export control for government customers."',
        "Pager Compensation": '"On-call at night deserves pay. I carried the pager for three years."',
    },
    dna="Rocketry engineers keep launch pads and ground stations running, in New York and elsewhere.",
    strategy="In London, ask for more base; elsewhere for equity.",
)  # fmt: skip
BAKERY = guide(
    "bakery", "data-scientist",
    {
        "Demand Forecasting": '"My forecasts cut waste of unsold bread by a fifth."',
        "Pricing Experiments": '"I ran price experiments that raised margin by a point."',
    },
    dna="The bakery sells bread in the morning and data in the afternoon.",
)  # fmt: skip
BAKERY_EM = guide("bakery", "engineering-manager", {"Team Growth": '"I grew a team from three to twelve."'})
SHELF = Shelf((ROCKETS, BAKERY, BAKERY_EM))
