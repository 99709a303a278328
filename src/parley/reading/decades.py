"""Numbers told by their decade: "mid 90s", "low fifties", "in the 40s"."""

from __future__ import annotations

import re
from dataclasses import replace

from parley.reading.number import Number

_NEARLY = {"low": (0, 3), "mid": (4, 6), "middle": (4, 6), "high": (6, 9), "upper": (6, 9)}
_SHADE = re.compile(r"\b(low|mid|middle|high|upper)(?:[ -]to[ -](?:mid|high))?[ -]$", re.IGNORECASE)


def is_shaded(text: str, number: Number) -> bool:
    """Whether "mid", "low" or "high" stands right before it: "mid 60k"."""
    return _SHADE.search(text[max(number.start - 16, 0) : number.start]) is not None


def decade(text: str, number: Number, value: float, scale: float) -> Number:
    """The span of a decade: "mid 90s" is 95, "low fifties" 50 to 53, "the 40s" 40 to 49."""
    ahead = _SHADE.search(text[max(number.start - 16, 0) : number.start])
    tens = 100 if value >= 100 and value % 100 == 0 else 10
    if not ahead:
        return replace(number, high=(value + tens * 0.9) * scale, rule="decade")
    start = max(number.start - 16, 0) + ahead.start()
    shade, unit = ahead[1].casefold(), tens / 10
    high: float | None
    if shade.startswith("mid"):
        low, high = (value + 5 * unit) * scale, None
    else:
        first, last = _NEARLY[shade]
        low, high = (value + first * unit) * scale, (value + last * unit) * scale
    return replace(number, start=start, text=text[start : number.end], low=low, high=high, rule="decade")
