"""A whole monthly pay told again in its parts: "9,500 all in", then "basic 6,000, housing 2,500, transport 1,000".

In: the offer as told now, the one in hand, the numbers kept out of the sums. Out: whether the parts make up the pay in
hand, which then stays what is negotiated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from parley.dialogue.model import LeftOut, Offer
from parley.dialogue.pay.payment import YEAR

PART = "other"
"""Why a number is no pay of its own (data/replies/left_out.yaml)."""


def is_split(new: Offer | None, before: Offer | None, left: Sequence[LeftOut]) -> bool:
    """Whether basic pay and allowances told now add up to the monthly pay told before."""
    if new is None or before is None or new.base is None or before.base is None or not (new.monthly and before.monthly):
        return False
    allowances = sum((_amount(one.said) for one in left if one.why == PART), Decimal(0))
    times = new.pay_months or YEAR
    return allowances > 0 and new.base.value / times + allowances == before.base.value / (before.pay_months or YEAR)


def _amount(said: str) -> Decimal:
    digits = re.sub(r"[^\d.]", "", said.replace(",", ""))
    return Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else Decimal(0)
