"""Notes about the offer as told: what was assumed, what is missing, what moved, what is certain."""

from __future__ import annotations

from collections.abc import Iterator

from parley.advice.case import Case
from parley.advice.figures import computed, shown
from parley.advice.grants import is_uncounted
from parley.advice.model import Figure, Note, OfferFigures
from parley.advice.stated import offer_figures


def doubts(case: Case) -> Iterator[Note]:
    """Amounts that cannot be meant."""
    yield from case.doubts


def other_currency(case: Case) -> Iterator[Note]:
    """The offer is in another currency than the band."""
    if case.foreign_offer and case.offer:
        yield Note("other_currency_offer", (), (case.offer.currency, case.table.currency))


def kept_beside(case: Case) -> Iterator[Note]:
    """Components in another currency than the rest: kept as told, not added."""
    if case.offer and case.offer.beside:
        yield Note("beside", case.offer.beside, tuple(figure.label for figure in case.offer.beside))


def assumptions(case: Case) -> Iterator[Note]:
    """What was taken for granted in reading the offer."""
    stated = case.situation.offer
    if stated is None or case.offer is None:
        return
    if (stated.currency is None or stated.assumed_currency) and case.offer.base:
        yield Note("assumed_currency", (case.offer.base,), (case.offer.currency,))
    if stated.assumed_scale and case.offer.base:
        yield Note("assumed_thousands", (case.offer.base,), (stated.base.text if stated.base else "",))
    if stated.equity and (stated.assumed_equity_years or stated.equity_years is None) and case.offer.equity:
        yield Note("assumed_equity_years", (case.offer.equity,))


def unstated(case: Case) -> Iterator[Note]:
    """Published components that the offer does not mention: held, and asked for."""
    names = case.table.unstated
    if case.situation.offer and is_uncounted(case.situation.offer, case.table.currency):
        names = tuple(name for name in names if name != "equity")  # its own note says what is missing
    if names:
        yield Note("unstated", (), names)


def moved_since(case: Case) -> Iterator[Note]:
    """What changed since the round before, and what is settled."""
    if len(case.situation.offers) < 2 or case.offer is None or case.doubts:
        return
    before = offer_figures(case.situation.offers[-2], case.table.currency)
    for name in ("base", "equity", "bonus", "signing", "total"):
        yield from _moved(name, before, case.offer, case)


def _moved(name: str, before: OfferFigures, after: OfferFigures, case: Case) -> Iterator[Note]:
    old: Figure | None = getattr(before, name)
    new: Figure | None = getattr(after, name)
    if old is None or new is None or old.money.currency != new.money.currency or (name == "total" and after.base):
        return
    if old.exact == new.exact:
        return
    rise = computed(f"{name} moved by", new.money.currency, new.exact - old.exact, "gap", _minus(new, old), new, old)
    earlier = next((c.earlier for c in case.table.components if c.name == name), None)
    if earlier is not None and earlier.exact > old.exact and new.exact >= old.exact:
        won = (new.exact - old.exact) / (earlier.exact - old.exact)
        yield Note("moved_of_asked", (old, new, rise, earlier), (name, f"{won * 100:.0f}%"))
    else:
        yield Note("moved", (old, new, rise), (name,))


def _minus(left: Figure, right: Figure) -> str:
    return f"{shown(left.exact)} - {shown(right.exact)}"
