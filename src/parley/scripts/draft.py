"""Drafting: Advice and facts in, a Script out that has passed the send lint.

Templates in `data/scripts` get Figures and plain words, never bare numbers. One file a kind; a pushback has one a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from parley.advice.model import Advice, Figure, OfferFigures, Rung
from parley.data import load
from parley.errors import UnsafeScript, UsageError
from parley.money import full, plain_number
from parley.scripts import lint
from parley.scripts.facts import ScriptFacts, plain, reasons
from parley.scripts.model import Script
from parley.templates import environment

__all__ = ["ScriptFacts", "draft"]

SPOKEN = {("counter_email", "call"): "counter_call", ("counter_email", "text"): "short_text"}
ONE_CHANNEL = {"counter_call": "call", "short_text": "text"}  # kinds that are only ever said one way
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
BLANK = re.compile(r"\[[^\[\]\n]+\]")
TRADES = ("more equity", "a written pay review after six months")


@dataclass(frozen=True, slots=True)
class Item:
    """A component and its Figure, with the years of a grant."""

    name: str
    figure: Figure
    years: int = 1


def draft(  # noqa: PLR0913, PLR0917  # the form, the advice and the facts of one script
    kind: str, channel: str, tone: str, short: bool, advice: Advice | None, facts: ScriptFacts
) -> Script:
    """A script of `kind` for `channel` (email, call or text) in `tone`.

    Raises UnsafeScript when the lint finds a fault, UsageError when there is no such kind.
    """
    channel = ONE_CHANNEL.get(kind, channel)
    context = _context(channel, tone, short, advice, facts)
    template = _template(kind, channel, facts.pushback)
    subject, text = _parted(_tidy(_environment().get_template(f"{template}.j2").render(context)))
    script = Script(kind, channel, tone, subject, text, blanks(text), _used(subject, text, advice))
    faults = lint.check(script, advice, advice.band.band.currency if advice else None)
    if faults:
        raise UnsafeScript(f"{kind} script not shown: " + "; ".join(f"{fault.code}: {fault.words}" for fault in faults))
    return script


def blanks(text: str) -> tuple[str, ...]:
    """The `[...]` still to fill, in order of appearance, each once."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def _template(kind: str, channel: str, pushback: str | None) -> str:
    if kind == "pushback":
        key = f"pushback_{pushback or 'general'}"
        return key if f"{key}.j2" in _environment().list_templates() else "pushback_general"
    name = SPOKEN.get((kind, channel), kind)
    if f"{name}.j2" not in _environment().list_templates():
        raise UsageError(f"no script of kind {kind!r}: add data/scripts/{name}.j2")
    return name


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    env = environment("scripts")
    env.filters |= {
        "in_words": lambda number: WORDS[number] if number < len(WORDS) else str(number),
        "listed_or": lambda items: " or ".join(filter(None, (", ".join(items[:-1]), items[-1]))),
        "one_line": lambda text: " ".join(text.split()),
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "upper_first": lambda text: text[:1].upper() + text[1:],
    }
    return env


def _context(channel: str, tone: str, short: bool, advice: Advice | None, facts: ScriptFacts) -> dict[str, Any]:
    tones = load("tones")
    opening = advice.ladder.opening if advice and advice.ladder else None
    offer = _sayable(advice)
    ask_items = _asked(opening, offer)
    rival = _rival(advice)
    asked = [item.name for item in ask_items]
    return {
        "channel": channel,
        "tone": tone,
        "short": short or tone == "brief",
        "say": tones.get(tone, tones["warm"]),
        "company": plain(facts.company),
        "role": plain(facts.role),
        "place": plain(facts.place),
        "deadline": plain(facts.deadline),
        "reasons": reasons(facts),
        "ask_items": ask_items,
        "content": any(_has(advice, code) for code in ("take_the_win", "settled", "no_room")),
        "ask_names": asked,
        "other_items": ask_items[1:],
        "ask_signing": next((item for item in ask_items if item.name == "signing"), None),
        "topics": ["the package" if name == "total" else WORD_FOR[name] for name in asked],
        "offer_items": _offered(offer),
        "offer_percent": _percent(offer),
        "rival_told": rival is not None or bool(facts.rival_name),
        "rival_shown": rival is not None and _has(advice, "rival_better"),
        "rival_name": plain(facts.rival_name),
        "rival_items": _offered(rival),
        "rival_percent": _percent(rival),
        "checks": _checks(advice),
        "light_ask": "a review of pay and level after six months",
        "level_unknown": _has(advice, "suspected_level") or _has(advice, "below_range"),
        "fixed": "base" if "base" in asked or not asked else WORD_FOR[asked[0]],
        "trades": _trades(asked),
        "fallbacks": _trades(asked),
        "cash_part": "base or a signing bonus",
    }


WORD_FOR = {
    "base": "base",
    "equity": "equity",
    "bonus": "the bonus",
    "signing": "a signing bonus",
    "total": "the total",
}


def _asked(opening: Rung | None, offer: OfferFigures | None) -> tuple[Item, ...]:
    """What the opening asks for: not the components that are held as offered; a total only where there are no parts."""
    if opening is None:
        return ()
    years = offer.equity_years if offer else 4
    rows = (("base", opening.base, 1), ("equity", opening.equity, years), ("bonus", opening.bonus, 1))
    parts = [Item(name, figure, span) for name, figure, span in rows if figure and name not in opening.held]
    if opening.base is None and opening.equity is None and opening.total and "total" not in opening.held:
        parts = [Item("total", opening.total)]
    if opening.signing and "signing" not in opening.held:
        parts.append(Item("signing", opening.signing))
    return tuple(parts)


def _offered(offer: OfferFigures | None) -> tuple[Item, ...]:
    """The parts of an offer as the user told them; its total only where no part was told."""
    if offer is None:
        return ()
    rows = (("base", offer.base, 1), ("equity", offer.equity, offer.equity_years), ("bonus", offer.bonus, 1))
    parts = [Item(name, figure, span) for name, figure, span in (*rows, ("signing", offer.signing, 1)) if figure]
    if not any(item.name != "signing" for item in parts) and offer.total:
        parts.insert(0, Item("total", offer.total))
    return tuple(parts)


def _sayable(advice: Advice | None) -> OfferFigures | None:
    """The offer, where it is in the band's currency and its amounts can be meant; else a blank stands for it."""
    doubted = _has(advice, "questioned_amount") or _has(advice, "questioned_percent")
    if advice is None or advice.offer is None or doubted:
        return None
    return advice.offer if advice.offer.currency == advice.band.band.currency else None


def _percent(offer: OfferFigures | None) -> str | None:
    return f"{plain_number(offer.bonus_pct)}%" if offer and offer.bonus_pct is not None else None


def _rival(advice: Advice | None) -> OfferFigures | None:
    """The best rival in the band's currency, as the user told it."""
    if advice is None:
        return None
    rivals = [offer for offer in advice.competing if offer.currency == advice.band.band.currency and offer.total]
    return max(rivals, key=lambda offer: offer.total.exact if offer.total else 0, default=None)


def _has(advice: Advice | None, code: str) -> bool:
    return advice is not None and any(note.code == code for note in advice.notes)


def _checks(advice: Advice | None) -> tuple[str, ...]:
    """What to have confirmed: the level where the offer is low, what was not told, whose shares the equity is in."""
    if advice is None:
        return ()
    found = ["the level"] if _has(advice, "suspected_level") or _has(advice, "below_range") else []
    for note in advice.notes:
        if note.code == "unstated":
            found += [f"the {name}" for name in note.facts]
        if note.code == "company_changed" and note.facts[2] == "issuer" and advice.band.equity:
            found.append("which company's shares the equity is in")
    return tuple(found)


def _trades(asked: list[str]) -> list[str]:
    """Other items to trade for; a signing bonus that is asked for already can only grow."""
    larger = "a larger signing bonus" if "signing" in asked else "a signing bonus"
    return [larger, *TRADES][:3]


def _used(subject: str | None, text: str, advice: Advice | None) -> tuple[Figure, ...]:
    """The figures whose amounts stand in the text: the ask, the offer, the rival's as told."""
    if advice is None:
        return ()
    opening = advice.ladder.opening if advice.ladder else None
    items = (*_asked(opening, advice.offer), *_offered(_sayable(advice)), *_offered(_rival(advice)))
    whole = f"{subject or ''}\n{text}"
    return tuple(dict.fromkeys(item.figure for item in items if full(item.figure.money) in whole))


def _parted(rendered: str) -> tuple[str | None, str]:
    """The subject line, if there is one, and the rest."""
    if not rendered.startswith("Subject: "):
        return None, rendered
    subject, _, text = rendered.partition("\n")
    return subject.removeprefix("Subject: ").strip(), text.strip()


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
