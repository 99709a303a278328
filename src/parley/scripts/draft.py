"""Drafting: Advice and facts in, a Script out that has passed the send lint.

Templates in `data/scripts` get Figures and plain words, never bare numbers. One file a kind; a pushback has one a key.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from parley.advice.model import Advice, Figure
from parley.data import load
from parley.errors import UnsafeScript, UsageError
from parley.money import full
from parley.scripts import lint
from parley.scripts.facts import ScriptFacts, called, plain, reasons, results, told
from parley.scripts.material import LIGHT_ASK, Material, material
from parley.scripts.model import Script
from parley.scripts.voice import formal, run_on, span
from parley.templates import environment, one_line, upper_first

__all__ = ["ScriptFacts", "draft"]

CHAT = ("text", "linkedin")
"""Channels of a few lines without a subject."""
SPOKEN = {
    ("counter_email", "call"): "counter_call",
    ("competing_offer", "call"): "counter_call",
    **{("counter_email", channel): "short_text" for channel in CHAT},
}
ONE_CHANNEL = {"counter_call": "call", "expectations": "call"}  # kinds that are only ever said one way
GIVEN = (
    "ask_items", "ask_names", "other_items", "lasting_items", "ask_signing", "topics", "fixed", "trades", "offer_items",
    "offer_percent", "rival_items", "rival_percent", "rival_shown", "content", "level_unknown", "checks",
    "ground", "rests", "range_known",
)  # fmt: skip
BLANK = re.compile(r"\[[^\[\]\n]+\]")


def draft(  # noqa: PLR0913, PLR0917  # the form, the advice and the facts of one script
    kind: str, channel: str, tone: str, short: bool, advice: Advice | None, facts: ScriptFacts
) -> Script:
    """A script of `kind` for `channel` (email, call, text or linkedin) in `tone`.

    Raises UnsafeScript when the lint finds a fault, UsageError when there is no such kind.
    """
    channel = _channel(kind, channel)
    brief = short or tone == "brief" or (channel in CHAT and _template(kind, channel, facts.pushback) != "short_text")
    given = material(advice)
    context = _context(channel, tone, brief, given, facts)
    template = _template(kind, channel, facts.pushback)
    rendered = _tidy(_environment().get_template(f"{template}.j2").render(context))
    subject, text = _parted(_named(formal(rendered) if tone == "formal" else rendered, tone, told(facts)))
    script = Script(kind, channel, tone, subject, text, blanks(text), _used(f"{subject or ''}\n{text}", given))
    faults = lint.check(script, advice, advice.currency if advice else None)
    if faults:
        raise UnsafeScript(f"{kind} script not shown: " + "; ".join(f"{fault.code}: {fault.words}" for fault in faults))
    return script


def _channel(kind: str, asked: str) -> str:
    """The channel as asked, where the kind goes by it; a message of a few lines is a text unless asked otherwise."""
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
        "span": span,
        "one_line": one_line,
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "run_on": run_on,
        "per": lambda period: f"{'an' if period == 'hour' else 'a'} {period}",
    }
    return env


def _context(channel: str, tone: str, short: bool, given: Material, facts: ScriptFacts) -> dict[str, Any]:
    """The names that templates use: how to speak, the plain facts, the material."""
    tones = load("tones")
    return {
        "channel": channel,
        "tone": tone,
        "short": short,
        "say": tones.get(tone, tones["warm"]),
        "company": plain(called(facts.company)),
        "role": plain(facts.role),
        "place": plain(facts.place),
        "deadline": plain(facts.deadline),
        "revised": facts.revised,
        "told": told(facts),
        "rival_name": plain(facts.rival_name),
        "rival_told": given.rival_stated or bool(facts.rival_name),
        "reasons": reasons(facts),
        "results": results(facts),
        "light_ask": LIGHT_ASK,
        "cash_part": "base or a signing bonus",
        **{name: getattr(given, name) for name in GIVEN},
    }


def _named(text: str, tone: str, known: dict[str, str]) -> str:
    """The text with the names the user told in place of their blanks; the first name alone but in a formal letter."""
    theirs = known["name"] if tone == "formal" else known["name"].partition(" ")[0]
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
