"""A turn whose amounts have no currency is drawn as text, without a mark and without a fault."""

from __future__ import annotations

from decimal import Decimal

from parley.advice.figures import said
from parley.dialogue.model import Stated
from parley.money import NO_CURRENCY
from parley.web.ink import ink_for


def test_an_amount_without_a_currency_has_its_plain_form() -> None:
    figure = said("offered base", Stated(Decimal(80000), "80k", 1), NO_CURRENCY)
    assert set(ink_for(1, [figure], None).known) == {"80K", "80,000"}
