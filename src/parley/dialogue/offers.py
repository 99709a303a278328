"""Offers in a message: which amounts are base, equity, bonus, signing bonus or total, and whose they are.

In: a message, the companies read in it. Out: `Told` parts, each a component of somebody's pay with its Stated value.

>>> told = read_parts("they offered £130k base, £95k equity over 4 years, 5% bonus. I make 110 now", turn=2)
>>> [(part.whose, part.component, str(part.stated.value), part.years) for part in told[:2]]
[('theirs', 'base', '130000', None), ('theirs', 'equity', '95000', 4)]
>>> [(part.whose, part.component, str(part.stated.value)) for part in told[2:]]
[('theirs', 'bonus_pct', '5'), ('current_pay', '', '110000')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from parley.data import load
from parley.dialogue.amounts import INDIAN, Amount, Terms, amounts, terms_after
from parley.dialogue.model import Stated
from parley.dialogue.text import Mention, Word, name_key, runs, sentences, words
from parley.money import currencies

OWNERS = ("theirs", "current_pay", "asked", "wished", "walk_away", "rival")
SMALL = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Part:
    """One component of somebody's pay: `whose` is one of OWNERS, `company` the mention it was told of.

    `component` is base, equity, bonus_pct, bonus, signing, total or "" where the words do not tell. `years` of a grant;
    `yearly` for equity told by the year (already times four); `assumed_scale` for a bare "140" read as thousands.
    """

    whose: str
    component: str
    stated: Stated
    currency: str | None
    start: int
    end: int
    years: int | None = None
    assumed_scale: bool = False
    company: Mention | None = None
    cued: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that names a component or an owner, and where."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expecting:
    """What the talk so far makes likely: a number at all (the coach asked), and the currency of bare ones."""

    number: bool = False
    currency: str | None = None


@cache
def _phrases(table: str) -> Mapping[str, str]:
    return {name_key(str(text)): name for name, texts in load("offers")[table].items() for text in texts}


@cache
def _longest(table: str) -> int:
    return max(key.count(" ") + 1 for key in _phrases(table))


def cues(message: Sequence[Word], table: str) -> list[Cue]:
    """The phrases of one table of data/offers.yaml in the message, longest first, without overlap."""
    found: list[Cue] = []
    past = 0
    for first, end, key in runs(message, _longest(table)):
        name = _phrases(table).get(key)
        if name and first >= past:
            found.append(Cue(name, message[first].start, message[end - 1].end))
            past = end
    return found


def read_parts(
    text: str, turn: int, companies: Sequence[Mention] = (), expecting: Expecting | None = None
) -> tuple[Part, ...]:
    """Every component of pay that the message states, in order; see `Part`. Other quantities never appear."""
    expecting = expecting or Expecting()
    message = words(text)
    components, owners = cues(message, "components"), cues(message, "whose")
    found: list[Part] = []
    for start, end in sentences(text):
        inside = [amount for amount in amounts(text) if start <= amount.start < end]
        labels = _components(text, inside, [cue for cue in components if start <= cue.start < end])
        for amount in inside:
            part = _part(
                text, (start, end), amount, labels.get(amount.start, ""), inside, owners, companies, expecting, turn
            )
            if part:
                found.append(part)
    return tuple(_corrected(text, _pairs(text, _without_echoes(found))))


def _without_echoes(found: Sequence[Part]) -> list[Part]:
    """Drops a figure that nothing calls an offer and that repeats one the user asked, wished or said of themselves."""
    own = {part.stated.value for part in found if part.whose not in ("theirs", "rival")}
    return [part for part in found if part.cued or part.component or part.stated.value not in own]


def _components(text: str, found: Sequence[Amount], labels: Sequence[Cue]) -> dict[int, str]:
    """The component of each amount by its position: the word right before it, else the next word after it, once each."""
    free = list(labels)
    result: dict[int, str] = {}
    for index, amount in enumerate(found):
        last = found[index - 1].end if index else -1
        following = found[index + 1].start if index + 1 < len(found) else len(text) + 1
        before = [
            cue for cue in free if last <= cue.start and cue.end <= amount.start and _close(text, cue.end, amount.start)
        ]
        after = [
            cue
            for cue in free
            if amount.end <= cue.start < following and not re.search(r"[;+]", text[amount.end : cue.start])
        ]
        chosen = before[-1] if before else (after[0] if after else None)
        if (
            before
            and after
            and _tight(text, amount.end, after[0].start)
            and not _tight_before(text, before[-1].end, amount.start)
        ):
            chosen = after[0]
        if chosen:
            free.remove(chosen)
            result[amount.start] = chosen.name
    return result


def _close(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    return len(gap) < 28 and len(re.findall(r"\w+", gap)) <= 4 and not re.search(r"[,;+]", gap)


def _tight(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip(" -")


def _tight_before(text: str, start: int, end: int) -> bool:
    return bool(re.fullmatch(r"[\s:=]*(?:(?:is|of|at|was|around|about)\s)?\s*", text[start:end], re.IGNORECASE))


def _part(  # noqa: PLR0913
    text: str, span: tuple[int, int], amount: Amount, component: str, inside: Sequence[Amount], owners: Sequence[Cue],
    companies: Sequence[Mention], expecting: Expecting, turn: int,
) -> Part | None:  # fmt: skip
    owner = _owner(text, span, amount, inside, owners)
    if component == "other" or (amount.percent and component not in ("bonus", "total")):
        return None
    if amount.bare and not _is_money(text, amount, component, inside, owner, expecting):
        return None
    if amount.high is not None and (owner is None or owner.name == "theirs"):
        return None
    following = min((other.start for other in inside if other.start > amount.start), default=span[1])
    terms = terms_after(text[amount.end : following])
    if terms.period == "hour":
        return None
    whose = owner.name if owner else "theirs"
    company = _company_of(text, span, amount, companies)
    stated, scaled = _stated(amount, component, terms, expecting, turn)
    named = "bonus_pct" if amount.percent else component or ("equity" if terms.years and terms.years > 2 else "")
    years = terms.years if named == "equity" else None
    if named == "equity" and terms.period in ("year", "month"):
        stated, years = replace(stated, value=stated.value * 4), 4
    return Part(
        whose, named, stated, amount.currency, amount.start, amount.end, years, scaled, company, owner is not None
    )


def _stated(amount: Amount, component: str, terms: Terms, expecting: Expecting, turn: int) -> tuple[Stated, bool]:
    value, assumed = amount.value, False
    if not amount.percent and not amount.scaled and value < SMALL and terms.period != "month":
        value, assumed = value * _bare_scale(amount, expecting), True
    if terms.period == "month" and not amount.percent:
        value *= 12
    return Stated(value.normalize() + 0, amount.text, turn), assumed


def _bare_scale(amount: Amount, expecting: Expecting) -> int:
    currency = amount.currency or expecting.currency
    indian = currency is not None and currencies()[currency].counting == "indian"
    return 10**5 if indian or amount.text.lower().endswith(INDIAN) else 1000


def _is_money(
    text: str, amount: Amount, component: str, inside: Sequence[Amount], owner: Cue | None, expecting: Expecting
) -> bool:
    if component and not re.search(r"\w+\s+\w+\s+\w+\s+\w+", _between(text, amount, component)):
        return True
    if expecting.number and len(text.split()) <= 4:
        return True
    if owner and (len(re.findall(r"\w+", text[owner.end : amount.start])) <= 3 or owner.start > amount.end):
        return True
    if any(
        (not other.bare or (20 <= min(amount.value, other.value) and "/" in _gap(text, amount, other)))
        and re.fullmatch(r"\s?[/+&]\s?|\s(?:plus|and)\s", _gap(text, amount, other))
        for other in inside
    ):
        return True
    return bool(
        re.fullmatch(
            r"(?:no|nope|sorry|actually|wait|hmm|i meant?|oh|,|\.|\s|make it|it's|its)*",
            text[: amount.start],
            re.IGNORECASE,
        )
    ) and (not text[amount.end :].strip(" .!?") and amount.value >= 20)


def _between(text: str, amount: Amount, component: str) -> str:
    """What stands between an amount and the nearest word for its component."""
    spots = [cue for cue in cues(words(text), "components") if cue.name == component]
    nearest = min(spots, key=lambda cue: min(abs(cue.start - amount.end), abs(amount.start - cue.end)))
    return text[amount.end : nearest.start] if nearest.start >= amount.end else text[nearest.end : amount.start]


def _gap(text: str, one: Amount, other: Amount) -> str:
    first, second = sorted((one, other), key=lambda amount: amount.start)
    return text[first.end : second.start]


def _owner(
    text: str, span: tuple[int, int], amount: Amount, inside: Sequence[Amount], owners: Sequence[Cue]
) -> Cue | None:
    """Whose the amount is: the last cue before it in its sentence, unless one right behind it says so more closely."""
    before = [cue for cue in owners if span[0] <= cue.start and cue.end <= amount.start]
    following = min((other.start for other in inside if other.start > amount.start), default=span[1])
    after = [
        cue
        for cue in owners
        if amount.end <= cue.start < following and not re.search(r"[,;]", text[amount.end : cue.start])
    ]
    close = [
        cue
        for cue in after
        if len(text[amount.end : cue.start].split()) <= 3 and cue.name not in ("theirs", "asked", "wished")
    ]
    if close and not (before and before[-1].name != "theirs"):
        return close[0]
    return before[-1] if before else None


def _company_of(text: str, span: tuple[int, int], amount: Amount, companies: Sequence[Mention]) -> Mention | None:
    """The company an amount is told of: the last one named before it in its sentence, else "from X" behind it."""
    before = [mention for mention in companies if span[0] <= mention.start and mention.end <= amount.start]
    after = [
        mention for mention in companies
        if amount.end <= mention.start < span[1] and re.search(r"\b(?:from|at|by|with)\s+(?:the\s)?$", text[amount.end : mention.start])
    ]  # fmt: skip
    if (
        after
        and len(text[amount.end : after[0].start].split()) <= 6
        and not re.search(r"[,;.]", text[amount.end : after[0].start])
    ):
        return after[0]
    return before[-1] if before else None


def _pairs(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Gives parts without a component theirs by their place: "205k / 220k RSU" is base and equity; a lone one stays open."""
    for index, part in enumerate(parts):
        previous = parts[index - 1] if index else None
        joined = previous and re.fullmatch(r"\s?[/+&]\s?|\s(?:plus|and)\s", text[previous.end : part.start])
        if not part.component and joined and previous and previous.whose == part.whose:
            yield replace(part, component="equity?")
        else:
            yield part


def _corrected(text: str, parts: Iterator[Part]) -> list[Part]:
    """Drops what the same breath takes back: "1.2M... no, 210k base", "95 over 4 hmm sorry 45 over 4"."""
    kept: list[Part] = []
    for part in parts:
        if kept and _takes_back(text[kept[-1].end : part.start]):
            component = part.component or kept[-1].component
            kept = [old for old in kept if old.component not in (component, "") or old.whose != part.whose]
            part = replace(part, component=component)
        kept.append(part)
    return kept


def _takes_back(between: str) -> bool:
    return bool(
        re.search(r"\b(?:no|sorry|i mean|i meant|scratch that|correction|oops|rather|wait)\b", between, re.IGNORECASE)
    )


def corrects(text: str) -> bool:
    """Whether the message takes back what was said before, rather than telling of a new round.

    >>> corrects("no, 140"), corrects("sorry, I meant 130"), corrects("they came back with 140 and said no")
    (True, True, False)
    """
    folded = " ".join(word.key for word in words(text))
    if any(re.search(rf"\b{re.escape(str(cue))}\b", folded) for cue in load("offers")["new_round"]):
        return False
    opening = " ".join(folded.split()[:4])
    table = load("offers")["corrects"]
    return any(re.match(rf"{re.escape(name_key(str(cue)))}\b", opening) for cue in table) or any(
        re.search(rf"\b{re.escape(name_key(str(cue)))}\b", folded) for cue in table if " " in str(cue)
    )
