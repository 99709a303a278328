"""One cell of a pay table: a small grammar for the ways that guides write amounts, percentages and their periods.

In: the text of a cell. Out: a `Cell`; a cell that cannot be read with certainty carries `unsure`, the reason, and no
amounts. Nothing is guessed:

>>> cell = read_cell("£109K / $137K - £148K / $186K")
>>> [(str(span.low), str(span.high), span.currencies) for span in cell.money]
[('109000', '148000', ('GBP',)), ('137000', '186000', ('USD',))]
>>> read_cell("10% target ($16,000 – $20,000)").percent
PercentRange(low=Decimal('10'), high=Decimal('10'))
>>> read_cell("SEK 664K–1,166K/yr (4yr vest)").years
1
>>> read_cell("$155,000-£255,000").unsure
'two currencies in one range: $155,000-£255,000'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from html import unescape

from parley.guides.model import PercentRange
from parley.guides.tokens import SMALLEST, Token, UnsureError, read_tokens
from parley.money import LARGEST, SCALES

WIDEST = 10
"""A range whose high end is more than this many times its low end is a slip of the pen (a K for an M), not pay."""

MOST_PERCENT = 300
"""A share of base above this is no bonus."""

BLANK = frozenset({"", "-", "–", "—", "--", "n/a", "na", "none", "nil", "null", "tbd", "n.a.", "?", "x"})
MARKS = re.compile(r"\*+|`+|~(?=\S)|:[a-z_]+:|^_+|_+$")
BREAK = re.compile(r"(?i)\s*<br\s*/?>\s*")
ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
SCALE_WORDS = {"thousand": "K", "million": "M", "millions": "M", "billion": "B", "lacs": "L"}
SCALE_WORD = re.compile(rf"(?i)(?<=\d)\s*({'|'.join(SCALE_WORDS)})\b")
OTHER_PERIOD = re.compile(
    r"(?i)(?:/\s?|\bper |\ban? )(?:q(?:uarter|tr)?|hr|hour|week|wk|day)\b|\b(?:quarter|hour|week|dai)ly\b"
)
UNITS = re.compile(r"(?i)\d[km]?\s*(?:rsu|option|share|unit)s?\b(?!\s*/)")
VESTING = re.compile(r"(?i)\b(?:vest|cliff)")
LIMIT = re.compile(r"(?i)(?:<|≤|>|≥|\bup to\b|\bunder\b|\bbelow\b|\bless than\b|\bat most\b|\bmax(?:imum)?\b)")


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount range as written: `currencies` its candidates (several for a shared symbol, none for a bare number)."""

    low: Decimal
    high: Decimal
    currencies: tuple[str, ...]
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `money` holds one span, or two where the cell states pay in two currencies, in its order.

    `years` is the time an equity figure is for (1 or 4, say), `monthly` that the cell is per month. `text` is the cell
    without Markdown; `unsure` says why it could not be read; `counts_units` that it counts shares, not money.
    """

    text: str
    money: tuple[AmountSpan, ...] = ()
    percent: PercentRange | None = None
    years: int | None = None
    monthly: bool = False
    open_ended: bool = False
    unsure: str | None = None
    counts_units: bool = False

    @property
    def blank(self) -> bool:
        """True when the cell says in so many words that there is nothing."""
        return self.text.casefold() in BLANK


@cache
def read_cell(text: str) -> Cell:
    """The reading of one cell."""
    plain = " ".join(MARKS.sub("", BREAK.sub(" / ", unescape(text))).replace("\\", "").replace("￥", "¥").split())
    plain = SCALE_WORD.sub(lambda word: SCALE_WORDS[word[1].lower()], plain)
    if plain.casefold() in BLANK:
        return Cell(plain)
    try:
        return _read(plain)
    except UnsureError as reason:
        return Cell(plain, unsure=f"{reason}: {plain}")


def _read(plain: str) -> Cell:
    asides = [first or second for first, second in ASIDE.findall(plain)]
    main = _stretch(ASIDE.sub(" ", plain))
    if main.counts_units:
        main = next((worth for worth in map(_worth, asides) if worth.money), main)
    for aside in asides:
        main = _complete(main, aside)
    return replace(main, text=plain)


def _worth(aside: str) -> Cell:
    """What counted shares are said to be worth, in the parentheses behind them."""
    try:
        return _stretch(aside)
    except UnsureError:
        return Cell(aside)


def _complete(main: Cell, aside: str) -> Cell:
    """`main` with what only a remark in parentheses says: a percentage, an amount, a period."""
    try:
        extra = _stretch(aside)
    except UnsureError:
        if main.money or main.percent:
            return main
        raise
    return replace(
        main,
        money=main.money or (() if main.years and not main.percent else extra.money),
        percent=main.percent or (extra.percent if _is_share_of_base(aside) else None),
        years=main.years or (None if extra.money else extra.years),
        monthly=main.monthly or (extra.monthly and not extra.money and not main.years),
    )


def _is_share_of_base(aside: str) -> bool:
    """True for `(10-15%)`; not for `(+5-10% effective vs Paris)`, which compares."""
    return not re.search(
        r"(?i)[+\-−–](?=\d)(?<!\d.)|\bvs\b|\bof (?!base|salary|the base)|\bequiv|\bpremium\b", aside.strip()
    )


def _stretch(text: str) -> Cell:
    text = _without_limit_behind(text)
    tokens = list(read_tokens(text))
    amounts = [token for token in tokens if token.kind == "amount"]
    if UNITS.search(text) and not any(token.symbol for token in amounts):
        return Cell(text, counts_units=True)
    percents = [token for token in tokens if token.kind == "percent"]
    if amounts and OTHER_PERIOD.search(text):
        raise UnsureError("per quarter, week, day or hour")
    if (amounts or percents) and LIMIT.search(text):
        raise UnsureError("a limit, not a range")
    return Cell(
        text,
        money=tuple(_money(tokens)) if amounts else (),
        percent=_percent(tokens, text) if percents else None,
        years=next((int(token.value) for token in tokens if token.kind == "year"), None),
        monthly=any(token.kind == "month" for token in tokens) and not VESTING.search(text),
        open_ended=any(token.kind == "plus" and not token.spaced for token in tokens),
    )


def _without_limit_behind(text: str) -> str:
    """`15% target, up to 30%` as far as the limit; a limit with nothing before it stays."""
    limit = LIMIT.search(text)
    return text[: limit.start()] if limit and re.search(r"\d", text[: limit.start()]) else text


# --- amounts


def _money(tokens: Sequence[Token]) -> Iterator[AmountSpan]:
    """The ranges of a cell, by the marks that stand between its amounts."""
    parts = [token for token in tokens if token.kind in ("amount", "small", "to", "slash", "word", "plus")]
    parts = _between_amounts(_shorthand(parts))
    shape = "".join({"to": "-", "slash": "/"}.get(token.kind, "?") for token in parts if token.kind != "amount")
    amounts = [token for token in parts if token.kind == "amount"]
    pairs = SHAPES.get((len(amounts), shape))
    if pairs is None:
        raise UnsureError("amounts that do not form a range")
    spans = [_span(amounts[low], amounts[high]) for low, high in pairs]
    if len(spans) == 2 and set(spans[0].currencies) & set(spans[1].currencies):
        raise UnsureError("two ranges in one currency")
    yield from spans


SHAPES = {
    (1, ""): ((0, 0),),
    (2, "-"): ((0, 1),),
    (2, "/"): ((0, 0), (1, 1)),
    (4, "-/-"): ((0, 1), (2, 3)),
    (4, "/-/"): ((0, 2), (1, 3)),
}
"""How many amounts with which marks between them -> which amounts make ranges: `a-b / c-d`, `a / c - b / d`."""


def _shorthand(tokens: Sequence[Token]) -> list[Token]:
    """Small bare numbers beside a dash are amounts in the other's scale: `$120K–165`, `120–165K`."""
    read = list(tokens)
    for position, token in enumerate(tokens):
        before = tokens[position - 2 : position] if position >= 2 else ()
        after = tokens[position + 1 : position + 3]
        partner = next((run[where] for run, where in ((before, 0), (after, -1)) if _is_partner(run, where)), None)
        if token.kind == "small" and partner:
            read[position] = Token("amount", token.text, token.value)
    return [token for token in read if token.kind != "small"]


def _is_partner(run: Sequence[Token], where: int) -> bool:
    dash = len(run) == 2 and run[1 + where].kind == "to"
    return dash and run[where].kind == "amount" and bool(run[where].scale)


def _between_amounts(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` from the first amount to the last; a plus glued to an amount is no mark between."""
    where = [position for position, token in enumerate(tokens) if token.kind == "amount"]
    inner = tokens[where[0] : where[-1] + 1]
    return [token for token in inner if token.kind != "plus" or token.spaced]


def _span(low: Token, high: Token) -> AmountSpan:
    currencies, symbol = _shared_currency(low, high)
    first, second = _amount(low, high), _amount(high, low)
    if first > second:
        raise UnsureError("the low end is above the high end")
    if 0 < first < SMALLEST or second < SMALLEST:
        raise UnsureError("an amount too small for pay")
    if first and second > WIDEST * first:
        raise UnsureError("a range too wide for pay")
    return AmountSpan(first, second, currencies, symbol)


def _shared_currency(low: Token, high: Token) -> tuple[tuple[str, ...], str | None]:
    if not low.currencies or not high.currencies:
        return low.currencies or high.currencies, low.symbol or high.symbol
    if low.currencies == high.currencies:
        return low.currencies, low.symbol
    if "$" in (low.symbol, high.symbol) and (low.named or high.named):
        return (low.currencies, low.symbol) if low.named else (high.currencies, high.symbol)
    common = tuple(code for code in low.currencies if code in high.currencies)
    if not common:
        raise UnsureError("two currencies in one range")
    return common, low.symbol


def _amount(token: Token, partner: Token) -> Decimal:
    """The whole amount; one end without a scale takes the other's (`120–165K`), zero needs none (`$0-$40K`)."""
    scale = token.scale or (partner.scale if _lacks_scale(token, partner) else None)
    value = token.value * (SCALES[scale] if scale else 1)
    if value > LARGEST:
        raise UnsureError("more than anybody's pay")
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _lacks_scale(token: Token, partner: Token) -> bool:
    """True for the 120 of `$120-$165K` and the 165 of `$120K–165`; not for the 200 of `$150K-$200`, a lost K."""
    if token is partner or token.scale or not 0 < token.value < SMALLEST:
        return False
    return not token.symbol or token.value <= partner.value


def _percent(tokens: Sequence[Token], text: str) -> PercentRange | None:
    parts = [token for token in tokens if token.kind in ("percent", "small", "to", "slash", "word")]
    where = [position for position, token in enumerate(parts) if token.kind == "percent"]
    first, last = where[0], where[-1]
    if last == first and first >= 2 and parts[first - 1].kind == "to" and parts[first - 2].kind == "small":
        low, high = parts[first - 2].value, parts[first].value
    elif last == first or (len(where) == 2 and [part.kind for part in parts[first + 1 : last]] == ["to"]):
        low, high = parts[first].value, parts[last].value
    else:
        raise UnsureError("percentages that do not form a range")
    if low > high or high > MOST_PERCENT:
        raise UnsureError("a percentage range that cannot be")
    if re.search(r"(?i)%\s*of\s+(?!base|salary|annual|fixed|the base|target)", text) or "equivalent" in text.casefold():
        raise UnsureError("a share of something else, not an amount")
    return PercentRange(low, high)
