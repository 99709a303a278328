"""Offers in a message: which amounts are base, equity, bonus, signing bonus or total, and whose they are.

In: a message, the companies read in it. Out: `Part`s, each a component of somebody's pay with its Stated value.

>>> told = read_parts("they offered £130k base, £95k equity over 4 years, 5% bonus. I make 110 now", turn=2)
>>> [(part.whose, part.component, str(part.stated.value), part.years) for part in told[:2]]
[('theirs', 'base', '130000', None), ('theirs', 'equity', '95000', 4)]
>>> [(part.whose, part.component, str(part.stated.value)) for part in told[2:]]
[('theirs', 'bonus_pct', '5'), ('current_pay', '', '110000')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from parley.data import load
from parley.dialogue.model import Stated
from parley.dialogue.pay.amounts import INDIAN, Amount, amounts
from parley.dialogue.pay.exchange import found_rate
from parley.dialogue.pay.grants import Term, kind_of, terms_of
from parley.dialogue.pay.labels import Cue, Line, components_of, cues, owner_of
from parley.dialogue.pay.parts import Expecting, Part
from parley.dialogue.pay.payment import YEAR, extra_months_of, instalments, is_sure, months_of
from parley.dialogue.pay.periods import Terms, terms_after
from parley.dialogue.words.text import Mention, name_key, sentences, within, words
from parley.money import currencies

SMALL = Decimal(1000)
LEAST_PAIR = 20
_JOINED = re.compile(r"\s?[/+&]\s?|\s(?:plus|and)\s")
_FILLER = re.compile(r"(?:no|nope|sorry|actually|wait|hmm|i meant?|oh|,|\.|\s|make it|it's|its)*", re.IGNORECASE)
_TAKES_BACK = re.compile(r"\b(?:no|sorry|i mean|i meant|scratch that|correction|oops|or rather|wait)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|at|by|with)\s+(?:the\s)?$")


def read_parts(
    text: str, turn: int, companies: Sequence[Mention] = (), expecting: Expecting | None = None
) -> tuple[Part, ...]:
    """Every component of pay that the message states, in order; see `Part`. Other quantities never appear."""
    terms, lines = terms_of(text), _lines(text)
    found = [
        replace(part, company=_company_of(line, part, companies))
        for line in lines
        for part in _parts(line, turn, expecting or Expecting())
    ]
    pay = _corrected(text, instalments(text, list(_pairs(text, _without_echoes(found)))))
    granted = [
        replace(part, company=_company_of(line, part, companies))
        for line in lines
        for part in _grants(line, terms, turn)
    ]
    return tuple(sorted((*pay, *granted), key=lambda part: part.start))


def _grants(line: Line, terms: Sequence[Term], turn: int) -> Iterator[Part]:
    """The terms of a grant in this sentence, as parts of somebody's pay."""
    for term in terms:
        if line.start <= term.start < line.end:
            owner = owner_of(line, Amount(term.value, None, term.text, term.start, term.end))
            whose, cue = (owner.name, owner.start) if owner else ("theirs", -1)
            stated = Stated(term.value, term.text, turn)
            kind = kind_of(term.text) if term.component == "shares" else None
            part = Part(whose, term.component, stated, term.currency, term.start, term.end, cue=cue)
            years = terms_after(line.between(term.end, line.end)).years if term.component == "shares" else None
            yield replace(part, kind=kind, years=years)


def read_range(text: str, turn: int, expecting: Expecting) -> tuple[Stated, Stated] | None:
    """The range that they quote, low and high in whole units: told to weigh, never an offer.

    >>> low, high = read_range("they said 150-190k", 1, Expecting()) or ()
    >>> int(low.value), int(high.value), high.text
    (150000, 190000, '150-190k')
    """
    for line in _lines(text):
        for amount in line.amounts:
            owner = owner_of(line, amount)
            theirs = owner.name == "theirs" if owner else not amount.bare
            if amount.high is not None and not amount.percent and theirs:
                top = replace(amount, value=amount.high)
                terms = terms_after(line.between(amount.end, line.following(amount)))
                low, high = (_stated(end, terms, expecting, turn)[0] for end in (amount, top))
                return low, high
    return None


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[Line, ...]:
    return tuple(_each_line(text))


def _each_line(text: str) -> Iterator[Line]:
    terms = terms_of(text)
    taken, counted = ([(term.start, term.end) for term in terms if term.value or whole] for whole in (True, False))
    rate = found_rate(text)
    taken += [(rate.start, rate.end)] if rate else []
    message, every = words(text), [amount for amount in amounts(text) if not within(amount.start, taken)]
    components = tuple(cue for cue in cues(message, "components") if not within(cue.start, counted))
    owners = cues(message, "whose")
    for start, end in sentences(text):
        inside = tuple(amount for amount in every if start <= amount.start < end)
        yield Line(text, start, end, inside, _inside(components, start, end), _inside(owners, start, end))


def _inside(found: Iterable[Cue], start: int, end: int) -> tuple[Cue, ...]:
    return tuple(cue for cue in found if start <= cue.start < end)


def _parts(line: Line, turn: int, expecting: Expecting) -> Iterator[Part]:
    labels = components_of(line)
    for amount in line.amounts:
        label, owner = labels.get(amount.start), owner_of(line, amount)
        if _is_pay(line, amount, label, owner, expecting):
            terms = terms_after(line.between(amount.end, line.following(amount)))
            if terms.period != "hour":
                meant = _in_lakhs(line, amount)
                said = _stated(meant, terms, expecting, turn, months_of(line.text) or YEAR)
                part = _part(meant, label.name if label else "", owner, terms, said)
                yield _told_beside(part, line, amount, label, terms)


def _told_beside(part: Part, line: Line, amount: Amount, label: Cue | None, terms: Terms) -> Part:
    """The part with what the words beside it tell: what is granted, that it is a month's, whether a bonus is sure."""
    if terms.period == "month" and part.component != "equity":
        part = replace(part, monthly=True, months=months_of(line.text))
    if part.component == "equity":
        return replace(part, kind=kind_of(label.key) if label else None)
    if part.component in ("", "base") and terms.period != "month":
        return replace(part, months=extra_months_of(line.text))
    if part.component in ("bonus", "bonus_pct"):
        around = f"{label.key if label else ''} {line.between(amount.end, line.following(amount))}"
        return replace(part, sure=is_sure(around))
    return part


def _is_pay(line: Line, amount: Amount, label: Cue | None, owner: Cue | None, expecting: Expecting) -> bool:
    name = label.name if label else ""
    added = any(_pair(line, amount, other) for other in line.next_to(amount))
    if name == "other" or (amount.percent and name not in ("bonus", "total") and not added):
        return False
    if amount.high is not None and (owner is None or owner.name == "theirs"):
        return False
    return not amount.bare or _is_money(line, amount, label, owner, expecting)


def _is_money(line: Line, amount: Amount, label: Cue | None, owner: Cue | None, expecting: Expecting) -> bool:
    """Whether a bare number is money: beside a word of pay, in an answer, behind "they said", or in a pair."""
    if label and len(_gap(line, amount, label).split()) <= 3:
        return True
    if expecting.number and len(line.text.split()) <= 4:
        return True
    if owner and (owner.start > amount.end or len(line.between(owner.end, amount.start).split()) <= 3):
        return True
    if terms_after(line.between(amount.end, line.following(amount))[:12]).years:
        return True
    if any(_pair(line, amount, other) for other in line.next_to(amount)):
        return True
    ahead, behind = line.between(line.start, amount.start).lstrip(), line.between(amount.end, line.end)
    alone = _FILLER.fullmatch(ahead) and not behind.strip(" .!?")
    return bool(alone) and expecting.talk and amount.value >= LEAST_PAIR


def _gap(line: Line, one: Amount, other: Amount | Cue) -> str:
    first, second = sorted((one, other), key=lambda item: item.start)
    return line.between(first.end, second.start)


def _pair(line: Line, amount: Amount, other: Amount) -> bool:
    """`180k / 150`, or `185/200`: one of two joined numbers makes the other money, a slash or a plus makes both.

    So does a word of pay behind the second: "155 + 10 sign-on".
    """
    gap = _gap(line, amount, other)
    both = min(amount.value, other.value) >= LEAST_PAIR and bool({"/", "+"} & set(gap))
    money = not other.bare or both or (amount.value >= LEAST_PAIR and _is_named(line, other))
    return other is not amount and money and bool(_JOINED.fullmatch(gap))


def _is_named(line: Line, amount: Amount) -> bool:
    return any(0 <= cue.start - amount.end <= 1 for cue in line.components)


def _part(amount: Amount, component: str, owner: Cue | None, terms: Terms, said: tuple[Stated, bool]) -> Part:
    stated, scaled = said
    named = "bonus_pct" if amount.percent else component or ("equity" if (terms.years or 0) > 2 else "")
    years = terms.years if named == "equity" else None
    if named == "equity" and terms.period in ("year", "month"):
        stated, years = replace(stated, value=stated.value * 4), 4
    whose, cue = (owner.name, owner.start) if owner else ("theirs", -1)
    return Part(whose, named, stated, amount.currency, amount.start, amount.end, years, scaled, None, cue)


def _stated(amount: Amount, terms: Terms, expecting: Expecting, turn: int, months: int = YEAR) -> tuple[Stated, bool]:
    """The value in whole units a year, a monthly one `months` times, and whether its scale was assumed."""
    value, assumed = amount.value, False
    if not (amount.percent or amount.scaled) and value < SMALL and terms.period != "month":
        value, assumed = value * _bare_scale(amount, expecting), True
    if terms.period == "month" and not amount.percent:
        value *= months
    return Stated(value.normalize() + 0, amount.text, turn), assumed


def _in_lakhs(line: Line, amount: Amount) -> Amount:
    """A bare number beside one in lakhs is in lakhs too: "38 LPA, fixed 32"."""
    indian = any(other.text.lower().endswith(INDIAN) and other.currency == "INR" for other in line.amounts)
    return replace(amount, currency="INR") if indian and amount.bare else amount


def _bare_scale(amount: Amount, expecting: Expecting) -> int:
    currency = amount.currency or expecting.currency
    indian = currency is not None and currencies()[currency].counting == "indian"
    return 10**5 if indian or amount.text.lower().endswith(INDIAN) else 1000


def _company_of(line: Line, part: Part, companies: Sequence[Mention]) -> Mention | None:
    """The company a part is told of: "from X" close behind it, else the last one named before it in its sentence."""
    before = [mention for mention in companies if line.start <= mention.start and mention.end <= part.start]
    behind = [mention for mention in companies if part.end <= mention.start < line.end]
    told = line.between(part.end, behind[0].start) if behind else ""
    if behind and _FROM.search(told) and len(told.split()) <= 6 and not re.search(r"[,;.]", told):
        return behind[0]
    return before[-1] if before else None


def _without_echoes(found: Sequence[Part]) -> list[Part]:
    """Drops a figure that nothing calls an offer and that repeats one the user asked, wished or said of themselves."""
    own = {part.stated.value for part in found if part.whose not in ("theirs", "rival")}
    return [part for part in found if part.cue >= 0 or part.component or part.stated.value not in own]


def _pairs(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Marks the second of an unnamed pair: "205k / 220k" is base and, where the guide grants any, equity."""
    for index, part in enumerate(parts):
        previous = parts[index - 1] if index else None
        joined = previous and _JOINED.fullmatch(text, previous.end, part.start)
        pair = joined and previous and previous.whose == part.whose
        yield replace(part, component="equity?") if pair and not part.component else part


def _corrected(text: str, parts: Iterable[Part]) -> list[Part]:
    """Drops what the same breath takes back: "1.2M... no, 210k base", "95 over 4 hmm sorry 45 over 4"."""
    kept: list[Part] = []
    for part in parts:
        if kept and _TAKES_BACK.search(text, kept[-1].end, part.start) and part.whose == kept[-1].whose:
            component = part.component or kept[-1].component
            kept = [old for old in kept if old.component not in (component, "") or old.whose != part.whose]
            kept.append(replace(part, component=component))
        else:
            kept.append(part)
    return kept


def corrects(text: str) -> bool:
    """Whether the message takes back what was said before, rather than telling of a new round.

    >>> corrects("no, 140"), corrects("sorry, I meant 130"), corrects("they came back with 140 and said no")
    (True, True, False)
    """
    folded = " ".join(word.key for word in words(text))
    table = load("offers")
    if any(_holds(folded, cue) for cue in table["new_round"]):
        return False
    opening = " ".join(folded.split()[:4])
    return any(_holds(folded if " " in str(cue) else opening, cue) for cue in table["corrects"])


def _holds(text: str, cue: object) -> bool:
    return bool(re.search(rf"\b{re.escape(name_key(str(cue)))}\b", text))
