"""One turn of the coach, in order: understand, look up, advise, choose words, draft, say.

>>> # coach = Coach(load_library(Path("seeds")), searcher); coach.reply(["what should I counter at W&B London?"]).text
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from parley.advice.choose import choose_levers
from parley.advice.compare import choose, compare
from parley.advice.comparison import Comparison
from parley.advice.counter import advise
from parley.advice.model import Advice, ChosenLever
from parley.coach.across import found_across, with_options
from parley.coach.by_level import fitting_row, level_rows, rows_meant
from parley.coach.changes import changes, is_same, noted_reply, unchanged
from parley.coach.choosing import STAY, offers_weighed
from parley.coach.feelings import is_pressed
from parley.coach.letters import letter_of
from parley.coach.likeness import Near, nearest
from parley.coach.lines import is_doubtful
from parley.coach.lookup import (
    band_of,
    compared_options,
    rival_bonuses,
    script_facts,
    search_text,
    told_options,
)
from parley.coach.model import Reply
from parley.coach.plan import planned_scripts
from parley.coach.questions import about_question, answering, questions_of
from parley.coach.situations import Bonuses, advice_for, situation_of
from parley.coach.staged import ASKING, in_stage
from parley.coach.wording import say
from parley.dialogue.gist import gist
from parley.dialogue.model import Action, DialogueState
from parley.dialogue.policy import decide, sort_of
from parley.dialogue.rows import guide_of
from parley.dialogue.state import update
from parley.dialogue.talks import Talks
from parley.dialogue.words.cues import says
from parley.errors import UnsafeScript
from parley.guides.library import Library
from parley.guides.model import Guide, PayBand
from parley.market.open import Market
from parley.practice.scene import scene
from parley.render import whole
from parley.retrieval.embedders import Vectors
from parley.retrieval.model import Filters, Hit
from parley.retrieval.search import Searcher
from parley.scripts.draft import ScriptFacts, draft
from parley.scripts.model import Script

log = logging.getLogger(__name__)

ONE_PAGE = "give me everything on one page"
ADVISED = ("answer", "practice", "plan")
"""Kinds of turn that rest on figures."""
REMEMBERED = 512
PATIENCE = 2.0
"""Seconds that a search on the page waits for a model that is still loading; after that words alone answer."""


class Coach:
    """Answers a conversation from one library of guides. Keeps nothing of it but a bounded cache of replies.

    `patience` is how many seconds a search waits for the embedding model; None waits as long as it takes, so that every
    answer is the same from the first. `tables` is a folder with the person's own pay tables.
    """

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        today: Callable[[], date] = date.today,
        patience: float | None = PATIENCE,
        tables: Path | None = None,
    ) -> None:
        self.library = library
        self.lines = library.lines
        self.searcher = searcher
        self._today = today
        self._patience = patience
        self._answer = lru_cache(maxsize=REMEMBERED)(self._answer_afresh)
        self._work = lru_cache(maxsize=REMEMBERED)(self._worked_out)
        self.market = Market(self._meaning, tables)
        self.talks = Talks(partial(update, library=library, market=self.market))

    def _meaning(self, texts: Sequence[str], weights: str) -> Vectors | None:
        self.searcher.wait_ready(self._patience)
        return self.searcher.meaning(texts, weights)

    def _like(self, text: str) -> Mapping[str, Near]:
        return nearest(text, self._meaning)

    def reply(self, messages: Sequence[str]) -> Reply:
        """The answer to the last of `messages` (the user's, oldest first), given all before it."""
        return self._answer(tuple(map(whole, messages)), self._today())

    def plan(self, messages: Sequence[str]) -> str | None:
        """Everything about the talk on one page, as Markdown, its private part last; None before there is a pay band.

        `parley.coach.plan.plan_pdf` prints it.
        """
        reply = self.reply(messages) if messages else None
        rehearsing = reply and reply.scene and not reply.scene.over
        page = self.reply([*messages, *(["stop"] if rehearsing else []), ONE_PAGE])
        return page.text if page.planned else None

    def gist(self, messages: Sequence[str]) -> tuple[str, ...]:
        """Of a talk that has grown too long, the messages that still count; see `parley.dialogue.gist`."""
        return gist(messages, self.talks.after(messages[:-1]).told)

    def conversation(self, messages: Sequence[str]) -> tuple[Reply, ...]:
        """The answer to each of `messages` in turn."""
        return tuple(self.reply(messages[: turn + 1]) for turn in range(len(messages)))

    def _answer_afresh(self, messages: tuple[str, ...], today: date) -> Reply:
        before = self._work(messages[:-1], today) if len(messages) > 1 else None
        return say(with_changes(before, self._work(messages, today)), self.library, today)

    def _worked_out(self, messages: tuple[str, ...], today: date) -> Reply:
        """The reply before it is put into words, by the talk up to it and nothing else."""
        state = self.talks.after(messages)
        action = decide(state, self.library, today)
        if action.kind == "across":
            return self._across(state, action)
        questions = questions_of(action, state, self._like)
        question = questions[0] if questions else None
        state = about_question(state, question)
        action = answering(action, state, question)
        guide = guide_of(state.subject, self.library)
        rows = rows_meant(guide, state, action)
        band = band_of(guide, state.subject) or fitting_row(rows, state)
        bonuses = rival_bonuses(self.library, state)
        advice = _advice(guide, band, state, today, bonuses) if action.kind in ADVISED else None
        by_level = level_rows(rows, lambda row: _advice(guide, row, state, today, bonuses))
        action = without_question(action, advice, pressed=is_pressed(state))
        action, state = in_stage(action, state, advice)
        levers = self._levers(guide, advice, state)
        comparison = (self._comparison(state) if action.intent == "compare" else None) or choice_of(
            state, action, advice
        )
        action = replace(action, script_kind=None) if comparison and not (guide or state.wants_script) else action
        facts = replace(script_facts(state, guide, levers), letter=letter_of(questions, state, advice))
        played = scene(state, advice, facts) if state.rehearsal else None
        planned = planned_scripts(state, advice, facts) if advice and action.kind == "plan" else ()
        better = (played.better,) if played and played.better else ()
        scripts = tuple(script for _, script in planned) or better or scripts_of(action, state, advice, facts)
        return Reply(
            "", state, action, guide, band, advice, comparison, levers, scripts, planned, played,
            question=question, also=questions[1:], pressed=is_pressed(state), by_level=by_level,
        )  # fmt: skip

    def _across(self, state: DialogueState, action: Action) -> Reply:
        """The answer to a question to all guides: no figures, so no band and no advice."""
        self.searcher.wait_ready(self._patience)
        found = found_across(self.searcher, self.library, state)
        pressed, levers = is_pressed(state), tuple(one.chosen for one in found)
        reply = with_options(Reply("", state, action, levers=levers, across=found, pressed=pressed))
        return replace(reply, action=without_question(reply.action, None, pressed=pressed))

    def _levers(self, guide: Guide | None, advice: Advice | None, state: DialogueState) -> tuple[ChosenLever, ...]:
        if not guide:
            return ()
        gap = advice.ladder if advice and advice.offer else None  # without an offer there is no gap to close
        return choose_levers(guide, self._hits(guide, state), gap, state.experience)

    def _hits(self, guide: Guide, state: DialogueState) -> tuple[Hit, ...]:
        text = search_text(state)
        filters = Filters(company=guide.company, role=guide.role, kinds=("lever",))
        if not text:
            return ()
        self.searcher.wait_ready(self._patience)
        return self.searcher.search(text, filters)

    def _comparison(self, state: DialogueState) -> Comparison | None:
        options, told = compared_options(self.library, state), told_options(state)
        return compare(options, told, state.rate) if options and len(options) + len(told) > 1 else None


def choice_of(state: DialogueState, action: Action, advice: Advice | None) -> Comparison | None:
    """The offers that are decided between where no guide is about them; None where the turn is about something else."""
    told = action.kind == "answer" and advice and not advice.guided and not is_doubtful(advice)
    weighed = offers_weighed(state) if told else ()
    promised = any(offer.company_display == STAY for offer in weighed)
    held = not promised and not (state.current_pay and not state.competing)
    return choose(weighed, advice.currency, held=held, promised=promised) if weighed and advice else None


def _advice(
    guide: Guide | None, band: PayBand | None, state: DialogueState, today: date, bonuses: Bonuses
) -> Advice | None:
    situation = situation_of(guide, band, state, bonuses)
    advice = advice_for(guide, band, state, today, bonuses)
    if situation is None or advice is None or state.own_employer:
        return advice
    foreign = tuple(note for note in advice.notes if note.code == "other_currency_offer")
    if not foreign:
        return advice
    untold = advise(replace(situation, offers=()), today)  # what to open with here; the offer cannot be placed
    return replace(untold, notes=(*foreign, *untold.notes))


def without_question(action: Action, advice: Advice | None, *, pressed: bool = False) -> Action:
    """The action without its question to the upset and urgent, where a range that cannot be meant is doubted, and for
    the company where an answer of theirs is replied to without figures.
    """
    odd = advice is not None and any(note.code == "questioned_range" for note in advice.notes)
    untold = advice is None and action.intent == "pushback" and action.ask is not None and action.ask.slot == "company"
    return replace(action, ask=None) if odd or pressed or untold else action


def with_changes(before: Reply | None, now: Reply) -> Reply:
    """The reply with what it changed since the one before; where that is nothing, it says so and no more."""
    if is_same(before, now):
        return unchanged(now)
    now = replace(now, again=_same_figures(before, now), changes=changes(before, now))
    return replace(now, noted=noted_reply(before, now))


def _same_figures(before: Reply | None, now: Reply) -> bool:
    """Whether this is another form of the script before: same advice, other words."""
    if before is None or (now.action.kind, now.action.intent) != ("answer", "script") or not now.scripts:
        return False
    if before.action.kind != "answer" or not before.scripts or before.advice != now.advice:
        return False
    return sort_of(before.scripts[0].kind) == sort_of(now.scripts[0].kind)


def scripts_of(action: Action, state: DialogueState, advice: Advice | None, facts: ScriptFacts) -> tuple[Script, ...]:
    """The script of this turn; none where an amount is in doubt, or where it fails the send lint."""
    if not action.script_kind or (action.script_kind in ASKING and is_doubtful(advice)):
        return ()
    drafts = (_safe(kind, state, advice, facts) for kind in (action.script_kind, *_second(action, state, advice)))
    return tuple(filter(None, drafts))


def _second(action: Action, state: DialogueState, advice: Advice | None) -> tuple[str, ...]:
    """The no beside the yes to a last word that is to be decided as it stands; beside the plea for time, the line to
    the other place that is still interviewing.
    """
    if action.script_kind == "deadline_extension":
        return ("other_company",) if "rival" in state.events and says("interviewing", state.message) else ()
    undecided = advice is not None and advice.verdict is not None and advice.verdict.kind == "decide"
    return ("decline",) if undecided and action.script_kind == "accept" else ()


def _safe(kind: str, state: DialogueState, advice: Advice | None, facts: ScriptFacts) -> Script | None:
    form = state.form
    try:
        return draft(kind, form.channel, form.tone, form.short, advice, facts)
    except UnsafeScript:  # its message quotes the script, so it stays out of the log
        log.error("a %s script failed the send lint and is not shown", kind)
        return None
