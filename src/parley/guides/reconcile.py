"""The pay table against the front matter, field by field. The table wins; every disagreement is an Issue.

The front matter was written from the table by a converter that loses things (docs/guide-format.md): the low end of a
bonus range, a currency, equity per year. Both places are named in the message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from parley.guides.cells import MOST_PERCENT
from parley.guides.front_matter import FrontMatter
from parley.guides.model import Citation, EquityGrant, Issue, PayBand, PercentRange
from parley.guides.places import read_label
from parley.guides.sections import clean_heading
from parley.money import LARGEST, MoneyRange, currencies, plain_number

FIELDS = (
    ("base", "base"),
    ("equity", "stock"),
    ("bonus", "bonus"),
    ("signing_bonus", "signing_bonus"),
    ("total_comp", "total_comp"),
)
"""A field of a pay band -> the stem of its front-matter keys."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the front matter beside the band of the same name: `where` is the row's key path."""

    head: FrontMatter
    where: str
    row: Mapping[str, Any]
    band: PayBand

    def issue(self, code: str, key: str, message: str) -> Issue:
        """An Issue at the front-matter key (else at its row), with the place in the table."""
        line = self.head.lines.get(f"{self.where}.{key}", self.head.lines.get(self.where, 1))
        table = f"in the table (line {self.band.citation.line_from}), which wins"
        name = self.band.region or self.band.title
        return Issue(code, self.band.citation.guide, line, f"{name}: {message} {table}")


def compared_with(guide: str, head: FrontMatter, bands: Sequence[PayBand]) -> Iterator[Issue]:
    """The disagreements between the bands of a guide's table and its front matter."""
    rows = {_name(str(row.get("region") or "")): (index, row) for index, row in _rows(head)}
    for band in bands:
        found = rows.get(_name(band.region or band.title or ""))
        if found and not (band.level and band.region):
            yield from _differences(Pair(head, f"compensation[{found[0]}]", found[1], band))
    regions = dict.fromkeys(_name(band.region or band.title or "") for band in bands)
    lost = [name for name in regions if name and name not in rows]
    if rows and lost:
        line = head.lines.get("compensation", 1)
        message = f"the table has rows that the front matter lacks: {', '.join(lost)}"
        yield Issue("front-matter-row", guide, line, message)


def bands_of_front_matter(guide: str, head: FrontMatter) -> tuple[PayBand, ...]:
    """The front matter's own rows as bands, for a guide without a pay table."""
    return tuple(_band(guide, head, index, row) for index, row in _rows(head) if _holds_money(row))


def _rows(head: FrontMatter) -> list[tuple[int, Mapping[str, Any]]]:
    rows = head.values.get("compensation")
    listed = rows if isinstance(rows, list) else []
    return [(index, row) for index, row in enumerate(listed) if isinstance(row, Mapping)]


def _name(label: str) -> str:
    """A region label without marks, so that `**London (GBP)**` and `London` are one row."""
    return " ".join(clean_heading(label).split("(")[0].split()).casefold()


def _differences(pair: Pair) -> Iterator[Issue]:
    currency, band = pair.row.get("currency"), pair.band
    if currency and currency != band.currency and (band.base or band.total_comp):
        yield pair.issue("front-matter-currency", "currency", f"currency {currency} here, {band.currency}")
    for field, stem in FIELDS:
        published = _money(getattr(band, field))
        if published:
            yield from _difference(pair, stem, published)
    if band.bonus_pct:
        yield from _bonus_difference(pair, band.bonus_pct)


def _difference(pair: Pair, stem: str, published: MoneyRange) -> Iterator[Issue]:
    low, high = _number(pair.row.get(f"{stem}_low")), _number(pair.row.get(f"{stem}_high"))
    said = f"{plain_number(published.low)}–{plain_number(published.high)} {published.currency}"
    if low is None and high is None:
        yield pair.issue("front-matter-null", f"{stem}_low", f"no {stem} here, {said}")
    elif (low, high) != (published.low, published.high):
        yield pair.issue("front-matter-differs", f"{stem}_low", f"{stem} {low}–{high} here, {said}")


def _bonus_difference(pair: Pair, published: PercentRange) -> Iterator[Issue]:
    stated = _number(pair.row.get("bonus_pct"), Decimal(MOST_PERCENT))
    said = f"{plain_number(published.low)}–{plain_number(published.high)}%"
    if stated is None:
        yield pair.issue("front-matter-null", "bonus_pct", f"no bonus_pct here, {said}")
    elif stated != published.low:
        yield pair.issue("front-matter-differs", "bonus_pct", f"bonus {plain_number(stated)}% here, {said}")
    elif published.low != published.high:
        yield pair.issue("bonus-cut", "bonus_pct", f"bonus {plain_number(stated)}% here, {said}")


def _money(value: MoneyRange | EquityGrant | None) -> MoneyRange | None:
    return value.value if isinstance(value, EquityGrant) else value


def _number(value: object, most: Decimal = LARGEST) -> Decimal | None:
    """What stands in a field; None for words, and for what no pay or share of it can be."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= most else None


def _holds_money(row: Mapping[str, Any]) -> bool:
    return any(_number(row.get(f"{stem}_low")) is not None for _, stem in FIELDS)


def _band(guide: str, head: FrontMatter, index: int, row: Mapping[str, Any]) -> PayBand:
    region = str(row.get("region") or "")
    label = read_label(region)
    local = label.places[0].currency if label.places else "USD"
    currency = row.get("currency") if row.get("currency") in currencies() else local
    money = {field: _range(row, stem, str(currency)) for field, stem in FIELDS}
    bonus = _number(row.get("bonus_pct"), Decimal(MOST_PERCENT))
    line = head.lines.get(f"compensation[{index}]", 1)
    return PayBand(
        region=region or None,
        places=label.places,
        level=None,
        currency=str(currency),
        base=money["base"],
        equity=EquityGrant(money["equity"], 4) if money["equity"] else None,
        bonus_pct=PercentRange(bonus, bonus) if bonus is not None else None,
        bonus=money["bonus"],
        signing_bonus=money["signing_bonus"],
        total_comp=money["total_comp"],
        period="year",
        open_ended=False,
        source="front_matter",
        citation=Citation(guide, line, line + len(row) - 1),
        country=label.country,
    )


def _range(row: Mapping[str, Any], stem: str, currency: str) -> MoneyRange | None:
    low, high = _number(row.get(f"{stem}_low")), _number(row.get(f"{stem}_high"))
    return MoneyRange(low, high, currency) if low is not None and high is not None and low <= high else None
