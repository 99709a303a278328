"""Drafting: Advice and facts in, a Script out that has passed the send lint.

Templates in `data/scripts` get Figures and plain words, never bare numbers. One file a kind; a pushback has one a key.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from parley.advice.model import Advice, Figure
from parley.data import load
from parley.dialogue.model import PRESENT
from parley.errors import UnsafeScript, UsageError
from parley.money import full
from parley.scripts import lint
from parley.scripts.facts import (
    ScriptFacts,
    because,
    called,
    in_case,
    letter_words,
    place_behind,
    reasons,
    result_blanks,
    results,
    said_role,
    terms,
    told,
)
from parley.scripts.material import LIGHT_ASK, Material, material
from parley.scripts.model import Script
from parley.scripts.voice import formal, run_on, years_span
from parley.templates import environment, joined_line, upper_first

__all__ = ["ScriptFacts", "draft"]

CHAT = ("text", "linkedin")
"""Channels of a few lines without a subject."""
SPOKEN = {
    ("counter_email", "call"): "counter_call",
    ("competing_offer", "call"): "counter_call",
    **{("counter_email", channel): "short_text" for channel in CHAT},
}
ONE_CHANNEL = dict.fromkeys(("counter_call", "expectations", "call_card"), "call")  # kinds only ever said one way
GIVEN = (
    "ask_items", "ask_names", "other_items", "lasting_items", "ask_signing", "topics", "fixed", "trades", "offer_items",
    "offer_percent", "rival_items", "rival_percent", "rival_shown", "content", "level_unknown", "checks",
    "ground", "rests", "range_known", "gives", "told_pay", "step_pay",
)  # fmt: skip
ONE_REASON = ("call_card", "short_text")
"""Templates with room for one reason."""
TO_OTHERS = ("other_company", "withdraw", "decline")
"""Kinds that are never for one's own employer, also in a talk about it."""
CASE = "case"
TITLED = re.compile(r"(?:mrs?|ms|mx|dr|prof|frau|herr|mme)\b\.? ", re.IGNORECASE)
BLANK = re.compile(r"\[[^\[\]\n]+\]")


def draft(  # noqa: PLR0913, PLR0917  # the form, the advice and the facts of one script
    kind: str, channel: str, tone: str, short: bool, advice: Advice | None, facts: ScriptFacts
) -> Script:
    """A script of `kind` for `channel` (email, call, text or linkedin) in `tone`.

    Raises UnsafeScript when the lint finds a fault, UsageError when there is no such kind.
    """
    channel, facts = _channel(kind, channel, facts), replace(facts, at_work=_is_at_work(kind, facts))
    brief = short or tone == "brief" or (channel in CHAT and _template(kind, channel, facts.pushback) != "short_text")
    given = material(advice)
    template = _template(kind, channel, facts.pushback)
    context = _context(channel, tone, brief, given, facts)
    context |= {table[:-1]: _framed(table, template, context) for table in ("openings", "closings")}
    own = because(facts)[: 1 if brief or template in ONE_REASON else None]
    context["own"] = " ".join(own)
    context["why"] = " ".join(own) or _framed("reasons", template, context)
    rendered = _tidy(_environment().get_template(f"{template}.j2").render(context))
    subject, text = _parted(_named(formal(rendered) if tone == "formal" else rendered, tone, told(facts)))
    if facts.at_work and subject and kind == "pushback":
        subject = "My pay"
    used = _used(f"{subject or ''}\n{text}", given)
    quoted = facts.letter.quoted if facts.letter and kind == CASE else ""
    script = Script(kind, channel, tone, subject, text, blanks(text), used, facts.at_work, quoted)
    faults = lint.faults_of(script, advice, advice.currency if advice else None)
    if faults:
        raise UnsafeScript(f"{kind} script not shown: " + "; ".join(f"{fault.code}: {fault.words}" for fault in faults))
    return script


def _is_at_work(kind: str, facts: ScriptFacts) -> bool:
    """Whether the words are for one's own employer."""
    if kind == CASE and facts.letter:
        return facts.letter.to_boss
    return facts.at_work and kind not in TO_OTHERS


def _channel(kind: str, asked: str, facts: ScriptFacts) -> str:
    """The channel as asked, where the kind goes by it; a message of a few lines is a text unless asked otherwise, and
    what one says to somebody is said.
    """
    if kind == CASE and facts.letter:
        return "call" if facts.letter.spoken and asked == "email" else asked
    if kind == "short_text" and asked not in CHAT:
        return "text"
    return ONE_CHANNEL.get(kind, asked)


def blanks(text: str) -> tuple[str, ...]:
    """The `[...]` still to fill, in order of appearance, each once."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


@cache
def _templates() -> frozenset[str]:
    return frozenset(name.removesuffix(".j2") for name in _environment().list_templates())


def _template(kind: str, channel: str, pushback: str | None) -> str:
    if kind == "pushback":
        key = f"pushback_{pushback or 'general'}"
        return key if key in _templates() else "pushback_general"
    name = SPOKEN.get((kind, channel), kind)
    if name not in _templates():
        raise UsageError(f"no script of kind {kind!r}: add data/scripts/{name}.j2")
    return name


@cache
def _environment() -> Any:
    env = environment("scripts")
    env.filters |= {
        "span": years_span,
        "one_line": joined_line,
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "run_on": run_on,
        "per": lambda period: f"{'an' if period == 'hour' else 'a'} {period}",
    }
    return env


def _framed(table: str, template: str, context: dict[str, Any]) -> str:
    """How the script begins or ends (data/openings.yaml, data/closings.yaml), by the most exact row for its form."""
    rows = load(table).get(template, {})
    tone, channel = context["tone"], context["channel"]
    names = (f"{tone}.{channel}", channel, "short" if context["short"] else "", tone, "any")
    row = next((rows[name] for name in names if name in rows), "")
    return joined_line(_frame(row).render(context)) if row else ""


@cache
def _frame(row: str) -> Any:
    return _environment().from_string(f'{{% import "_parts.j2" as p with context %}}{row}')


def _rival_name(given: Material, facts: ScriptFacts) -> str | None:
    """Who makes the other offer: of the figures that are shown, else the first that was named."""
    if given.rival_below:
        return None
    name = given.rival_name if given.rival_stated else facts.rival_name
    return OWN if name == PRESENT else letter_words(name)


OWN = "my present employer"
"""The present employer in the user's own mouth."""


def _context(channel: str, tone: str, short: bool, given: Material, facts: ScriptFacts) -> dict[str, Any]:
    """The names that templates use: how to speak, the plain facts, the material."""
    tones = load("tones")
    return {
        "channel": channel,
        "tone": tone,
        "short": short,
        "say": tones.get(tone, tones["warm"]),
        "company": letter_words(called(facts.company)),
        "role": letter_words(said_role(facts.role)),
        "place": letter_words(facts.place),
        "deadline": letter_words(facts.deadline),
        "revised": facts.revised,
        "told": told(facts),
        "rival_name": _rival_name(given, facts),
        "rival_told": not given.rival_below and (given.rival_stated or bool(facts.rival_name)),
        "offer_made": facts.offer_made,
        "at_work": facts.at_work,
        "refused": facts.refused,
        "commits": facts.commits,
        "reasons": reasons(facts),
        "done": result_blanks(facts),
        "results": results(facts),
        "terms": terms(facts),
        "market": load("standing")["market"] if given.rests == load("evidence")["market"]["rests"] else "",
        "on_top": f" {told(facts)['on_top']}" if told(facts)["on_top"] else "",
        "case": in_case(facts),
        "where": place_behind(letter_words(facts.place)),
        "light_ask": LIGHT_ASK,
        "letter": facts.letter,
        "cash_part": f"base or a {'one-off' if facts.at_work else 'signing'} bonus",
        **{name: getattr(given, name) for name in GIVEN},
        **({"trades": tuple(map(_to_own, given.trades))} if facts.at_work else {}),
    }


def _to_own(trade: str) -> str:
    """What to trade for with one's own employer, who pays nothing for signing."""
    return trade.replace("signing bonus", "one-off bonus")


def _named(text: str, tone: str, known: dict[str, str]) -> str:
    """The text with the names the user told; the first name alone but in a formal letter or behind a title."""
    whole = tone == "formal" or TITLED.match(known["name"])
    theirs = upper_first(known["name"]) if whole else known["name"].partition(" ")[0]
    for blank, name in (("[Name]", theirs), ("[Your name]", known["own_name"])):
        text = text.replace(blank, name or blank)
    return text


def _used(text: str, given: Material) -> tuple[Figure, ...]:
    """The figures whose amounts stand in the text: the ask, the offer, the rival's as told."""
    return tuple(dict.fromkeys(figure for figure in given.figures if full(figure.money) in text))


def _parted(rendered: str) -> tuple[str | None, str]:
    """The subject line, if there is one, and the rest."""
    if not rendered.startswith("Subject: "):
        return None, rendered
    subject, _, text = rendered.partition("\n")
    return upper_first(subject.removeprefix("Subject: ").strip()), text.strip()


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
