"""Which levers to bring, in which order, and why (design: by retrieval, by the gap to close, by what the user told).

In: a guide, search hits, a ladder, the user's own words. Out: every lever of the guide once, best first; those that
claim a rival offer come last, as they are said only by someone who holds one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from parley.advice.model import ChosenLever, Figure, Ladder
from parley.advice.restate import restated, topic
from parley.data import load
from parley.guides.model import Guide, Lever
from parley.retrieval.model import Hit

ABOUT = {
    "base": re.compile(r"\bbase\b|\bsalary\b", re.IGNORECASE),
    "equity": re.compile(r"\bequity\b|\brsus?\b|\bstock\b|\boptions\b", re.IGNORECASE),
    "signing": re.compile(r"\bsign(?:ing|-on|\s?on)\b", re.IGNORECASE),
}
WORD = re.compile(r"[a-z][a-z0-9+#]{3,}")


@dataclass(frozen=True, slots=True)
class _Fit:
    lever: Lever
    rank: int | None  # among the search hits
    shared: tuple[str, ...]  # words shared with what the user told
    closes: str | None  # the component with the largest gap, if the lever speaks of it

    @property
    def key(self) -> tuple[bool, bool, int, int, bool]:
        found = self.rank is not None
        return self.lever.claims_rival_offer, not found, self.rank or 0, -len(self.shared), self.closes is None

    @property
    def reason(self) -> str:
        if self.lever.claims_rival_offer:
            return "only for someone who holds another offer"
        if self.shared:
            return f"fits what you told me ({', '.join(self.shared)})"
        if self.rank is not None:
            return "closest to your question among the guide's levers"
        if self.closes:
            return f"speaks to {self.closes}, where the gap is widest"
        return "one of the guide's levers for this role"


def choose_levers(
    guide: Guide, hits: Sequence[Hit], ladder: Ladder | None = None, experience: tuple[str, ...] = ()
) -> tuple[ChosenLever, ...]:
    """Every lever of `guide`, the fittest first; `hits` lead, then the user's words, then the widest gap."""
    gap = widest_gap(ladder)
    fits = sorted((_fit(lever, hits, experience, gap) for lever in guide.levers), key=lambda fit: fit.key)
    names = _other_names(guide)
    return tuple(_chosen(fit, names) for fit in fits)


def widest_gap(ladder: Ladder | None) -> str | None:
    """The component whose opening lies furthest above its acceptable figure, in proportion."""
    if ladder is None:
        return None
    pairs = (
        ("base", ladder.opening.base, ladder.acceptable.base),
        ("equity", ladder.opening.equity, ladder.acceptable.equity),
    )
    gaps = [(_gap(high, low), name) for name, high, low in pairs if high and low]
    return max(gaps)[1] if gaps else None


def _gap(high: Figure, low: Figure) -> Decimal:
    return (high.exact - low.exact) / low.exact if low.exact > 0 else Decimal(1)


def _fit(lever: Lever, hits: Sequence[Hit], experience: tuple[str, ...], gap: str | None) -> _Fit:
    text = f"{lever.title} {lever.quote or ''}"
    closes = gap if gap and ABOUT[gap].search(text) else None
    return _Fit(lever, _rank(lever, hits), _shared(text, experience), closes)


def _rank(lever: Lever, hits: Sequence[Hit]) -> int | None:
    for rank, hit in enumerate(hits):
        cited = hit.passage.citation
        overlaps = cited.line_from <= lever.citation.line_to and lever.citation.line_from <= cited.line_to
        if hit.passage.guide == lever.citation.guide and overlaps:
            return rank
    return None


def _shared(text: str, experience: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the user's that the lever shares, in the user's order."""
    own = set(WORD.findall(text.lower()))
    told = [word for phrase in experience for word in WORD.findall(phrase.lower())]
    common = load("lever_words")["common"]
    return tuple(dict.fromkeys(word for word in told if word in own and word not in common))


def _other_names(guide: Guide) -> tuple[str, ...]:
    """Other firms that the guide compares itself with."""
    pairs = guide.level_mapping.equivalents if guide.level_mapping else ()
    own = guide.company_display.casefold()
    return tuple(pair.company for pair in pairs if pair.company and pair.company.casefold() not in own)


def _chosen(fit: _Fit, names: tuple[str, ...]) -> ChosenLever:
    said, dropped = restated(fit.lever.quote)
    about = None if fit.lever.claims_rival_offer else topic(fit.lever.title, names)
    return ChosenLever(fit.lever, fit.reason, said, dropped, about)
