"""What a job's page says of itself to search engines (schema.org JobPosting), where a reader does not see it.

>>> unseen_of('<script type="application/ld+json">{"@type": "JobPosting", "baseSalary": {"currency": "GBP",'
...           ' "value": {"minValue": 31000, "maxValue": 35000.0, "unitText": "YEAR"}}}</script>', "Bake!")
'Salary range: GBP 31,000 to 35,000 a year'
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from parley.data import load

MOST, DEEPEST, LONGEST = 20, 6, 120
"""Scripts of a page, lists and objects in each other, letters of a value."""
_SCRIPT = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)


def unseen_of(html: str, seen: str) -> str:
    """The lines of the page's posting whose words are not in `seen`; nothing where it has none."""
    for found in list(_SCRIPT.finditer(html))[:MOST]:
        try:
            postings = list(_postings(json.loads(found[1], strict=False), 0))
        except (ValueError, RecursionError):
            continue
        if postings:
            return "\n".join(_lines(postings[0], seen))
    return ""


def _postings(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:MOST]:
            yield from _postings(each, depth + 1)
    elif isinstance(value, dict):
        if "JobPosting" in (value.get("@type"), *_some(value.get("@type"))):
            yield value
        yield from _postings(value.get("@graph"), depth + 1)


def _lines(posting: dict[str, Any], seen: str) -> Iterator[str]:
    says = load("files")["posting"]
    place = _at(_first(posting.get("jobLocation")), "address")
    told = {
        "role": posting.get("title"),
        "company": _at(posting.get("hiringOrganization"), "name"),
        "place": _at(place, "addressLocality") or _at(place, "addressRegion"),
    }
    for name, value in told.items():
        if isinstance(value, str) and value.strip() and value.strip() not in seen:
            yield says[name].format(**{name: " ".join(value.split())[:LONGEST]})
    pay = posting.get("baseSalary")
    value = _at(pay, "value")
    low, high = (_amount(_at(value, end) or _at(value, "value") or value) for end in ("minValue", "maxValue"))
    per = says["units"].get(str(_at(value, "unitText") or _at(pay, "unitText")).upper(), "")
    currency = _at(pay, "currency") or _at(value, "currency")
    if low and high and isinstance(currency, str) and not any(form in seen for form in (low, low.replace(",", ""))):
        row = says["range" if low != high else "amount"]
        yield " ".join(row.format(currency=currency[:3], low=low, high=high, per=per).split())


def _at(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _some(value: Any) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def _amount(value: Any) -> str:
    """A number as people write it; nothing for what is none.

    >>> _amount("31000"), _amount(34.5), _amount("competitive")
    ('31,000', '34.50', '')
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        return ""
    if not 0 < number < 1e12:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
