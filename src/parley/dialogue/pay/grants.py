"""What a message tells of an equity grant besides its value: units, prices of a share, how it vests (data/grants.yaml).

In: a message. Out: `Term`s with their place in it, so that none of their numbers is taken for pay.

>>> [(term.component, str(term.value)) for term in grant_terms("20,000 options, $4 strike, 409A $10, preferred $25")]
[('shares', '20000'), ('strike', '4'), ('fair', '10'), ('preferred', '25')]
>>> [(term.component, term.text) for term in grant_terms("£95k equity vesting 5/15/40/40 with a one-year cliff")]
[('cliff', 'one-year cliff'), ('schedule', '5/15/40/40')]
>>> grant_terms("does it vest 25% a year?"), grant_terms("95k RSUs, 120k stock, 185/200")
((), ())
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from parley.data import load
from parley.dialogue.words.text import sentences
from parley.money import MARKS, codes_by_symbol, codes_of

WHOLE = Decimal(100)
THIRDS = Decimal(99)
"""What 33/33/33 adds up to: people mean thirds."""
MOST_A_SHARE = Decimal(20_000)
_NUMBER = r"(?P<n>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_GAP = re.compile(
    r"(?:\W|\b(?:price|is|was|of|at|a|an|the|about|around|now|currently|value|valued|worth|with)\b)*", re.I
)
_QUESTION = re.compile(r"\W*(?:does|do|is|are|was|will|would|can|could|should|what|which|how|why)\b", re.IGNORECASE)
_EACH = re.compile(r"\W*(?:at|@|x|each worth|worth|priced at|priced)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing told of a grant: `component` is a field of `model.Grant`; `value` is 0 where words alone tell it."""

    component: str
    value: Decimal
    text: str
    start: int
    end: int
    currency: str | None = None


@lru_cache(maxsize=256)
def grant_terms(text: str) -> tuple[Term, ...]:
    """Every term of a grant that the message tells, in order of kind."""
    return tuple(term for start, end in sentences(text) for term in _of_sentence(text, start, end))


def _of_sentence(text: str, start: int, end: int) -> Iterator[Term]:
    sentence = text[start:end]
    prices = list(_prices(sentence))
    shares = list(_units(sentence, priced=bool(prices)))
    found = [*shares, *prices, *_each(sentence, shares, prices), *_stake(sentence)]
    asks = sentence.rstrip().endswith("?")
    found += [] if asks else _words(sentence)
    found += [] if asks and _QUESTION.match(sentence) else _schedule(sentence)
    yield from (
        Term(term.component, term.value, term.text, term.start + start, term.end + start, term.currency)
        for term in found
    )


@cache
def _marks() -> str:
    symbols = sorted(codes_by_symbol(), key=len, reverse=True)
    return "|".join(rf"(?<![A-Za-z]){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in symbols)


@cache
def _counted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load("grants")
    patterns = (rf"(?<![\w.,{MARKS}]){_NUMBER}(?P<k>\s?k)?\+? {table[name]}\b" for name in ("units", "units_if_small"))
    first, second = (re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    return first, second


def _units(sentence: str, *, priced: bool) -> Iterator[Term]:
    """Numbers of options or shares; of RSUs only a small one, as a large one is what they are worth.

    "175k + 90k options" tells what they are worth, unless a price of one is told as well.
    """
    always, if_small = _counted()
    for match in always.finditer(sentence):
        added = re.search(r"(?:\d\s?k?(?: base| salary)?\s?)(?:\+|/|plus|and|with)\s?$", sentence[: match.start()])
        if (priced or not (match["k"] and added)) and not _marked(sentence, match):
            yield _term("shares", match, thousands=bool(match["k"]))
    for match in if_small.finditer(sentence):
        least, most = load("grants")["small"]
        if not match["k"] and not _marked(sentence, match) and least <= _number(match["n"]) < most:
            yield _term("shares", match)


def _marked(sentence: str, match: re.Match[str]) -> bool:
    return re.search(rf"(?:{_marks()})\s?$", sentence[: match.start()], re.IGNORECASE) is not None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _term(component: str, match: re.Match[str], *, thousands: bool = False, currency: str | None = None) -> Term:
    value = _number(match["n"]) * (1000 if thousands else 1)
    return Term(component, value, match[0].strip(), match.start(), match.end(), currency)


@cache
def _price_tokens() -> re.Pattern[str]:
    labels = "|".join(rf"(?P<{name}>{text})" for name, text in load("grants")["prices"].items())
    return re.compile(
        rf"(?<![\w])(?:{labels})(?!\w)|(?P<mark>{_marks()})?\s?(?<![\w.,]){_NUMBER}(?![\w%]|[.,]\d|\s?k\b)",
        re.IGNORECASE,
    )


def _prices(sentence: str) -> Iterator[Term]:
    """Prices of one share: a number right before its word, else the next one behind it."""
    if not re.search(r"\d", sentence):
        return
    tokens = list(_price_tokens().finditer(sentence))
    index = 0
    while index + 1 < len(tokens):
        first, second = tokens[index], tokens[index + 1]
        pair = _price(sentence, first, second)
        if pair:
            yield pair
        index += 2 if pair else 1


def _price(sentence: str, first: re.Match[str], second: re.Match[str]) -> Term | None:
    number, label = (first, second) if first["n"] else (second, first)
    gap = sentence[first.end() : second.start()]
    tight = not gap.strip(" /-") if number is first else _GAP.fullmatch(gap)
    if not number["n"] or label["n"] or not tight or _number(number["n"]) >= MOST_A_SHARE:
        return None
    start, end = min(first.start(), second.start()), max(first.end(), second.end())
    value, name = _number(number["n"]), next(name for name in load("grants")["prices"] if label[name])
    return Term(name, value, sentence[start:end].strip(), start, end, _currency(number["mark"]))


def _currency(mark: str | None) -> str | None:
    return codes_of(mark)[0] if mark else None


def _each(sentence: str, shares: Sequence[Term], prices: Sequence[Term]) -> Iterator[Term]:
    """The price of a share told as "5,000 RSUs at $60"."""
    if prices:
        return
    for share in shares:
        for match in _price_tokens().finditer(sentence, share.end):
            if match["n"] and _EACH.fullmatch(sentence[share.end : match.start()]):
                yield _term("price", match, currency=_currency(match["mark"]))
            break


def _stake(sentence: str) -> Iterator[Term]:
    for match in re.finditer(load("grants")["stake"], sentence, re.IGNORECASE):
        yield _term("stake_pct", match)


def _words(sentence: str) -> Iterator[Term]:
    for name, texts in load("grants")["words"].items():
        match = re.search("|".join(texts), sentence, re.IGNORECASE)
        if match and not re.search(r"\bno(?:t)?\s+(?:\w+\s)?$", sentence[: match.start()], re.IGNORECASE):
            yield Term(name, Decimal(0), match[0].strip(), match.start(), match.end())


def _schedule(sentence: str) -> Iterator[Term]:
    for match in re.finditer(load("grants")["schedule"], sentence, re.IGNORECASE):
        if sum(percents(match[0])) in (WHOLE, THIRDS):
            yield Term("schedule", Decimal(0), match[0].strip(), match.start(), match.end())


def percents(schedule: str) -> tuple[Decimal, ...]:
    """The percentages of a schedule as told.

    >>> [str(part) for part in percents("40/30/20/10")]
    ['40', '30', '20', '10']
    """
    return tuple(Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", schedule))


def grant_kind(words: str) -> str | None:
    """What is granted, by the words beside it; None where they do not tell.

    >>> grant_kind("stock options"), grant_kind("phantom shares"), grant_kind("equity")
    ('options', 'phantom', None)
    """
    kinds = load("grants")["kinds"].items()
    return next((name for name, texts in kinds if re.search("|".join(texts), words, re.IGNORECASE)), None)
