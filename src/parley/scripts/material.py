"""What a script is made of: the asked and the offered components with their Figures, and the few words around them.

In: Advice. Out: `Material`, the only thing about pay that a template sees. Private rungs are not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from parley.advice.model import Advice, Figure, OfferFigures, Period, Rung
from parley.advice.period import in_period
from parley.data import load
from parley.money import full, plain_number

REVIEW = "a written pay review after six months"
LIGHT_ASK = "a review of pay and level after six months"
CONTENT = ("take_the_win", "settled", "no_room", "at_their_top", "round_sign", "round_light", "agreed")
"""Notes that say that the pay itself is fine."""


@dataclass(frozen=True, slots=True)
class Item:
    """A component and its Figure, with the years of a grant; `told` is a grant in units, as they offered it.

    `priced` is by which price the amount counts, where the grant is in units. `paid` is the same pay in the `period`
    that the user speaks of (an hour, a month), where that is not the year.
    """

    name: str
    figure: Figure
    years: int = 1
    told: str = ""
    priced: str = ""
    paid: Figure | None = None
    period: str = ""
    times: str = ""  # how often a year, where a month is not paid twelve times


@dataclass(frozen=True, slots=True)
class Material:
    """The ask, the offer and the rival as templates use them.

    `offer_*` are as the user told them; `rival_shown` only where the rival is better and comparable; `content` when the
    pay is fine as it is; `checks` what to have confirmed; `fixed` what they call fixed and `trades` what to trade for.
    `ground` leads into the ask by what it rests on, `rests` names that; both claim only what the user has
    (data/evidence.yaml). A rival that is not better stays out (`rival_below`). `gives`: a date is given for what is
    asked, in a later round; where pay goes by a scale, `told_pay` is the offered base and `step_pay` the
    user's own number.
    """

    ask_items: tuple[Item, ...] = ()
    offer_items: tuple[Item, ...] = ()
    offer_percent: str | None = None
    rival_items: tuple[Item, ...] = ()
    rival_percent: str | None = None
    rival_stated: bool = False
    rival_shown: bool = False
    content: bool = False
    level_unknown: bool = False
    checks: tuple[str, ...] = ()
    ground: str = load("evidence")["guide"]["quote"]
    rests: str = load("evidence")["guide"]["rests"]
    fallback: Figure | None = None
    equity_known: bool = True
    range_known: bool = False  # the employer's own
    rival_below: bool = False
    rival_name: str | None = None
    gives: bool = False
    told_pay: Figure | None = None
    step_pay: Figure | None = None

    @property
    def ask_names(self) -> tuple[str, ...]:
        """The components asked for."""
        return tuple(item.name for item in self.ask_items)

    @property
    def other_items(self) -> tuple[Item, ...]:
        """What is asked for besides the first component."""
        return self.ask_items[1:]

    @property
    def lasting_items(self) -> tuple[Item, ...]:
        """What is asked for of one's own employer, who pays nothing for signing."""
        return tuple(item for item in self.ask_items if item.name != "signing")

    @property
    def ask_signing(self) -> Item | None:
        """The signing bonus asked for."""
        return next((item for item in self.ask_items if item.name == "signing"), None)

    @property
    def topics(self) -> tuple[str, ...]:
        """What the ask is about, in words without amounts."""
        return tuple(WORD_FOR[name] for name in self.ask_names)

    @property
    def fixed(self) -> str:
        """What an employer who says "this is the most" calls fixed."""
        return WORD_FOR[self.ask_names[0]] if self.ask_names else "base"

    @property
    def trades(self) -> tuple[str, ...]:
        """Other items to trade for; a signing bonus that is asked for already can only grow."""
        named = f"a signing bonus of {full(self.fallback.money)}" if self.fallback else "a signing bonus"
        signing = "a larger signing bonus" if self.ask_signing else named
        return (signing, "more equity" if self.equity_known else "a few more days of leave", REVIEW)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that a script may carry."""
        items = (*self.ask_items, *self.offer_items, *self.rival_items)
        own = (self.fallback, self.step_pay)
        return tuple(filter(None, (*(f for item in items for f in (item.figure, item.paid)), *own)))


def material(advice: Advice | None) -> Material:
    """What `advice` gives a script to say; nothing without advice."""
    if advice is None:
        return Material()
    offer, below = _sayable(advice), _has(advice, "rival_not_better") and not _has(advice, "rival_better")
    rival = None if below else _rival(advice)
    evidence = load("evidence")["offer" if _one_figure(advice) else advice.rests_on]
    period = advice.period
    return Material(
        ask_items=_paid(_asked(advice.ladder.opening if advice.ladder else None, offer), period),
        offer_items=_paid(_told(offer), period),
        offer_percent=_percent(offer),
        rival_items=_paid(_told(rival), rival.period if rival and not advice.guided else None),
        rival_percent=_percent(rival),
        rival_stated=rival is not None,
        rival_shown=rival is not None and _has(advice, "rival_better"),
        content=any(_has(advice, code) for code in CONTENT),
        level_unknown=_has(advice, "suspected_level") or _has(advice, "below_range"),
        checks=_checks(advice),
        ground=evidence["quote"],
        rests=evidence["rests"],
        fallback=advice.fallback,
        range_known=advice.rests_on == "employer_range" and not _one_figure(advice),
        rival_below=below,
        rival_name=rival.name if rival else None,
        gives=advice.verdict is not None and advice.verdict.kind == "counter",
        told_pay=offer.base if offer and advice.by_grade else None,
        step_pay=_step_pay(advice),
        equity_known=advice.guided or bool(offer and offer.equity),
    )


def _one_figure(advice: Advice) -> bool:
    """Whether all they named is the most that they pay, which is nothing to quote at them."""
    found = [ground for ground in advice.grounds if ground.kind == "employer_range"]
    return advice.rests_on == "employer_range" and all(one.low.exact == one.high.exact for one in found)


def _step_pay(advice: Advice) -> Figure | None:
    """What the user wants, or has asked for, where pay goes by a scale."""
    own = (one.figure for one in advice.judged if one.component == "base" and one.carried)
    return next(own, None) if advice.by_grade else None


def _paid(items: tuple[Item, ...], period: Period | None) -> tuple[Item, ...]:
    """The items with base in the user's own period."""
    if period is None:
        return items
    return tuple(
        replace(item, paid=in_period(item.figure, period), period=period.name, times=_times(period))
        if item.name == "base"
        else item
        for item in items
    )


def _times(period: Period) -> str:
    return TIMES.get(int(period.payments), "") if period.name == "month" else ""


TIMES = {13: "thirteen times a year", 14: "fourteen times a year"}
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
    return tuple(replace(item, priced=_price_of(offer)) if item.name == "equity" else item for item in parts)


def _told(offer: OfferFigures | None) -> tuple[Item, ...]:
    """The parts of an offer as the user told them; its total only where no part was told."""
    if offer is None:
        return ()
    rows = (("base", offer.base, 1), ("equity", offer.equity, offer.equity_years), ("bonus", offer.bonus, 1))
    once = (("signing", offer.signing, 1), ("signing_second", offer.signing_second, 1))
    parts = [Item(name, figure, span) for name, figure, span in (*rows, *once) if figure]
    parts = [replace(item, told=_units(offer)) if item.name == "equity" else item for item in parts]
    if not any(item.name not in ("signing", "signing_second") for item in parts) and offer.total:
        parts.insert(0, Item("total", offer.total))
    return tuple(parts)


def _units(offer: OfferFigures) -> str:
    """A grant as its number of units, where they offered it so."""
    shares = offer.grant.shares
    unit = {"options": "options", "rsu": "RSUs"}.get(offer.grant.kind or "", "shares")
    return f"{plain_number(shares.value)} {unit}" if shares else ""


def _price_of(offer: OfferFigures | None) -> str:
    """The price by which units were counted: of options the 409A price, of shares the share price."""
    if offer is None or offer.grant.shares is None:
        return ""
    return "409A price" if offer.grant.strike else "share price"


def _sayable(advice: Advice) -> OfferFigures | None:
    """The offer, where it is in the band's currency and its amounts can be meant; else a blank stands for it."""
    doubted = _has(advice, "questioned_amount") or _has(advice, "questioned_percent")
    if advice.offer is None or doubted:
        return None
    return advice.offer if advice.offer.currency == advice.currency else None


def _percent(offer: OfferFigures | None) -> str | None:
    return f"{plain_number(offer.bonus_pct)}%" if offer and offer.bonus_pct is not None else None


def _rival(advice: Advice) -> OfferFigures | None:
    """The best rival in the band's currency, as the user told it."""
    rivals = [offer for offer in advice.competing if offer.currency == advice.currency and offer.total]
    return max(rivals, key=lambda offer: offer.total.exact if offer.total else 0, default=None)


def _has(advice: Advice, code: str) -> bool:
    return any(note.code == code for note in advice.notes)


def _checks(advice: Advice) -> tuple[str, ...]:
    """What to have confirmed: the level where the offer is low, what was not told, whose shares the equity is in."""
    found = ["the level"] if _has(advice, "suspected_level") or _has(advice, "below_range") else []
    for note in advice.notes:
        if note.code == "unstated":
            found += [f"the {name}" for name in note.facts]
        if note.code == "company_changed" and note.facts[2] == "issuer" and advice.band.equity:
            found.append("which company's shares the equity is in")
    return tuple(found)
