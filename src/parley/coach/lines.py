"""The sentences and lists that replies are made of, from Advice and state. No I/O, no templates but for notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from parley.advice.company import private_stock
from parley.advice.model import (
    Advice,
    ChosenLever,
    Computed,
    Figure,
    FromUser,
    Note,
    Period,
    Position,
    Rung,
)
from parley.advice.rules import rule_words
from parley.coach.model import Reply
from parley.coach.own_words import in_own_period, own_period, part_words, range_name
from parley.coach.phrases import PARTS, component_words, how_far, offer_figures_words, without_amounts
from parley.coach.raised import raised_lines
from parley.data import load
from parley.dialogue.model import DialogueState
from parley.guides.library import Library
from parley.guides.model import Guide
from parley.money import compact
from parley.render import escape_markdown
from parley.templates import figure_list

LEVERS_SHOWN = 3
MOST_SEEN = 6
"""Numbers named in one line of what was seen and not placed."""
VERDICTS = {
    "below the range": "below the published range",
    "low end": "low",
    "lower half": "on the low side",
    "upper half": "fair, with room left",
    "top quarter": "strong",
    "above the range": "above the published range",
}
"""What an offer is called by where its total lies."""


def note_words(note: Note, env: Any, period: Period | None = None) -> str:
    """A note in words, by its line in `data/replies/notes.yaml`; a base in the period in which the user is paid."""
    paid = partial(part_words, period=period, printed=env.filters["short"])
    return str(_note_template(env, note.code).render(figures=note.figures, facts=note.facts, paid=paid)).strip()


@cache
def _note_template(env: Any, code: str) -> Any:
    return env.from_string(load("replies/notes")[code])


def beside_headline(reply: Reply, notes: Sequence[tuple[Note, str]]) -> dict[str, Any]:
    """What templates say beside the headline: of a number of the user's that the words to send do not carry, of what an
    employer pays to who leaves, of what else the message raises.
    """
    wish = (text for note, text in notes if note.code == "wish_judged" and note.facts[0] == "out_of_reach")
    leaving = (text for note, text in notes if note.code in ("sum_leaving", "sum_leaving_one"))
    return {"wish_line": next(wish, ""), "leaving_line": next(leaving, ""), "raised": raised_lines(reply)}


def guides_used(reply: Reply) -> tuple[Guide, ...]:
    """The guides that the reply rests on, each once."""
    if reply.comparison:
        return tuple({side.guide.path: side.guide for side in reply.comparison.sides}.values())
    unused = reply.advice and not reply.advice.guided and not reply.levers
    return (reply.guide,) if reply.guide and not unused else ()


def heard(state: DialogueState, library: Library) -> list[str]:
    """What was understood in a way worth saying: names mended, parts of an offer left out."""
    words = load("replies/heard")
    mended = [
        words["misspelt"].format(words=escape_markdown(mention.text), name=library.companies[mention.value])
        for mention in state.mended
        if mention.value in library.companies
    ]
    return mended + [words[code] for code in state.notes] + list(_left_out(state))


def _left_out(state: DialogueState) -> Iterator[str]:
    """The numbers that were seen and not placed, a line a reason."""
    words = load("replies/left_out")
    for why in dict.fromkeys(one.why for one in state.left_out):
        said = [escape_markdown(one.said) for one in state.left_out if one.why == why]
        yield f"I saw {figure_list(list(dict.fromkeys(said))[:MOST_SEEN])} {words[why]}."


def region_labels(guide: Guide | None) -> tuple[str, ...]:
    """The guide's region labels, each once, in its own order."""
    return tuple(dict.fromkeys(band.region for band in guide.bands if band.region)) if guide else ()


def asked_parts(advice: Advice | None) -> tuple[str, ...]:
    """The components that the opening asks for: there, and not held as offered."""
    if not advice or not advice.ladder:
        return ()
    opening = advice.ladder.opening
    return tuple(part for part in PARTS if getattr(opening, part) and part not in opening.held)


DOUBTS = ("questioned_amount", "questioned_percent", "questioned_range")
"""Notes about an amount that cannot be meant; the answer leads with them."""
WITHOUT_COUNTER = (
    *DOUBTS,
    "by_grade",
    "agreed",
    "take_the_win",
    "settled",
    "at_their_top",
    "no_room",
    "offer_total_only",
    "unstated",
)
"""Notes that say why there is no price to ask for, the strongest first."""


def is_doubtful(advice: Advice | None) -> bool:
    """Whether an amount of the offer cannot be meant, so that nothing was worked out."""
    return advice is not None and any(note.code in DOUBTS for note in advice.notes)


def said_above(reply: Reply) -> tuple[str, ...]:
    """Notes whose words the headline has: how the user's own number was judged, where the ask is that number."""
    carried = reply.advice is not None and any(one.carried and not one.asked for one in reply.advice.judged)
    headed = (
        reply.action.intent in ("counter", "script")
        and not reply.question
        and carried
        and not opening_position(reply.advice)
    )
    return ("wish_judged",) if headed and not reply.changes and not reply.again else ()


def closes(advice: Advice | None) -> bool:
    """Whether all that they were told is met: then the talk is closed, and the words are a yes."""
    if advice and advice.verdict:
        return advice.verdict.kind == "closed"
    met = [one for one in advice.judged if one.asked] if advice else []
    return bool(met) and advice is not None and any(note.code == "settled" for note in advice.notes)


def no_counter(notes: Sequence[tuple[Note, str]]) -> str:
    """Why there is no number to ask for, in the words of the strongest note; empty when none says."""
    by_code = {note.code: text for note, text in notes}
    return next((by_code[code] for code in WITHOUT_COUNTER if code in by_code), "")


def official_line(notes: Sequence[tuple[Note, str]]) -> str:
    """What official pay there is, in the words of the first note about it."""
    return next((text for note, text in notes if note.code.startswith("official_")), "")


def ask_reasons(advice: Advice | None) -> list[str]:
    """Why each part of the ask beside an offer is what it is: `£156K base: no more than the usual step above ...`."""
    if not advice or not advice.ladder or not advice.offer:
        return []
    figures = [(part, getattr(advice.ladder.opening, part)) for part in asked_parts(advice)]
    aim = _aim(advice)
    return [f"{_part_words(part, figure, advice)}: {_ask_reason(figure, advice)}{aim}" for part, figure in figures]


def _part_words(part: str, figure: Figure, advice: Advice) -> str:
    """A part of the ask; base in the user's own period with the year beside it."""
    if part == "base" and (period := own_period(advice)):
        return in_own_period(figure, period)
    return component_words(part, figure, advice.offer.equity_years if advice.offer else 4)


def _aim(advice: Advice) -> str:
    """What the whole ask is aimed at where a better offer sets it: to come above that offer."""
    better = next((note for note in advice.notes if note.code == "rival_better"), None)
    return f", to come above {better.facts[0]}'s {compact(better.figures[0].money)} a year" if better else ""


def _ask_reason(figure: Figure, advice: Advice) -> str:
    if isinstance(figure.source, Computed):
        return rule_words(figure.source.rule)
    if isinstance(figure.source, FromUser):
        return "the top of the range they gave"
    tops = [pair[1].money for pair in (advice.band.base, advice.band.equity) if pair]
    return "the top of the published range" if figure.money in tops else "the guide's own ask"


def opening_position(advice: Advice | None) -> str:
    """Where the ask lies: "That is 90% of the way up the published base range and 95% of the way up equity's."."""
    found = [p for p in _positions(advice, "opening") if p.component in ("base", "equity")]
    if not found:
        return ""
    places = [f"{how_far(position)} for {position.component}" for position in found]
    return f"In the {range_name(advice)} that is {figure_list(places)}."


def _positions(advice: Advice | None, of: str) -> list[Position]:
    return [position for position in advice.positions if position.of == of] if advice else []


def position_lines(advice: Advice | None) -> list[str]:
    """Where the offer lies, a line per component."""
    return [_position_line(position) for position in _positions(advice, "offer")]


def _position_line(position: Position) -> str:
    name = {"total": "Total, like for like"}.get(position.component, position.component.capitalize())
    if position.fraction < 0 or position.fraction > 1:
        return f"{name}: {position.label}"
    return f"{name}: {how_far(position)} {'of ' if position.fraction in (0, 1) else ''}the range ({position.label})"


def offer_positions(advice: Advice | None) -> str:
    """Where the offer lies, in one sentence."""
    found = _positions(advice, "offer")
    places = [f"{how_far(position)} for {position.component}" for position in found]
    return f"In the range that is {figure_list(places)}." if places else ""


def verdict(advice: Advice | None) -> str:
    """One line on the offer: by its total where that can be placed, else its base, else equity."""
    by_component = {position.component: position for position in _positions(advice, "offer")}
    for component in ("total", "base", "equity"):
        if component in by_component:
            return VERDICTS[by_component[component].label].replace("published range", range_name(advice))
    if advice and not advice.guided:
        return "noted"
    return "I cannot place it in the published range"


def offer_words(advice: Advice | None) -> str:
    """The offer as the user told it: `£130K base, £95K equity over 4 years, 5% bonus`."""
    return offer_figures_words(advice.offer) if advice and advice.offer else ""


def private_rungs(advice: Advice | None) -> list[Rung]:
    """The rungs that stay with the user, best first: by the first of total and base that all of them have."""
    ladder = advice.ladder if advice else None
    if not ladder:
        return []
    rungs = [rung for rung in (ladder.target, ladder.acceptable, ladder.floor, ladder.walk_away) if rung]
    for part in ("total", "base"):
        if all(getattr(rung, part) for rung in rungs):
            return sorted(rungs, key=lambda rung: getattr(rung, part).exact, reverse=True)
    return rungs


def shown_levers(reply: Reply) -> list[ChosenLever]:
    """The levers to show: those that can be said without an offer the user has not told of."""
    usable = [chosen for chosen in reply.levers if not _needs_rival(reply, chosen)]
    return usable[: len(usable) if reply.action.intent == "levers" else LEVERS_SHOWN]


def withheld_levers(reply: Reply) -> list[str]:
    """Titles of levers that speak of rival offers while the user has none."""
    return [without_amounts(chosen.lever.title) for chosen in reply.levers if _needs_rival(reply, chosen)]


def _needs_rival(reply: Reply, chosen: ChosenLever) -> bool:
    return chosen.lever.claims_rival_offer and not reply.state.competing


def illiquid(reply: Reply) -> bool:
    """Whether to warn of equity that is not traded where no sum of the advice already does."""
    advice = reply.advice
    if not advice or not reply.guide or not advice.band.equity:
        return False
    return not any(note.code == "private_equity" for note in advice.notes) and private_stock(reply.guide)


def age_days(guide: Guide, today: date) -> int:
    """Days since the guide was last updated; 0 when it is not known, or dated ahead."""
    return max(0, (today - guide.last_updated).days) if guide.last_updated else 0


def overdue_days(guide: Guide | None, today: date) -> int:
    """Days since the guide's review was due; 0 when it is not, or not known."""
    return max(0, (today - guide.next_review_due).days) if guide and guide.next_review_due else 0


def age_cautions(guide: Guide | None, today: date) -> tuple[str, ...]:
    """The caution that a guide is past its review."""
    days = overdue_days(guide, today)
    return (f"The guide's review was due on {guide.next_review_due}, {days} days ago.",) if guide and days else ()
