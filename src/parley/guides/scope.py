"""For which place and which level an amount of a strategy is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.guides.amounts import Amount
from parley.guides.model import PayBand
from parley.guides.places import FoundPlace, find_places

LINKED = re.compile(r"(?i)(?:^|\b(?:in|for|at|and|or|from|(?<!tied )to)\s+(?:the\s+|an?\s+)?|[(/,;:]\s*)\W*$")
LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|\band|\bor|&)\s*")
COMPARED = re.compile(r"-(?!based\b)\w")
ADJACENT = re.compile(r"[\s:*]{0,3}(?:at )?")
LOOSE_PLACE = re.compile(
    r"(?i)(?:^|[;.]\s*)(?:and\s+)?(?:for|in)\s+((?:[a-z0-9-]+\s+){0,3}(?:markets|locations|regions|offices|hubs|tiers?|metros|cities))\b"
)
LEVEL_CODE = re.compile(r"\b(?:for|at)\s+(?:an?\s+)?([A-Z]{1,3}\d{1,2})\b")


def named_places(text: str) -> list[FoundPlace]:
    """The places a sentence names after `in`, `for`, `(`, or at its start; of a list, all or none."""
    named: list[FoundPlace] = []
    before: FoundPlace | None = None
    for found in find_places(text):
        linked = LINKED.search(text, max(0, found.start - 12), found.start) and not COMPARED.match(text, found.end)
        listed = before is not None and LISTED.fullmatch(text, before.end, found.start)
        if linked and (not listed or before in named):
            named.append(found)
        before = found
    return named


def regions_of(text: str, amount: Amount, amounts: Sequence[Amount], places: Sequence[FoundPlace]) -> tuple[str, ...]:
    """The places an amount is for: those named before it (`In Boston, target …`), else after it (`… in Boston`)."""
    piece_from = text.rfind(";", 0, amount.start) + 1
    piece = [place for place in places if place.start >= piece_from]
    touching = [place for place in piece if ADJACENT.fullmatch(text, place.end, amount.start)]
    if touching:
        return (touching[-1].name,)
    loose = LOOSE_PLACE.match(text, piece_from) or LOOSE_PLACE.match(text[piece_from:].lstrip())
    if loose and not piece:
        return (loose[1].strip(),)
    if any(not any(piece_from <= other.start < place.start for other in amounts) for place in piece):
        return _together(text, [place for place in piece if place.end <= amount.start], last=True)
    stop = text.find(";", amount.end)
    after = [place for place in piece if amount.end <= place.start and (stop < 0 or place.start < stop)]
    return _together(text, [place for place in after if _pays(place, amount)], last=False)


def _pays(place: FoundPlace, amount: Amount) -> bool:
    """False where a place cannot be meant: euros are not for New York."""
    return place.place is None or amount.currency in ("USD", place.place.currency)


def _together(text: str, places: Sequence[FoundPlace], *, last: bool) -> tuple[str, ...]:
    """The first (or last) place and those joined to it by "or", "and" or a slash."""
    if not places:
        return ()
    run = [places[-1] if last else places[0]]
    for place in reversed(places[:-1]) if last else places[1:]:
        between = text[place.end : run[0].start] if last else text[run[-1].end : place.start]
        if not re.fullmatch(r"[\s*)]*(?:/|,|\bor\b|\band\b|&)[\s*(]*", between):
            break
        run = [place, *run] if last else [*run, place]
    return tuple(place.name for place in run)


def level_of(text: str, amount: Amount, bands: Sequence[PayBand]) -> str | None:
    """The level a sentence names with `for` or `at`: the guide's own (`Senior (L5)`), or a code such as `P3`."""
    levels = dict.fromkeys(band.level for band in bands if band.level)
    for level in levels:
        names = [name for name in re.findall(r"[A-Za-z]\w*\+?", level) if len(name) > 1 and name.lower() != "of"]
        pattern = "|".join(re.escape(name) for name in names)
        if pattern and re.search(rf"(?i)\b(?:for|at|as)\s+(?:an?\s+|the\s+)?(?:{pattern})(?!\w)", text[: amount.start]):
            return level
    stop = text.find(";", amount.end)
    code = LEVEL_CODE.search(text, amount.end, stop if stop >= 0 else len(text))
    return code[1] if code else None
