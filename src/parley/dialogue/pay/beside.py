"""The numbers of one message judged beside each other, where one alone was read unsurely (docs/reading.md).

In: what the trained reader read of a message. Out: the same with the numbers that its words and its other numbers
settle: the half of a pair, a round before another, the parts of a sum, a place of its own for each other offer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from parley.dialogue.pay.adding_up import split, summed
from parley.dialogue.pay.near_words import REACH, named_beside, near_pattern
from parley.dialogue.words.cues import cue
from parley.dialogue.words.text import fold
from parley.reading.record import ReadName, ReadNumber, Understood

SURE_FROM, NAMED_FROM, ALONE = 0.4, 0.2, 0.8
"""Probability from which a number that stands beside parts of the offer is one, the same where a word beside it names
its part; share of its owner among the likely."""
ONLY_FROM, TOLD_FROM = 0.5, 0.75
"""Probability from which the only base of a message that tells of an offer is its; that it tells of one."""
PLACED_FROM = 0.4
"""Probability from which a number counts as what it was read as; of those below, two in three are something else."""
THEIR_OWN = ("wish", "line", "mine_now")
"""What the person wants, would take and earns: no evidence of anything, so it is kept also when read unsurely."""
NOT_JOINED = ("other", "raise_pct", "bonus_pct", "unknown")
"""Parts that are no component of an offer, or a share that may be of anything."""
GRANTS = frozenset({"equity", "shares", "share_pct"})
"""Parts by which one grant is told: where one is, another number is no more of it."""
UNNAMED = ""
"""The company of another offer whose maker nobody named."""
WHOLE = ("base", "total")
"""Parts that an offer is told by."""
_NEAR = re.compile(
    r"(?:[\s:,()–-]|\b(?:at|for|with|is|offers?|offered|offering|gives?|giving|gave|pays?|paying|said|me|has|have)\b)*"
    r"[^\w\s]?",
    re.IGNORECASE,
)
_TO = re.compile(r"\s?(?:to|down to|up to|and|-|–|—)\s?[^\w\s]?", re.IGNORECASE)
_YEARLY = re.compile(r"(?:(?!vest)[^.,;\d\n]){0,24}?(?:/ ?|\b(?:every|each|per|a) )(?:year|yr)\b", re.IGNORECASE)
"""Behind a grant that is told a year at a time."""
_END = re.compile(r"[.?!](?:\s|$)|\n|$")
_FROM = re.compile(r"\s(?:from|at|by) (?:the )?", re.IGNORECASE)
MOST = 60
"""Numbers that are judged beside each other, for which each is compared with each; a message with more is a table."""


def judged_together(read: Understood) -> Understood:
    """The reading with its numbers judged beside each other; as it is where there are more than people tell."""
    if len(read.numbers) > MOST:
        return read
    numbers = tuple(_on_condition(read.text, read.numbers))
    numbers = tuple(_ranged(read.text, numbers))
    numbers = tuple(_by_their_words(read.text, numbers))
    numbers = tuple(_own_rate(read.text, numbers))
    numbers = tuple(_named_base(read.text, numbers))
    numbers = tuple(_from_to(read.text, _headed(read.text, numbers)))
    numbers = tuple(summed(tuple(_joined(read, numbers))))
    numbers = tuple(_their_most(numbers)) if read.tells("offer_revised") else numbers
    numbers = tuple(split(read.text, tuple(_each_its_maker(read, numbers))))
    return replace(read, numbers=tuple(_doubted(read.numbers, numbers)))


def _doubted(before: Sequence[ReadNumber], numbers: Iterable[ReadNumber]) -> Iterator[ReadNumber]:
    """The numbers, nobody's where the reader was not sure and nothing beside them has settled them."""
    unsure = {
        (one.start, one.part, one.whose) for one in before if one.sure < PLACED_FROM and one.whose not in THEIR_OWN
    }
    for one in numbers:
        yield replace(one, whose=None) if (one.start, one.part, one.whose) in unsure else one


def _on_condition(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """What stands in a yes on a condition ("if they come up to 64 I accept") is only supposed."""
    found = cue("anywhere", "conditional_yes").search(fold(text))
    ends = _END.finditer(text, found.end()) if found else iter(())
    end = next((one.start() for one in ends), len(text))
    for one in numbers:
        inside = found and found.start() <= one.start < end
        yield replace(one, whose="if") if inside and one.whose == "offer" else one


def _ranged(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """Two ends of a range that is told from the top ("140 down to 110") as the one range that they are; a single
    figure of theirs beside it is what they offer.
    """
    ends = [one for one in numbers if one.whose in ("range", "market") and len(one.value) == 1 and one.part == "base"]
    pair = next(((a, b) for a, b in pairwise(ends) if _TO.fullmatch(text, a.end, b.start)), None)
    offered = any(_is_base(one) for one in numbers)
    for one in numbers:
        if pair and one is pair[0]:
            said, value = text[one.start : pair[1].end], (one.value[0], pair[1].value[0])
            value = (min(value), max(value)) if "down" in said.casefold() else value
            yield replace(one, end=pair[1].end, said=said, value=value)
        elif pair and one is not pair[1] and one in ends and not offered:
            yield replace(one, whose="offer")
        elif not pair or one is not pair[1]:
            yield one


def _joined(read: Understood, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """A number of which only the part was unsure, as the offer's where that has other parts here and not this one, or
    where they came back with something and it is the only number.
    """
    parts = {one.part for one in numbers if one.whose == "offer"}
    parts |= GRANTS if parts & GRANTS else set()
    open_parts = [one.part for one in numbers if one.whose is None]
    told = bool(parts) or (len(numbers) == 1 and read.tells("offer_revised"))
    told = told or (dict(read.told).get("offer", 0.0) >= TOLD_FROM and any(_is_only(one) for one in numbers))
    for one in numbers:
        named = _named_beside(read.text, one)
        part = named or one.part
        lone = part not in (*parts, *NOT_JOINED) and open_parts.count(one.part) == 1 and not one.step
        fits = told and lone and one.whose is None and _is_theirs(one, NAMED_FROM if named else SURE_FROM)
        per = "grant" if part == "equity" and not _YEARLY.match(read.text, one.end) else one.per
        yield replace(one, whose="offer", part=part, per=per) if fits else one


def _is_only(one: ReadNumber) -> bool:
    """Whether it is likely enough the base that is offered, where no other part is."""
    return one.part == "base" and one.whose is None and _is_theirs(one, ONLY_FROM)


def _is_theirs(one: ReadNumber, least: float) -> bool:
    others = sum(chance for _, _, chance in one.rivals)
    return one.sure >= least and one.sure / (one.sure + others) >= ALONE


def _named_base(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """A number called base in so many words, where the offer has no other."""
    open_base = not any(_is_base(one) for one in numbers)
    for one in numbers:
        called = one.whose == "offer" and one.part in ("bonus", "signing", "other") and not one.step
        named = open_base and called and near_pattern("base_before").search(text[max(0, one.start - REACH) : one.start])
        yield replace(one, part="base", per="year" if one.per == "once" else one.per) if named else one


def _by_their_words(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """Two numbers read as the same part of one offer, each by the word behind it; "200/240" is base and grant."""
    asked = sorted(one.start for one in numbers if one.whose == "asked")
    for at, one in enumerate(numbers):
        twins = [other for other in numbers if other is not one and _is_twin(one, other)]
        if not twins:
            yield one
            continue
        named = _named_beside(text, one)
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        leads = following in twins and text[one.end : following.start].strip() == "/" if following else False
        if named and named != one.part:
            yield replace(one, part=named, per="year" if named == "base" else one.per)
        elif leads and one.part == "equity" and not named:
            yield replace(one, part="base", per="year")
        elif one.whose == "offer" and any(_is_answer(text, asked, one, other) for other in twins):
            yield replace(one, whose="offer_before")
        elif _is_refused(text, one) and any(not _is_refused(text, other) for other in twins):
            yield replace(one, whose="asked")
        else:
            yield one


def _is_answer(text: str, asked: Sequence[int], first: ReadNumber, later: ReadNumber) -> bool:
    """Whether `later` is what they came up or down to: its words say so, or what was asked, at a place of `asked`,
    stands between."""
    if later.start <= first.end:
        return False
    between = bisect_left(asked, later.start) > bisect_right(asked, first.end)
    return between or _is_later(text, later)


def _own_rate(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """The rate at which somebody sells their work, beside a lower one that is offered: it is what they ask."""
    offered = {one.per: one.value[0] for one in numbers if _is_base(one) and one.per in ("hour", "day")}
    asked = any(one.whose == "asked" for one in numbers)
    for one in numbers:
        higher = one.whose == "mine_now" and one.value[0] > offered.get(one.per, one.value[0])
        said = higher and not asked and near_pattern("own_rate").search(text[max(one.start - 2 * REACH, 0) : one.start])
        yield replace(one, whose="asked") if said else one


def _is_twin(one: ReadNumber, other: ReadNumber) -> bool:
    same = (one.part, one.whose, one.company) == (other.part, other.whose, other.company)
    return same and one.whose is not None and one.value != other.value


def _named_beside(text: str, number: ReadNumber) -> str:
    return named_beside(text, number.start, number.end)


def _is_refused(text: str, number: ReadNumber) -> bool:
    return near_pattern("refused").search(text[max(0, number.start - 24) : number.start]) is not None


def _headed(text: str, numbers: Sequence[ReadNumber]) -> Sequence[ReadNumber]:
    """The numbers, those under a heading that says so of the round before ("Initial offer:")."""
    heads = [(found.start(), found["round"] is not None) for found in near_pattern("heading").finditer(text)]
    if len(heads) < 2:
        return numbers
    owners = {True: "offer_before", False: "offer"}
    earlier = [max((head for head in heads if head[0] < one.start), default=None) for one in numbers]
    return [
        replace(one, whose=owners[head[1]]) if head and one.whose in ("offer", "rival", "offer_before", None) else one
        for one, head in zip(numbers, earlier, strict=True)
    ]


def _from_to(text: str, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """ "went from 205/170 to 184/170": the first are the round before, the second what they offer now."""
    found = near_pattern("from_to").search(text)
    before = [one for one in numbers if found and _within(one, found.span("before"))]
    after = [one for one in numbers if found and _within(one, found.span("after"))]
    rounds = before and after and all(one.whose in ("offer", "offer_before", None) for one in (*before, *after))
    for one in numbers:
        if rounds and one in before:
            yield replace(one, whose="offer_before")
        elif rounds and one in after:
            yield replace(one, whose="offer")
        else:
            yield one


def _within(number: ReadNumber, span: tuple[int, int]) -> bool:
    return span[0] <= number.start and number.end <= span[1]


def _their_most(numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """The one figure that they named as their most, after a number was asked for, is what they offer."""
    answered = any(one.whose == "asked" for one in numbers) and not any(_is_base(one) for one in numbers)
    for one in numbers:
        most = answered and one.whose == "range" and len(one.value) == 1 and one.part == "base"
        yield replace(one, whose="offer") if most else one


def _is_base(one: ReadNumber) -> bool:
    return one.whose == "offer" and one.part in WHOLE


def _each_its_maker(read: Understood, numbers: Sequence[ReadNumber]) -> Iterator[ReadNumber]:
    """Each other offer with its own maker: the number right behind a company's name is that company's, and another
    one read as its is of somebody who was not named ("Fairmont 85k and a third at 88k").
    """
    rivals = [name for name in read.names if name.relation == "rival"]
    theirs = {name.said: one for name in rivals if (one := _right_behind(read.text, name, numbers))}
    for one in numbers:
        maker = next((said for said, own in theirs.items() if own is one), None)
        if maker is not None:
            yield replace(one, whose="rival", company=maker)
        elif _is_rivals(one) and one.company in theirs and not _is_later(read.text, one):
            yield replace(one, company=UNNAMED)
        else:
            yield one


def _right_behind(text: str, name: ReadName, numbers: Sequence[ReadNumber]) -> ReadNumber | None:
    """The pay that stands right behind a rival's name or right before "from" it, where it can be that rival's."""
    for one in numbers:
        fits = one.part in WHOLE and len(one.value) == 1 and one.whose in ("rival", None)
        if fits and (_NEAR.fullmatch(text, name.end, one.start) or _FROM.fullmatch(text, one.end, name.start)):
            return one
    return None


def _is_rivals(one: ReadNumber) -> bool:
    return one.whose == "rival" and one.part in WHOLE and len(one.value) == 1


def _is_later(text: str, number: ReadNumber) -> bool:
    """Whether it is what the same company came up to."""
    return near_pattern("raised").search(text[max(0, number.start - 24) : number.start]) is not None
