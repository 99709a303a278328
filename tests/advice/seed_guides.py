"""The two seed guides as records made by hand: the advice room is tested without the guides room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from parley.guides.model import (
    Citation,
    EquityGrant,
    Guide,
    Lever,
    PayBand,
    PercentRange,
    Place,
    Section,
    Strategy,
    StrategyFigure,
)
from parley.money import MoneyRange

LONDON = Place("London", "GB", "GBP")
SF, NY, DC = (Place(n, "US", "USD") for n in ("San Francisco", "New York", "Washington DC"))


def money(low: int, high: int, currency: str) -> MoneyRange:
    return MoneyRange(Decimal(low), Decimal(high), currency)


def band(path: str, line: int, place: Place, base, equity, bonus, total) -> PayBand:
    return PayBand(
        region=place.name,
        places=(place,),
        level=None,
        currency=place.currency,
        base=money(*base, place.currency) if base else None,
        equity=EquityGrant(money(*equity, place.currency), 4) if equity else None,
        bonus_pct=PercentRange(Decimal(bonus[0]), Decimal(bonus[1])) if bonus else None,
        bonus=None,
        signing_bonus=None,
        total_comp=money(*total, place.currency) if total else None,
        period="year",
        open_ended=False,
        source="table",
        citation=Citation(path, line, line),
    )


def aim(path: str, line: int, kind: str, text: str, base=None, equity=None, signing=None, total=None) -> StrategyFigure:
    def one(amount):
        return money(amount, amount, "USD") if amount else None

    return StrategyFigure(
        kind=kind,
        region=None,
        level=None,
        currency="USD",
        base=one(base),
        equity=one(equity),
        equity_years=4 if equity else None,
        signing_bonus=one(signing),
        bonus_pct=None,
        total_comp=one(total),
        text=text,
        citation=Citation(path, line, line),
    )


def lever(path: str, line: int, title: str, quote: str, *, rival=False, pay=False, blanks=()) -> Lever:
    return Lever(title, quote, tuple(blanks), rival, pay, Citation(path, line, line))


def guide(path: str, display: str, bands, levers, figures, line: int, dna: str) -> Guide:
    company, role = path.removesuffix(".md").split("/")
    where = Citation(path, line, line)
    section = Section("dna", "Negotiation DNA", (dna,), (where,), where)
    return Guide(
        path=path,
        digest="0" * 64,
        company=company,
        company_display=display,
        role=role,
        role_display="DevOps Engineer",
        role_type="standard",
        last_updated=date(2026, 2, 23),
        next_review_due=date(2026, 5, 23),
        data_quality="high" if company.startswith("w") else "medium",
        quarter="2025-Q4",
        title=None,
        dna_summary=dna,
        bands=tuple(bands),
        sections=(section,),
        levers=tuple(levers),
        strategies=(Strategy("", tuple(figures), (), where),),
        level_mapping=None,
        sources=(),
        data_sources=(),
        issues=(),
    )


def wandb() -> Guide:
    path = "weights-and-biases/devops-engineer.md"
    bands = (
        band(path, 54, SF, (165000, 215000), (120000, 220000), (5, 10), (210000, 290000)),
        band(path, 55, NY, (160000, 210000), (120000, 220000), (5, 10), (205000, 283000)),
        band(path, 56, LONDON, (125000, 163000), (90000, 165000), (5, 10), (158000, 220000)),
    )
    figures = (
        aim(path, 76, "ask", "I need $210K base, $215K equity/4yr, and a $25K signing bonus.", 210000, 215000, 25000),
        aim(path, 76, "floor", "My floor is $195K", 195000),
    )
    levers = (
        lever(
            path,
            71,
            "Multi-Environment Deployment Expertise",
            "I've managed infrastructure across cloud and on-prem GPU clusters at [company]. W&B's multi-deployment model "
            "needs this exact experience. I'm looking for $210K base and $210K equity/4yr.",
            pay=True,
            blanks=("[company]",),
        ),
        lever(
            path,
            72,
            "ML Infrastructure Reliability at Scale",
            "I've maintained 99.99% uptime for data-intensive platforms serving thousands of enterprise customers. That "
            "reliability track record commands $215K base for W&B's mission-critical ML infrastructure.",
            pay=True,
        ),
        lever(
            path,
            73,
            "Competing Infrastructure Offers",
            "Datadog is offering $210K / $240K RSU and Databricks is at $205K / $220K RSU. I need $210K base and $220K "
            "equity to choose W&B over liquid equity.",
            rival=True,
            pay=True,
        ),
        lever(
            path,
            74,
            "Enterprise Deployment Acceleration",
            "I can accelerate W&B's enterprise on-prem deployment velocity — I've built Kubernetes-based deployment "
            "pipelines for air-gapped environments at [company]. That skill directly enables enterprise revenue. I'd like "
            "a $25K signing bonus.",
            pay=True,
            blanks=("[company]",),
        ),
    )
    return guide(path, "Weights & Biases", bands, levers, figures, 50, "Competitive Base + Growth-Stage Equity")


def scale() -> Guide:
    path = "scale-ai/devops-engineer.md"
    equity = (160000, 282000)
    bands = (
        band(path, 54, SF, (172000, 215000), equity, None, (212000, 286000)),
        band(path, 55, NY, (177000, 226000), equity, None, (217000, 297000)),
        band(path, 56, DC, (181000, 232000), equity, None, (221000, 303000)),
    )
    figures = (
        aim(path, 72, "ask", "My target for Scale is $205K base with $265K/4yr equity", 205000, 265000, total=271000),
        aim(path, 72, "floor", "My accept-at floor is $195K base with $230K/4yr equity.", 195000, 230000),
    )
    levers = (
        lever(
            path,
            68,
            "Government Deployment Expertise",
            "My experience with [FedRAMP deployment/government cloud/DISA STIG compliance] is directly applicable to "
            "Scale's Donovan platform deployment. This government infrastructure expertise commands a 10-15% premium over "
            "commercial-only DevOps roles.",
            blanks=("[FedRAMP deployment/government cloud/DISA STIG compliance]",),
        ),
        lever(
            path,
            69,
            "GPU Infrastructure Scarcity",
            "My background in [GPU cluster management/ML infrastructure/AI compute optimization] puts me in a talent pool "
            "that every AI company is competing for.",
            blanks=("[GPU cluster management/ML infrastructure/AI compute optimization]",),
        ),
    )
    return guide(path, "Scale AI", bands, levers, figures, 46, "Pre-IPO Equity-Heavy + Competitive Base")


GUIDES = {"weights-and-biases": wandb(), "scale-ai": scale()}
