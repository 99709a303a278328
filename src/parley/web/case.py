"""What was understood so far, fact by fact, each to be changed where it stands; a change is sent as a message.

In: a Reply. Out: HTML; which facts there are and how a change is said: data/case.yaml.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from parley.coach import Reply
from parley.coach.facts import stated_words, walk_away_words
from parley.coach.lines import region_labels
from parley.coach.phrases import place_name
from parley.data import load
from parley.dialogue.model import Offer
from parley.guides.library import Library
from parley.money import plain_number
from parley.web.rounds import draw_rounds

NO_OFFER = Offer()
PRIORITIES = ("cash", "equity", "flexibility", "start date")


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: how it is called, its value ("" where unknown), how a change is said, and the values offered."""

    slot: str
    label: str
    value: str
    says: str
    hint: str
    private: bool
    options: tuple[str, ...] = ()
    terms: str = ""
    takes_back: str = ""


def case_facts(reply: Reply, library: Library) -> tuple[Fact, ...]:
    """Every fact of the conversation, the unknown ones too, so that they can be filled in."""
    values, options = _values(reply, library), _options(reply, library)
    found = []
    for row in load("case"):
        for value in values[row["slot"]] or ("",):
            says = row.get("first", row["says"]) if not value else row["says"]
            private, offered = row.get("private", False), options.get(row["slot"], ())
            terms = offer_terms(reply) if row["slot"] == "offer" else ""
            back = row.get("takes_back", "") if value else ""
            found.append(Fact(row["slot"], row["label"], value, says, row["hint"], private, offered, terms, back))
    return tuple(fact for fact in found if fact.value or fact.slot != "level" or fact.options)


def _values(reply: Reply, library: Library) -> Mapping[str, tuple[str, ...]]:
    state, guide, home = reply.state, reply.guide, reply.currency
    subject = state.subject
    rivals = tuple(f"{o.company_display or o.company or 'unnamed'}: {stated_words(o, home)}" for o in state.competing)
    return {
        "company": _known(
            guide.company_display if guide else library.companies.get(subject.company or "") or subject.company_said
        ),
        "role": _known((guide.role_display if guide else None) or subject.role_said or subject.role),
        "region": _known(place_name(reply.band and replace(reply.band, level=None), subject) or subject.region_said),
        "level": _known(subject.level or _short(subject.level_said)),
        "offer": _known(stated_words(state.offer, home) if state.offer else None),
        "competing": rivals,
        "walk_away": _known(walk_away_words(state, home)),
        "pay": _known(stated_words(state.current_pay, home) if state.current_pay else None),
        "deadline": _known(state.deadline),
        "priority": _known({"start": "start date"}.get(state.priority or "", state.priority)),
    }


LONGEST_VALUE = 40


def _short(words: str | None) -> str:
    """What was said for a level, unless that is a whole message."""
    return words if words and len(words) <= LONGEST_VALUE else ""


def offer_terms(reply: Reply) -> str:
    """The standing offer as the form's fields, and in `rest` what the form has no field for, as JSON."""
    offer, home = reply.state.offer, reply.currency
    if not offer:
        return ""
    bare = replace(offer, base=None, equity=None, bonus_pct=None, signing=None)
    found = {
        "base": _part(offer, home, "base"),
        "equity": _part(offer, home, "equity"),
        "years": str(offer.equity_years or "") if offer.equity else "",
        "bonus": plain_number(offer.bonus_pct.value) if offer.bonus_pct else "",
        "signing": _part(offer, home, "signing"),
        "rest": stated_words(bare, home),
    }
    return json.dumps({name: value for name, value in found.items() if value}, ensure_ascii=False)


def _part(offer: Offer, home: str | None, part: str) -> str:
    """One part in its own words' amount: `£130K`."""
    alone = replace(NO_OFFER, currency=offer.currency, **{part: getattr(offer, part)})
    return stated_words(alone, home).split(" ")[0] if getattr(offer, part) else ""


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _options(reply: Reply, library: Library) -> dict[str, tuple[str, ...]]:
    """Values that the guides offer for a fact."""
    company, region = reply.state.subject.company, reply.state.subject.region
    bands = reply.guide.bands if reply.guide else ()
    levels = (band.level for band in bands if band.level and (not region or band.region == region))
    return {
        "role": tuple(guide.role_display for guide in library.roles(company)) if company else (),
        "region": region_labels(reply.guide),
        "level": tuple(dict.fromkeys(levels)),
        "priority": PRIORITIES,
    }


def case(reply: Reply, library: Library) -> str:
    """The facts as HTML."""
    return f'<ul class="facts">{"".join(_item(fact) for fact in case_facts(reply, library))}</ul>{draw_rounds(reply)}'


def _item(fact: Fact) -> str:
    css = "fact" + (" known" if fact.value else "") + (" secret" if fact.private else "")
    offered = escape(json.dumps(fact.options, ensure_ascii=False))
    private = ' <span class="never">never sent</span>' if fact.private else ""
    value = escape(fact.value) if fact.value else '<span class="none">not told</span>'
    verb = "Change" if fact.value else "Add"
    return (
        f'<li class="{css}" data-slot="{fact.slot}" data-says="{escape(fact.says)}" data-hint="{escape(fact.hint)}" '
        f'data-value="{escape(fact.value)}" data-options="{offered}"{_more(fact)}>'
        f'<span class="name">{escape(fact.label)}{private}</span><span class="value">{value}</span>'
        f'<button type="button" data-act="change" '
        f'aria-label="{verb} {escape(fact.label.lower())}">{verb}</button></li>'
    )


def _more(fact: Fact) -> str:
    terms = f' data-terms="{escape(fact.terms)}"' if fact.terms else ""
    return terms + (f' data-takes-back="{escape(fact.takes_back)}"' if fact.takes_back else "")
