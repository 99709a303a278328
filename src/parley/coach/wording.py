"""A Reply in words: the templates of `data/replies`, filled with Figures and plain facts.

`sections.yaml` says which sections each kind of turn shows; the first is always the answer itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from parley.advice.model import Note
from parley.advice.published import band_figures
from parley.coach import asides, lines, own_words, phrases
from parley.coach.ages import library_dates
from parley.coach.blocks import CLOSING, blocks_of
from parley.coach.by_level import row_taken, row_words
from parley.coach.card import card_of
from parley.coach.choosing import choice_table
from parley.coach.direct import direct_answer, moved_words, pick_of
from parley.coach.facts import current_pay, noted_offer, open_words
from parley.coach.lookup import level_bands
from parley.coach.model import Reply
from parley.coach.moves import guide_quotes, move_of, norm_lines
from parley.coach.plan import plan_words
from parley.coach.question_book import CARD
from parley.coach.question_words import question_words, size_words
from parley.coach.questions import MOODS
from parley.coach.rehearsal import scene_words
from parley.coach.script_words import letter, script_title, status_of
from parley.coach.staged import ASKING, is_round, stage_words, verdict_words, was_refused
from parley.coach.sums import asked_after, sums, sums_said
from parley.coach.years import asks_years, shown_years
from parley.data import load
from parley.dialogue.model import Subject
from parley.dialogue.words.cues import says
from parley.guides.library import Library
from parley.render import escape_markdown, harmless, visible
from parley.templates import environment, figure_list, joined_line

FOLDER = "replies"
COMPANIES_NAMED = 6
LONGEST_NAME = 60
WORKED_OUT = ("counter", "offer_check", "competing", "script", "equity", "band")
"""Intents answered with figures: none while an amount is in doubt."""

WORRIES = ("pulled", "rescinded", "current_employer")
"""Pushbacks whose answer is about more than the figures."""
OWN_FIGURES = ("expectations", "raise", "promotion")
"""Kinds that rest on figures without being a counter."""
PAPER = ("_paper", "_also")
"""Sections of a pasted document: what was read of it behind the headline, and what else stands there at the end."""
OF_A_GUIDE = {
    "band": "offer_check", "equity": "offer_check", "level": "offer_check", "levers": "counter", "sources": "sources",
}  # fmt: skip
"""Headlines that only a guide can fill, with the one that takes their place."""
OFFICIAL = "official"
"""The headline of what a job pays at a place by an official table."""


def say(reply: Reply, library: Library, today: date) -> Reply:
    """`reply` with its text and cautions."""
    env = environment(FOLDER, reply.band.currency if reply.band else None)
    env.filters |= {"literal": escape_markdown, "named": named, "one_line": joined_line}
    env.filters["bare"] = phrases.without_amounts
    waits = own_words.guide_waits(reply, phrases.company_name(library, reply.state.subject))
    left_out = own_words.UNTOLD if waits else ()
    period, told = own_words.own_period(reply.advice), (note for note in _notes(reply) if note.code not in left_out)
    worded = {lines.note_words(note, env, period): note for note in told}
    notes = [(note, text) for text, note in worded.items()]
    context = _context(reply, library, today, notes)
    context |= question_words(reply, env)
    context["sums"] = sums_said(reply, context)
    context["official_line"] = lines.official_line(notes) if _headline(reply) == OFFICIAL else ""
    said = (
        context["verdict_line"] or context["official_line"] or (context["no_counter"] if _leads_with_it(reply) else "")
    )
    context |= {
        "notes": [*([waits] if waits else []), *lines.heard(reply.state, library)]
        + [
            text
            for note, text in notes
            if not note.private
            and note.code not in (*lines.DOUBTS, *lines.said_above(reply))
            and text != said
            and text not in context["moved_line"]
        ],
        "private_notes": [*(text for note, text in notes if note.private), *asides.private_lines(reply)],
    }
    parts = [(name, _section(name, env.get_template(f"{name}.j2").render(context))) for name in _sections(reply)]
    if reply.ask:
        parts.append((CLOSING, harmless(f"**{reply.ask.question}**")))
    said = tuple((name, text) for name, text in parts if text)
    cautions = tuple(text for note, text in notes if not note.private)
    text = "\n\n".join(text for _, text in said)
    cautions += lines.age_cautions(reply.guide, today)
    return replace(reply, text=text, sections=said, blocks=blocks_of(said), cautions=cautions)


def _leads_with_it(reply: Reply) -> bool:
    """Whether the headline already says why there is no number to ask for."""
    about = reply.action.intent in ("counter", "offer_check", "competing") or reply.action.script_kind == "pay_step"
    return about and not lines.asked_parts(reply.advice)


def _section(name: str, text: str) -> str:
    """A section as shown. A script passed the send lint and stands as it is: people paste it."""
    return _tidy(visible(text) if name == "_script" else harmless(text))


def _notes(reply: Reply) -> tuple[Note, ...]:
    """What there is to tell: of the comparison where there is one, else of the advice."""
    if reply.comparison:
        return reply.comparison.notes
    return reply.advice.notes if reply.advice else ()


def _sections(reply: Reply) -> tuple[str, ...]:
    if reply.state.tells_pay and not reply.scripts:
        return ("_current_pay",)
    if reply.pressed and reply.scripts and reply.scripts[0].kind == CARD:
        return ("_script",)
    headline = _headline(reply)
    sections = load(f"{FOLDER}/sections")[_row(headline, reply)]
    first = (
        ("_noted", reply.noted),
        ("_language", reply.state.language),
        ("_bluff", reply.state.bluff and not (reply.question and reply.question.letter)),
        ("_direct", direct_answer(reply)),
    )
    openers = [name for name, said in first if said]
    left_out = ("script",) if reply.changes and reply.changes.same_words else ()
    shown = tuple(f"_{section}" for section in sections if section not in left_out)
    around = PAPER if reply.state.paper and not reply.question else ("", "")
    return (*openers, headline, *filter(None, (around[0], *shown, around[1])))


def _headline(reply: Reply) -> str:
    """The turn's own name: its intent where it is answered; without a guide, figures are no answer."""
    if reply.question or reply.action.kind != "answer":
        return "question" if reply.question else reply.action.kind
    if lines.is_doubtful(reply.advice) and reply.action.intent in WORKED_OUT and not reply.scripts:
        return "doubt"
    if where := _where(reply):
        return where
    if reply.comparison and not reply.guide:
        return "compare"
    if reply.advice and not reply.advice.guided:
        return _without_guide(reply)
    return "general" if not reply.guide and reply.action.script_kind == "general" else reply.action.intent


def _where(reply: Reply) -> str:
    """The headline that the stage, a later round or pay by grade asks for; empty where none does."""
    if stage_words(reply):
        return "stage"
    if is_round(reply):
        return "round"
    return "pushback" if was_refused(reply) else "by_grade" if reply.action.script_kind == "pay_step" else ""


def _without_guide(reply: Reply) -> str:
    """What is answered from the user's own evidence: what would show a guide's words shows the offer or the ask."""
    intent = reply.action.intent
    if intent == "compare":
        return "compare" if reply.comparison else "competing"
    if intent == "band" and reply.advice and reply.advice.official and not reply.advice.offer:
        return OFFICIAL
    return OF_A_GUIDE.get(intent, intent)


def _row(headline: str, reply: Reply) -> str:
    """The row of sections: a script about one thing other than pay has its own, and so has a worry."""
    kind = reply.action.script_kind
    if reply.again or (reply.changes and not reply.changes.first_offer):
        return "again" if reply.again else "changed"
    if headline == "pushback" and reply.state.pushback in WORRIES:
        return "worry"
    return "topic" if headline == "script" and kind not in (None, "general", *ASKING, *OWN_FIGURES) else headline


def _no_guide(subject: Subject, *, advised: bool) -> str:
    """Why there is no figure, behind "General advice"; empty where there are some, or no company was named."""
    if subject.company or not subject.company_said or advised:
        return ""
    return f": I have no guide for {named(subject.company_said)}"


def _tidy(text: str) -> str:
    """At most one blank line in a row, none at the ends; code blocks are left as they are."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip()


def _context(reply: Reply, library: Library, today: date, notes: Sequence[tuple[Note, str]]) -> dict[str, Any]:
    subject, guide = reply.state.subject, reply.guide
    years = reply.advice.offer.equity_years if reply.advice and reply.advice.offer else 4
    move, period = move_of(reply), own_words.own_period(reply.advice)
    return {
        **scene_words(reply.scene),
        "card": card_of(reply.state, reply.currency),
        **plan_words(reply, today, notes),
        "no_guide": _no_guide(subject, advised=reply.advice is not None),
        "mood": next((mood for mood in MOODS if says(mood, reply.state.message)), ""),
        "alone": says("alone", reply.state.message) and not reply.state.competing,
        "named_number": asides.named_number(reply)[0],
        "against_pay": asides.against_pay(reply),
        "direct": direct_answer(reply),
        "ask_size": size_words(reply.advice),
        "than_now": asides.than_now(reply),
        "moved_line": moved_words(reply, notes),
        "move": move,
        "stage_words": stage_words(reply),
        "by_grade_words": load(f"{FOLDER}/notes")["by_grade"],
        **lines.beside_headline(reply, notes),
        "verdict_line": verdict_words(reply, {note.code: text for note, text in notes}),
        "changes": reply.changes,
        "norms": norm_lines(reply, move),
        "guide_says": guide_quotes(guide, move),
        "illiquid": lines.illiquid(reply),
        "library_dates": library_dates(library, guide, today) if reply.action.kind == "refuse" else "",
        "reply": reply,
        "state": reply.state,
        "guide": guide,
        "advice": reply.advice,
        "ladder": reply.advice.ladder if reply.advice else None,
        "comparison": reply.comparison,
        "pick": pick_of(reply),
        "compared": [text for note, text in notes if not note.private] if reply.comparison else [],
        "choice_table": [] if reply.pressed else choice_table(reply.comparison),
        "company": phrases.company_name(library, subject),
        "role": guide.role_display if guide else named(subject.role_said or ""),
        "place": phrases.place_name(reply.band, subject) or own_words.place_words(reply),
        "ground_lines": own_words.ground_lines(reply.advice),
        "total_adds": own_words.total_adds(reply.advice),
        "fallback": own_words.fallback_words(reply.advice),
        "asked_after": asked_after(reply),
        "asked_parts": lines.asked_parts(reply.advice),
        "open_ranges": figure_list([f"{words} ({where})" for where, words in open_words(reply.state, reply.currency)]),
        "no_counter": lines.no_counter(notes),
        "ask_reasons": lines.ask_reasons(reply.advice),
        "asking": bool(reply.scripts) and reply.scripts[0].kind in ASKING,
        "opening_position": lines.opening_position(reply.advice),
        "position_lines": lines.position_lines(reply.advice),
        "offer_positions": lines.offer_positions(reply.advice),
        "offer_words": lines.offer_words(reply.advice),
        "current_pay": current_pay(reply),
        "language_line": load("languages")[reply.state.language]["says"] if reply.state.language else "",
        "noted_offer": noted_offer(reply),
        "verdict": lines.verdict(reply.advice),
        "private_rungs": lines.private_rungs(reply.advice),
        "year_table": shown_years(reply),
        "year_asked": asks_years(reply),
        "plan_sums": sums(replace(reply.advice, offer=None), for_others=True) if reply.advice else [],
        "age_days": partial(lines.age_days, today=today),
        "overdue_days": partial(lines.overdue_days, today=today),
        "guides": lines.guides_used(reply),
        "rung_words": partial(phrases.rung_words, years=years, period=period),
        "offer_figures_words": phrases.offer_figures_words,
        "shown_levers": lines.shown_levers(reply),
        "withheld_levers": lines.withheld_levers(reply),
        "guides_here": len(library.entries),
        "companies_here": figure_list(list(library.companies.values())[:COMPANIES_NAMED])
        + (f" and {len(library.companies) - COMPANIES_NAMED} more" if len(library.companies) > COMPANIES_NAMED else ""),
        "roles_here": figure_list([g.role_display for g in library.roles(subject.company)]) if subject.company else "",
        "regions_here": figure_list(list(lines.region_labels(guide))),
        "script_headline": script_title(reply.scripts[0]) if reply.scripts else "",
        "script_title": script_title,
        "blanks_of": status_of,
        "letter": letter,
        "rung_title": partial(phrases.rung_title, told=bool(reply.state.walk_away or reply.state.preference_pct)),
        "package": partial(phrases.package, years=years, period=period),
        "band_words": phrases.band_words,
        "published": band_figures(reply.band) if reply.band else None,
        "level_bands": [
            (phrases.place_name(band, subject), phrases.band_words(band_figures(band)), band.citation)
            for band in level_bands(guide, subject)
        ],
        "row_words": row_words(reply),
        "row_taken": row_taken(reply),
        "span": phrases.span,
        "mapping_lines": phrases.mapping_lines,
        "at": phrases.at,
        "equity_period": phrases.equity_period,
    }


def named(text: str) -> str:
    """A name as the user typed it, harmless and cut to a name's length."""
    return escape_markdown(text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "…")


def heading_of(reply: Reply) -> str:
    """What the picture is of: company, role, place."""
    guide = reply.guide
    names = (guide.company_display, guide.role_display) if guide else ()
    return visible(", ".join(filter(None, (*names, phrases.place_name(reply.band, reply.state.subject)))))
