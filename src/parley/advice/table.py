"""The table two sides sit at: the components under negotiation, each with its range, its offer and its weight.

A recurring year is linear in its components: base counts once and again through a percentage bonus, a grant counts
one part in its years. So one weight a component is all that totals, caps and leverage need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.figures import computed, shown
from parley.advice.model import Figure

Amounts = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the pay. `ask` and `floor` are where the guide would have them, exact, before any cap.

    `pair` is the published range on the offer's footing, None when the guide has none: then the component is held.
    `earlier` is what was asked in an earlier round, never exceeded. `years` is of a grant, 1 for yearly pay.
    """

    name: str  # base, equity, bonus or total
    currency: str
    years: int = 1
    pair: tuple[Figure, Figure] | None = None
    offer: Figure | None = None
    ask: Figure | None = None
    floor: Figure | None = None
    earlier: Figure | None = None
    limit: Figure | None = None  # without a range: how far a better offer may lift it
    payments: Decimal = Decimal(0)  # hours, days, weeks or months paid a year, where the user speaks of them; else 0
    split: bool = False  # the range is the total's, shared out as the offer is: its top does not bind under leverage

    @property
    def label(self) -> str:
        """The name with its period where that is not obvious: `equity over 4 years`."""
        return f"equity over {self.years} years" if self.name == "equity" else self.name

    @property
    def low(self) -> Decimal:
        """The low end of the range, or the offer where there is no range."""
        return self.pair[0].exact if self.pair else self.offered

    @property
    def high(self) -> Decimal:
        """The top of the range, or the offer where there is no range."""
        return self.pair[1].exact if self.pair else self.offered

    @property
    def offered(self) -> Decimal:
        """The offer; only for components that have one."""
        if self.offer is None:
            raise LookupError(f"no offer for {self.name}")
        return self.offer.exact

    @property
    def ranged(self) -> bool:
        """Whether there is a range with some width to place an ask in."""
        return self.pair is not None and self.pair[0].exact < self.pair[1].exact


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on the table in one currency. `bonus_pct` is in percent of base, the same for offer and range."""

    components: tuple[Component, ...]
    currency: str
    bonus_pct: Decimal
    signing: Figure | None = None  # offered
    earlier_signing: Figure | None = None
    unstated: tuple[str, ...] = ()  # published components that the offer does not mention

    def weight(self, component: Component) -> Decimal:
        """What one unit of a component adds to a recurring year."""
        return (1 + self.bonus_pct / 100 if component.name == "base" else Decimal(1)) / component.years

    def total(self, amounts: Sequence[Decimal]) -> Decimal:
        """The recurring year of `amounts`, which run parallel to `components`."""
        pairs = zip(self.components, amounts, strict=True)
        return sum((self.weight(component) * amount for component, amount in pairs), Decimal(0))

    def total_of(self, pick: Callable[[Component], Decimal]) -> Decimal:
        """The recurring year where `pick` chooses each component's amount."""
        return self.total([pick(component) for component in self.components])

    @property
    def offered(self) -> Decimal:
        """The offer's recurring year; only where there is an offer."""
        return self.total_of(lambda component: component.offered)

    def total_figure(self, label: str, amounts: Amounts, rule: str = "recurring_total") -> Figure:
        """The recurring year of printed amounts, with its sum."""
        value = self.total([figure.money.amount for figure in amounts])
        working = " + ".join(part for pair in zip(self.components, amounts, strict=True) for part in self._terms(*pair))
        return computed(label, self.currency, value, rule, working or "0", *amounts)

    def _terms(self, component: Component, figure: Figure) -> tuple[str, ...]:
        amount = shown(figure.money.amount)
        if component.years != 1:
            return (f"{amount} / {component.years}",)
        if component.name == "base" and self.bonus_pct:
            return amount, f"{amount} x {self.bonus_pct.normalize():f}%"
        return (amount,)


def exact(amounts: Amounts) -> tuple[Decimal, ...]:
    """The exact values of figures."""
    return tuple(figure.exact for figure in amounts)
