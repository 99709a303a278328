"""What is said about a number that is no offer: one they asked the user to take, and what the user earns now."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.model import Figure
from parley.coach.model import Reply
from parley.money import Money, compact, half_up


def named_number(reply: Reply) -> tuple[str, str]:
    """Where the base that they asked the user to take lies: against offer and ask, and, privately, the user's rungs."""
    ladder, named = reply.advice.ladder if reply.advice else None, reply.state.named
    if not named or not ladder or not ladder.opening.base or not reply.advice:
        return "", ""
    shown = compact(Money(named.value, reply.advice.currency))
    offered = reply.advice.offer.base if reply.advice and reply.advice.offer else None
    public = ((offered, "their offer"), (ladder.opening.base, "your ask"))
    beside = [_beside(named.value, figure, name) for figure, name in public if figure]
    floor = ladder.floor.base if ladder.floor else None
    own = ((ladder.acceptable.base, "your acceptable base"), (floor, "the guide's floor"))
    private = [_beside(named.value, figure, name) for figure, name in own if figure]
    return f"{shown} is {' and '.join(beside)}.", f"The {shown} they named is {' and '.join(private)}."


def private_lines(reply: Reply) -> list[str]:
    """What of it is for the user alone."""
    _, private = named_number(reply)
    return [private] if private else []


def _beside(value: Decimal, figure: Figure, name: str) -> str:
    amount = figure.money.amount
    where = "above" if value > amount else "below" if value < amount else "the same as"
    return f"{where} {name} ({compact(figure.money)})"


def than_now(reply: Reply) -> str:
    """The offered base beside present pay: `4.2% more than you earn now`; empty where one of the two is not known."""
    pay, offer = reply.state.current_pay, reply.advice.offer if reply.advice else None
    if not pay or not pay.base or not pay.base.value or not offer or not offer.base:
        return ""
    if pay.currency not in (None, offer.currency) or reply.state.own_employer:
        return ""
    change = half_up((offer.base.exact - pay.base.value) / pay.base.value * 100, Decimal("0.1"))
    return (
        f"{abs(change)}% {'more' if change > 0 else 'less'} than you earn now" if change else "the same as you earn now"
    )


def against_pay(reply: Reply) -> str:
    """The offered base beside present pay, which judges nothing: `It is 4.2% more than you earn now`."""
    words = than_now(reply)
    if not words:
        return ""
    return (
        f"The base is {words}, which says little: what counts is the range for the role. Keep your pay now out of it."
    )
