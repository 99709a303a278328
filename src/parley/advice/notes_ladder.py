"""Notes about the ladder: where it comes from, what is held, what another offer does to it."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.exchange import at_rate
from parley.advice.figures import computed, printed, shown
from parley.advice.grounds import their_range
from parley.advice.model import Figure, Ladder, Note, OfferFigures, Rung
from parley.advice.position import position
from parley.advice.rounding import rounded, step
from parley.advice.rules import constant
from parley.advice.stakes import best_rival, comparable, leads_by_bonus, sure_rivals
from parley.advice.strategy import Spot, spot
from parley.advice.table import Component
from parley.money import plain_number
from parley.templates import percent


def settled_parts(case: Case) -> Iterator[Note]:
    """What was asked was granted: there is nothing more to ask for."""
    if case.offer is None or case.ladder is not None or case.told or not _priced(case):
        return
    closed = case.verdict is None or (case.verdict.kind == "closed" and not case.situation.agreed)
    if closed and any(component.earlier for component in case.table.components):
        yield Note("settled", _offers(case))


def take_the_win(case: Case) -> Iterator[Note]:
    """No price to counter with: everything is at the top already, or was granted."""
    if case.offer is None or case.ladder is not None or case.told or not _priced(case):
        return
    if any(component.earlier for component in case.table.components):
        yield from settled_parts(case)
    elif their_range(case.situation):
        return  # of their own range, see notes_told
    elif _above(case):
        yield Note("take_the_win", _offers(case), case.table.unstated)
    else:
        yield Note("no_room", _offers(case))


def _priced(case: Case) -> bool:
    whole = not case.doubts and not case.foreign_offer and not case.incomplete_total
    return whole and bool(case.table.components) and all(component.offer for component in case.table.components)


def _offers(case: Case) -> tuple[Figure, ...]:
    return tuple(component.offer for component in case.table.components if component.offer)


def _above(case: Case) -> list[Component]:
    return [
        c for c in case.table.components if c.ranged and c.offer and c.offered * (1 + constant("least_move")) > c.high
    ]


def held_as_offered(case: Case) -> Iterator[Note]:
    """Components left as offered, with the reason."""
    if case.offer is None or case.doubts or case.foreign_offer:
        return
    held = [component for component in case.table.components if _is_held(component, case)]
    if any(component.split for component in held):
        yield from _whole_held(case)
        return
    for component in held:
        if component.offer is None:
            continue
        if component.pair is None:
            yield Note("held_no_range", (component.offer,), (component.name,))
        elif component.offered > component.high:
            yield Note("above_top", (component.offer, component.pair[1]), (component.name,))
        elif component.offered * (1 + constant("least_move")) >= component.high:
            yield Note("near_top", (component.offer, component.pair[1]), (component.name,))


def _whole_held(case: Case) -> Iterator[Note]:
    """An offer in parts beside a range of the total alone: what is held is the whole, and the range is no part's."""
    total, pair = case.offer.total if case.offer else None, case.total_range
    if total is None or pair is None:
        return
    if total.exact > pair[1].exact:
        yield Note("above_total", (total, pair[1]))
    elif total.exact * (1 + constant("least_move")) >= pair[1].exact:
        yield Note("near_total", (total, pair[1]))


def _is_held(component: Component, case: Case) -> bool:
    return case.ladder is None or component.name in case.ladder.opening.held


def weak(case: Case) -> Iterator[Note]:
    """The offer lies under the guide's floor or under the range: a lower level may be meant."""
    if case.offer is None or case.offer.total is None or case.doubts or case.foreign_offer:
        return
    floor = case.ladder.floor if case.ladder else None
    pair = case.total_range
    if pair and case.offer.total.exact < pair[0].exact:
        yield Note("below_range", (case.offer.total, pair[0]))
    elif floor and floor.total and _stated_floor(case) and case.offer.total.exact < floor.total.exact:
        yield Note("suspected_level", (case.offer.total, floor.total), private=True)


def _stated_floor(case: Case) -> Spot | None:
    situation = case.situation
    return spot(situation.guide, situation.band, "floor", "base")


def transposed(case: Case) -> Iterator[Note]:
    """The strategy's figures belong to another region: what became of them here, one note a region."""
    if case.ladder is None:
        return
    moves = [move for component in case.table.components for move in _carried(case, component)]
    here = case.situation.band.region or case.situation.band.level or "this range"
    for place in dict.fromkeys(place for place, *_ in moves):
        own = [(figures, facts) for found, figures, facts in moves if found == place]
        figures = tuple(figure for pair, _ in own for figure in pair)
        region, how = place
        yield Note("transposed", figures, (region, here, how, *(fact for _, facts in own for fact in facts)))


def _carried(
    case: Case, component: Component
) -> Iterator[tuple[tuple[str, str], tuple[Figure, Figure], tuple[str, str, str]]]:
    """The region a component's ask was read in and how it is known, its figure there and here, its name and place."""
    found = _aim(case, component)
    if (
        found is None
        or their_range(case.situation, component.name)
        or component.ask is None
        or not component.ranged
        or component.split
    ):
        return
    if component.ask != found.literal:
        region = found.band.region or found.band.level or "first listed"
        local = printed(component.ask, rounded(component.ask.exact, step(component)), component.ask.label)
        place = (region, "named" if found.named else "inferred")
        yield place, (found.literal, local), (component.name, percent(found.fraction), _shown_or_not(found, component))


def _shown_or_not(found: Spot, component: Component) -> str:
    """Whether the guide's amount is told: not above the top here in the same currency, where it reads like an ask."""
    same = found.literal.money.currency == component.ask.money.currency if component.ask else False
    return "hidden" if same and found.literal.exact > component.high else "shown"


def default_aims(case: Case) -> Iterator[Note]:
    """The guide names no ask that fits."""
    if case.ladder is None:
        return
    own = [c for c in case.table.components if not their_range(case.situation, c.name)]
    names = [c.name for c in own if c.ranged and not c.split and not _aim(case, c)]
    if names:
        yield Note("default_opening", (), (percent(constant("opening_position")), *names))


def _aim(case: Case, component: Component) -> Spot | None:
    """The guide's ask for a component, where it is aimed at by the guide."""
    return spot(case.situation.guide, case.situation.band, "ask", component.name)


def floor_above_offer(case: Case) -> Iterator[Note]:
    """The guide's own floor is higher than what was offered."""
    floor = case.ladder.floor.base if case.ladder and case.ladder.floor else None
    offered = case.offer.base if case.offer else None
    if floor and offered and _stated_floor(case) and floor.money.amount > offered.exact:
        yield Note("guide_floor_above_offer", (floor, offered), private=True)


def rival_leverage(case: Case) -> Iterator[Note]:
    """What another offer is good for here."""
    if case.offer is None or case.doubts or case.foreign_offer or not case.table.components:
        return
    for told, rival in zip(case.situation.competing, case.rivals, strict=True):
        name = told.company_display or told.company or "Your other offer"
        if rival.currency != case.table.currency:
            yield from _foreign_rival(name, rival, case)
        elif not comparable(case.table, rival):
            yield Note("rival_not_comparable", (), (name,))
        elif leads_by_bonus(case, told, rival) and rival.total and case.offer.total:
            counted = f"{plain_number(case.situation.usual_of(told))}%"
            yield Note("rival_by_bonus", (rival.total, case.offer.total), (name, counted))
        elif rival.total and case.offer.total:
            yield from _against(name, rival.total, case.offer.total, case)


def _foreign_rival(name: str, rival: OfferFigures, case: Case) -> Iterator[Note]:
    """A rival in another currency sets nothing; at the user's own rate it is put beside this offer, privately."""
    yield Note("rival_other_currency", (), (name, rival.currency, case.table.currency))
    here = at_rate(rival.total, case.table.currency, case.situation.rate) if rival.total else None
    if here is not None and case.offer and case.offer.total:
        yield Note("rival_at_your_rate", (here, case.offer.total), (name,), private=True)


def _against(name: str, rival: Figure, offered: Figure, case: Case) -> Iterator[Note]:
    if rival.exact <= offered.exact:
        yield Note("rival_not_better", (rival, offered), (name,))
    elif rival == best_rival(case.table, sure_rivals(case, case.rivals)):
        yield Note("rival_better", (rival, offered), (name,))


def ladder_words(case: Case) -> Iterator[Note]:
    """What the ladder's own rules had to say."""
    yield from case.told


def top_needed(case: Case) -> Iterator[Note]:
    """The target lies at the very top of the range."""
    pair, ladder = case.total_range, case.ladder
    if case.offer is None or not pair or ladder is None or ladder.target.total is None or not case.rivals:
        return
    place = position(ladder.target.total.exact, pair[0].exact, pair[1].exact)
    if place is not None and place >= constant("top_needed"):
        yield Note("top_needed", (ladder.target.total, pair[1]), private=True)


def expectation(case: Case) -> Iterator[Note]:
    """Before an offer: the range to name when pressed, from a number one would gladly take up to the opening."""
    ladder = case.ladder
    if case.situation.offer is not None or ladder is None:
        return
    for component, opening, target in _first_of(case, ladder):
        low = max(target, _narrowest(component, opening), key=lambda figure: figure.money.amount)
        if low.money.amount < opening.money.amount:
            yield Note(
                "expectation_range",
                (low, opening),
                (
                    component.name,
                    "equity" if ladder.opening.equity else "",
                    "known" if their_range(case.situation) else "",
                ),
                private=True,
            )


def _first_of(case: Case, ladder: Ladder) -> Iterator[tuple[Component, Figure, Figure]]:
    """Base, or the total where there is nothing else, with its opening and target."""
    for component in case.table.components[:1]:
        opening, target = getattr(ladder.opening, component.name), getattr(ladder.target, component.name)
        if opening and target:
            yield component, opening, target


def _narrowest(component: Component, opening: Figure) -> Figure:
    """The lowest end that keeps the range from being too wide."""
    amount = opening.exact / constant("range_width")
    working = f"{shown(opening.exact)} / {constant('range_width')}"
    low = computed(
        f"low end of a range for {component.name}", component.currency, amount, "range_low", working, opening
    )
    return printed(low, rounded(amount, step(component)), low.label)


def signing_once(case: Case) -> Iterator[Note]:
    """A signing bonus helps once, and makes the first year what it is."""
    opening: Rung | None = case.ladder.opening if case.ladder else None
    if opening and opening.signing and "signing" not in opening.held:
        yield Note("signing_once", (opening.signing, *_first_year(opening.total, opening.signing)))


def _first_year(total: Figure | None, signing: Figure) -> Iterator[Figure]:
    if total:
        amount, once = total.money.amount, signing.money.amount
        working = f"{shown(amount)} + {shown(once)}"
        yield computed(
            "first year with the signing bonus",
            total.money.currency,
            amount + once,
            "first_year",
            working,
            total,
            signing,
        )
