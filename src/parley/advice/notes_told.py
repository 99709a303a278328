"""Notes about what the user told: evidence that the ask rests on, their own number (docs/advice.md 2.12, 2.13)."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.first_asks import STEPPED
from parley.advice.grounds import MARKET, their_range
from parley.advice.model import Computed, Figure, Ground, Judged, Note
from parley.advice.stakes import best_rival, comparable
from parley.advice.unguided import like_for_like
from parley.data import load
from parley.templates import percent


def first_step(case: Case) -> Iterator[Note]:
    """The ask is an ordinary step on the offer, and how to find something better for it to rest on."""
    if case.situation.guided or case.offer is None or case.doubts or case.verdict:
        return
    opening = case.ladder.opening if case.ladder else None
    found = {name: getattr(opening, name) for name in STEPPED if opening and name not in opening.held}
    steps = tuple(figure for name, figure in found.items() if _by(figure, "first_step") and _apart(name, found))
    if not steps:
        return
    yield Note("first_step", steps)
    if not any(ground.kind in ("employer_range", "market", "official") for ground in case.grounds):
        sites = load("pay_sites")
        yield Note("find_range", (), (sites.get(case.situation.country or "any", sites["any"]),))


def _apart(name: str, found: dict[str, Figure | None]) -> bool:
    """A total is an ask of its own only where there is no base."""
    return name != "total" or found.get("base") is None


def _by(figure: Figure | None, *rules: str) -> bool:
    """Whether a figure, or what it was made of, is by one of these rules."""
    if figure is None or not isinstance(figure.source, Computed):
        return False
    return figure.source.rule in rules or any(_by(part, *rules) for part in figure.source.inputs)


def at_their_top(case: Case) -> Iterator[Note]:
    """The offer is at the top of their own range: what is left to ask."""
    pair, offered = their_range(case.situation), case.offer.base if case.offer else None
    if pair and offered and case.ladder is None and not case.doubts and not case.told and not case.situation.asked:
        yield Note("at_their_top", (offered, *pair))


def market(case: Case) -> Iterator[Note]:
    """What became of market figures, and, privately, of what others earn."""
    for ground in case.grounds:
        if ground.kind in MARKET and not case.doubts:
            yield from _of_market(ground, case)


def _of_market(ground: Ground, case: Case) -> Iterator[Note]:
    offered: Figure | None = getattr(case.offer, ground.component, None) if case.offer else None
    if case.situation.guided or their_range(case.situation, ground.component):
        yield Note("market_beside", (ground.low, ground.high), (ground.kind,), private=ground.private)
    elif offered and offered.exact > ground.high.exact:
        yield Note("market_below", (ground.high, offered), (ground.kind,), private=ground.private)
    elif any(not _by(figure, "first_step") for figure in _openings(case, ground.component)):
        pair = ground.low, ground.high
        yield Note("others_used", pair, private=True) if ground.private else Note("market_used", pair)


def _openings(case: Case, component: str) -> tuple[Figure, ...]:
    opening = case.ladder.opening if case.ladder else None
    figure: Figure | None = getattr(opening, component) if opening and component not in opening.held else None
    return (figure,) if figure else ()


def rival_parts(case: Case) -> Iterator[Note]:
    """What another offer is good for, part for part."""
    if case.offer is None or case.doubts or case.offer.total is None:
        return
    alike = like_for_like(case)
    best = best_rival(case.table, alike)
    for told, rival, plain in zip(case.situation.competing, alike, case.rivals, strict=True):
        name = told.company_display or told.company or "Your other offer"
        if rival.currency != case.table.currency:
            yield Note("rival_other_currency", (), (name, rival.currency, case.table.currency))
        elif not comparable(case.table, rival) or rival.total is None:
            yield Note("rival_not_comparable", (), (name,))
        else:
            better = rival.total.exact > case.offer.total.exact
            if rival.total != plain.total and rival.base and case.offer.base:
                yield Note("rival_by_base", (rival.base, case.offer.base), (name,))
            if better and rival.total == best:
                yield Note("rival_better", (rival.total, case.offer.total), (name,))
            elif not better:
                yield Note("rival_not_better", (rival.total, case.offer.total), (name,))


def own(case: Case) -> Iterator[Note]:
    """The user's own number, judged in one line."""
    for judged in case.judged:
        if case.verdict and judged.verdict != "met":
            continue  # a later round: the verdict says what becomes of it
        beside, facts = _beside(judged, case), _facts(judged)
        yield Note("ask_defended", beside, facts) if judged.asked else Note("wish_judged", beside, facts)


def scale_step(case: Case) -> Iterator[Note]:
    """Pay goes by a scale: what is asked for in place of a percentage."""
    if case.situation.by_grade and not case.situation.guided and not case.doubts:
        yield Note("by_grade", (case.offer.base,) if case.offer and case.offer.base else ())


def _beside(judged: Judged, case: Case) -> tuple[Figure, ...]:
    """The number, and our own ask where the number is not carried."""
    ask = getattr(case.ladder.opening, judged.component) if case.ladder else None
    return tuple(filter(None, (judged.figure, None if judged.carried else ask)))


def _facts(judged: Judged) -> tuple[str, ...]:
    over = "" if judged.over_offer is None else percent(judged.over_offer)
    place = judged.position
    return judged.verdict, judged.component, over, percent(place) if place is not None and 0 <= place <= 1 else ""
