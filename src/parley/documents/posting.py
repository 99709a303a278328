"""A posting's pay as machines are told it: JSON-LD of schema.org's JobPosting, pasted whole or in part.

>>> from parley.reading.writing import written
>>> text = '{"baseSalary":{"currency":"USD","value":{"minValue":168400,"maxValue":235800,"unitText":"YEAR"}}}'
>>> [(claim.part, claim.value, claim.currency, claim.per, claim.whose) for claim in posted(written(text))]
[('base', (168400.0, 235800.0), 'USD', 'year', 'range')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from parley.documents.lines import line_at
from parley.documents.model import Claim, Line
from parley.reading.writing import Writing

_SALARY = re.compile(r'"(?:baseSalary|estimatedSalary)"\s*:\s*(?=\{)')
_JOB = re.compile(r'"@type"\s*:\s*"JobPosting"')
_TOWN, _STATE = r'"addressLocality"\s*:\s*"([^"\n]{2,60})"', r'"addressRegion"\s*:\s*"([^"\n]{2,60})"'
FAR = 12_000
"""Characters of a posting's record in which its place is looked for."""
MOST = 4000
"""Characters of a salary's record."""


def posted(message: Writing, lines: Sequence[Line] = ()) -> Iterator[Claim]:
    """The pay of each record in the message, `lines` of which are the posting's."""
    for match in _SALARY.finditer(message.text):
        end = _end(message.text, match.end())
        try:
            record = json.loads(message.text[match.end() : end])
        except (json.JSONDecodeError, RecursionError):
            continue
        place = _place(message.text, match.start())
        yield from (
            replace(one, place=place) for one in _claim(line_at(lines, match.start()), match.start(), end, record)
        )


def _place(text: str, at: int) -> str:
    """The town and state of the posting that a salary at `at` is in; "" where it tells none."""
    starts = [found.start() for found in _JOB.finditer(text)]
    first = max((start for start in starts if start <= at), default=0)
    last = min((start for start in starts if start > at), default=len(text))
    told = (re.search(pattern, text[first:last][:FAR]) for pattern in (_TOWN, _STATE))
    return ", ".join(found[1] for found in told if found)


def _end(text: str, start: int) -> int:
    """Past the brace that closes the one at `start`."""
    depth = 0
    for at in range(start, min(len(text), start + MOST)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return start


def _claim(line: int, start: int, end: int, record: dict[str, Any]) -> Iterator[Claim]:
    value = record.get("value")
    inner: dict[str, Any] = value if isinstance(value, dict) else record | {"value": value}
    ends = [_number(inner.get(key)) for key in ("minValue", "maxValue", "value")]
    told = tuple(dict.fromkeys(one for one in ends if one))
    unit = str(inner.get("unitText") or record.get("unitText") or "YEAR").casefold()
    if told:
        said = " - ".join(f"{one:,.0f}" for one in told[:2])
        yield Claim(
            "base",
            said,
            line,
            start,
            end,
            told[:2],
            _text(record.get("currency")),
            unit,
            whose="range",
            words="baseSalary",
        )


def _number(value: object) -> float | None:
    try:
        return float(str(value)) if value is not None else None
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) == 3 else None
