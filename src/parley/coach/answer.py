"""A Reply as the machine-readable ANSWER (docs/contract.md): the stable face for `ask --json`, `replay` and the API.

Amounts are whole currency units; equity is the whole grant over `equity_years`; null where unknown or not decided.
"""

from __future__ import annotations

from parley.advice.model import Figure, Rung, YearView
from parley.coach.blocks import block_record, short_text
from parley.coach.card import card_of, card_record
from parley.coach.contract import (
    Answer,
    ComparedPart,
    CounterPart,
    FigurePart,
    LeverPart,
    OfferPart,
    RungPart,
    ScriptPart,
    YearPart,
)
from parley.coach.evidence_record import (
    currency_code,
    evidence_records,
    judged_record,
    left_out_records,
    number,
    official_record,
    source,
)
from parley.coach.model import Reply
from parley.coach.script_words import letter
from parley.dialogue.model import Offer, Stated
from parley.guides.export import band_record
from parley.guides.model import Lever
from parley.reading.contract import record
from parley.scripts.model import Script


def answer(reply: Reply) -> Answer:
    """The contract's ANSWER for one turn."""
    subject = reply.state.subject
    return {
        "reply": reply.text,
        "short": short_text(reply.sections),
        "blocks": [block_record(block) for block in reply.blocks],
        "intent": reply.action.intent,
        "company": subject.company,
        "role": subject.role,
        "region": subject.region or (reply.band.title if reply.band else None),
        "level": subject.level,
        "currency": reply.currency if reply.band or reply.advice else None,
        "guide": reply.guide.path if reply.guide else None,
        "ask": {"slot": reply.ask.slot, "options": list(reply.ask.options)} if reply.ask else None,
        "band": band_record(reply.band) if reply.band else None,
        "offer": _offer(reply),
        "competing": [_stated_offer(offer, reply.currency) for offer in reply.state.competing],
        "counter": _counter(reply),
        "evidence": evidence_records(reply.advice),
        "official": official_record(reply.advice, reply.state.official),
        "judged": judged_record(reply.advice),
        "left_out": left_out_records(reply),
        "document": card_record(card_of(reply.state, reply.currency)),
        "understood": record(reply.state.read) if reply.state.read else None,
        "stage": reply.state.stage or None,
        "levers": [_lever(chosen.lever) for chosen in reply.levers],
        "scripts": [_script(script) for script in reply.scripts],
        "compare": _compare(reply),
        "years": _years(reply.advice.by_year if reply.advice else None),
        "figures": [_figure(figure) for figure in reply.figures],
        "cautions": list(reply.cautions),
        "citations": [
            {"guide": cited.guide, "line_from": cited.line_from, "line_to": cited.line_to} for cited in reply.citations
        ],
    }


def _whole(stated: Stated | None) -> int | float | None:
    if stated is None:
        return None
    return int(stated.value) if stated.value == int(stated.value) else float(stated.value)


def _offer(reply: Reply) -> OfferPart | None:
    offer, counted = reply.state.offer, reply.advice.offer if reply.advice else None
    if offer is None:
        return None
    told = _stated_offer(offer, reply.currency)
    if offer.equity is None and offer.grant.shares and counted and counted.equity:
        told["equity"], told["equity_years"] = _amount(counted.equity), counted.equity_years
    return told


def _stated_offer(offer: Offer, home: str | None) -> OfferPart:
    return {
        "company": offer.company,
        "base": _whole(offer.base),
        "equity": _whole(offer.equity),
        "equity_years": (offer.equity_years or 4) if offer.equity else None,
        "bonus_pct": _whole(offer.bonus_pct),
        "bonus": _whole(offer.bonus),
        "signing": _whole(offer.signing),
        "signing_second": _whole(offer.signing_second),
        "total": _whole(offer.total),
        "currency": offer.currency or home,
        "beside": [
            {"component": one.component, "amount": _whole(one.stated), "currency": one.currency, "years": one.years}
            for one in offer.beside
        ],
    }


def _counter(reply: Reply) -> CounterPart | None:
    ladder = reply.advice.ladder if reply.advice else None
    if not ladder:
        return None
    return {
        "opening": _rung(ladder.opening),
        "target": _rung(ladder.target),
        "acceptable": _rung(ladder.acceptable),
        "floor": _rung(ladder.floor),
        "walk_away": _rung(ladder.walk_away),
    }


def _rung(rung: Rung | None) -> RungPart | None:
    if rung is None:
        return None
    return {
        "base": _amount(rung.base),
        "equity": _amount(rung.equity),
        "bonus": _amount(rung.bonus),
        "signing": _amount(rung.signing),
        "total": _amount(rung.total),
    }


def _amount(figure: Figure | None) -> int | None:
    return int(figure.money.amount) if figure else None


def _years(view: YearView | None) -> list[YearPart] | None:
    """The offer year by year; equal parts of the grant where nobody told how it vests."""
    if view is None:
        return None
    return [
        {
            "year": year.number,
            "base": _amount(year.base),
            "bonus": _amount(year.bonus),
            "equity": _amount(year.equity),
            "signing": _amount(year.signing),
            "total": _amount(year.total),
        }
        for year in view.years
    ]


def _lever(lever: Lever) -> LeverPart:
    return {"guide": lever.citation.guide, "title": lever.title, "line": lever.citation.line_from}


def _script(script: Script) -> ScriptPart:
    return {"kind": script.kind, "channel": script.channel, "text": letter(script), "blanks": list(script.blanks)}


def _compare(reply: Reply) -> list[ComparedPart] | None:
    if not reply.comparison:
        return None
    return [
        {"guide": side.guide.path, "region": side.band.band.region, "band": band_record(side.band.band)}
        for side in reply.comparison.sides
    ]


def _figure(figure: Figure) -> FigurePart:
    return {
        "amount": number(figure),
        "currency": currency_code(figure.money.currency),
        "label": figure.label,
        "source": source(figure),
    }
