"""A pasted document in the talk: its pay comes from its claims, what is wanted from the person's own sentence alone.

In: what was read of a message, the document in it. Out: the reading with the document's claims in the place of its
numbers; which companies can be meant; and, of several letters, which is the offer and which another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.words.text import Mention, within
from parley.documents.corrected import Corrected, in_its_scale, words_of
from parley.documents.merged import in_pay
from parley.documents.model import DOUBTFUL, Claim, Paper
from parley.documents.terms import asks_answer
from parley.reading.numbers import numbers
from parley.reading.record import ReadNumber, Understood

WANTED = "judge"
"""What a document is sent for where nothing is said."""
OFFERS = ("letter", "contract", "letters", "mail", "chat")
"""Kinds of document that tell an offer."""
PARTS = ("base", "equity", "bonus_pct", "bonus", "signing", "total")
WRITTEN = ("letter", "contract")
"""Kinds that are an offer in writing."""
TALKS = ("mail", "chat")
"""Kinds in which what the other side says is news of the talk."""
BEFORE_AN_OFFER = {"reply": "expectations", "words": "expectations", "counter": "expectations", "judge": "range"}
"""What is meant by a want where there is only a posting: nothing to answer or to counter."""
HEAD = 4
"""Lines at the top where a letter names its company."""
_SALUTATION = re.compile(r"^\W*(?:dear|hi|hello|hey)\b[^\n]{0,40}$", re.IGNORECASE)


def with_paper(read: Understood, paper: Paper, own: Understood | None) -> Understood:
    """The reading of a message that holds a document; `own` is that of the person's own sentence, None for none."""
    claims = [claim for claim in in_pay(paper.claims) if claim.status != DOUBTFUL]
    mine = tuple(_own_numbers(read, paper))
    theirs = [_number(claim) for claim in claims]
    if any(number.whose == "offer" and number.part in ("base", "total") for number in mine):
        mine, theirs = _beside_own(read, paper, mine, theirs)
    told = read.told if paper.kind in TALKS else own.told if own else ()
    if paper.kind in OFFERS and any(claim.whose == "offer" for claim in claims):
        told = tuple(dict([*told, ("offer", 1.0)]).items())
    wants = own.wants if own else ((WANTED, 1.0),)
    if paper.kind == "posting" and not any(number.whose == "offer" for number in mine):
        wants = ((BEFORE_AN_OFFER.get(wants[0][0], wants[0][0]), wants[0][1]), *wants[1:])
    return replace(
        read,
        numbers=tuple(sorted([*mine, *theirs], key=lambda number: number.start)),
        wants=wants,
        told=told,
        deadline=read.deadline if _is_due(read, paper) else None,
    )


def _is_due(read: Understood, paper: Paper) -> bool:
    """Whether the day read is one for an answer: in the person's own words, or in a line that asks for one."""
    if read.deadline is None or within(read.deadline.start, paper.own_spans):
        return read.deadline is not None
    return any(
        line.start <= read.deadline.start < line.end and asks_answer(line.text, read.deadline.said)
        for line in paper.lines
    )


def _beside_own(
    read: Understood, paper: Paper, mine: Sequence[ReadNumber], theirs: Sequence[ReadNumber]
) -> tuple[tuple[ReadNumber, ...], list[ReadNumber]]:
    """Beside an offer that the person tells in their own words the document is another company's, where they name one
    for it; else it is the newer round of the same."""
    if not any(number.whose == "offer" and number.part in ("base", "total") for number in theirs):
        return tuple(mine), list(theirs)
    keeper = next(
        (
            name.said
            for name in read.names
            if name.relation in ("employer", "rival") and within(name.start, paper.own_spans)
        ),
        None,
    )
    if keeper:
        return tuple(mine), [
            replace(one, whose="rival", company=keeper) if one.whose == "offer" else one for one in theirs
        ]
    return tuple(replace(one, whose="offer_before") if one.whose == "offer" else one for one in mine), list(theirs)


def _own_numbers(read: Understood, paper: Paper) -> Iterator[ReadNumber]:
    base = next((claim for claim in paper.claims if claim.part == "base" and claim.whose == "offer"), None)
    for number in read.numbers:
        if within(number.start, paper.own_spans):
            yield _in_its_unit(number, base) if base else number


def _in_its_unit(number: ReadNumber, base: Claim) -> ReadNumber:
    """The person's bare number in the period and scale of the letter's base: "can I get £100?" is an hour's."""
    found = numbers(number.said)
    if not found or found[0].scaled or found[0].percent or number.part not in ("base", "unknown", "total"):
        return number
    scale = in_its_scale(found[0].low, base.value[0])
    if scale is None:
        return number
    ends = (found[0].low,) if found[0].high is None else (found[0].low, found[0].high)
    return replace(number, value=tuple(end * scale for end in ends), per=base.per, part="base", scaled=scale > 1)


def _number(claim: Claim) -> ReadNumber:
    return ReadNumber(
        claim.start, claim.end, claim.said, claim.value, claim.part, claim.whose, claim.per or "year", claim.currency,
        None, claim.sure,
        years=claim.years, scaled=claim.scaled, shared=claim.shared, rule="claim",
    )  # fmt: skip


def with_row(read: Understood, put: Corrected) -> Understood:
    """The reading of a sentence that puts a row of the card right: the row's amount and nothing else."""
    told = tuple(_at(read.text, _number(claim), words_of(claim)) for claim in put.news)
    return replace(read, numbers=told, names=(), deadline=None, wants=(("fix", 1.0),), told=())


def _at(text: str, number: ReadNumber, said: str) -> ReadNumber:
    start = max(text.rfind(said), 0)
    return replace(number, start=start, end=start + len(said))


def kept(paper: Paper) -> Paper:
    """What a talk keeps of a document: its claims, to be put right later on."""
    return replace(paper, own="", own_spans=(), passages=(), clauses=(), missing=(), heads=(), no_range=False)


def meant(companies: Sequence[Mention], text: str, paper: Paper) -> list[Mention]:
    """The companies but for words of the letter's body and the names of people: "at target", "Dear Morgan"."""
    return [mention for mention in companies if _is_meant(mention, text, paper)]


def _is_meant(mention: Mention, text: str, paper: Paper) -> bool:
    line = next((one for one in paper.lines if one.start <= mention.start < one.end), None)
    if line is None:
        return True
    if _SALUTATION.match(line.text):
        return False
    top = line.number <= paper.lines[min(HEAD, len(paper.lines)) - 1].number
    return mention.seen or (top and mention.text[:1].isupper()) or _names_itself(mention, text)


def _names_itself(mention: Mention, text: str) -> bool:
    """Whether its legal form stands behind it, or words that name an employer before it."""
    behind = re.match(
        r",?\s(?:inc|ltd|limited|llc|llp|plc|gmbh|ag|se|pty|pte|pvt|ab|as|kk|s\.?a|bv|nv)\b", text[mention.end :], re.I
    )
    ahead = re.search(
        r"\b(?:company|employer|client|role at|position at|join|with|between)\W{1,3}$", text[: mention.start], re.I
    )
    return bool(behind or ahead)


def letters_apart(
    read: Understood, companies: Sequence[Mention], paper: Paper, current: str | None
) -> tuple[Understood, list[Mention], Paper]:
    """Several letters: the one of the company talked about, else the first, is the offer; the others are rivals'."""
    several = {passage.document for passage in paper.passages} | {document for _, _, document in paper.heads}
    named = {index: _company_of(index, companies, paper) for index in sorted(several)}
    if len(named) < 2:
        return read, list(companies), paper
    subject = next((index for index, one in named.items() if one and current and current in one.values), 0)
    documents = {claim.start: claim.document for claim in paper.claims}
    told = tuple(_of_letter(number, documents.get(number.start, subject), subject, named) for number in read.numbers)
    chosen = {id(one): "subject" if index == subject else "rival" for index, one in named.items() if one}
    claims = tuple(_claim_of_letter(claim, subject, named) for claim in paper.claims)
    companies = [replace(one, relation=chosen.get(id(one), one.relation)) for one in companies]
    return replace(read, numbers=told), companies, replace(paper, claims=claims)


def _claim_of_letter(claim: Claim, subject: int, named: dict[int, Mention | None]) -> Claim:
    other = claim.document in named and claim.document != subject and claim.whose == "offer"
    return replace(claim, whose="rival") if other else claim


def _company_of(index: int, companies: Sequence[Mention], paper: Paper) -> Mention | None:
    spans = tuple((start, end) for start, end, document in paper.heads if document == index) or tuple(
        (line.start, line.end) for passage in paper.passages if passage.document == index for line in passage.lines
    )
    return next((mention for mention in companies if within(mention.start, spans)), None)


def _of_letter(number: ReadNumber, document: int, subject: int, named: dict[int, Mention | None]) -> ReadNumber:
    company = named.get(document)
    if document == subject or number.whose != "offer":
        return number
    return replace(number, whose="rival", company=company.text if company else None)


def puts_in_writing(new: Offer, state: DialogueState, paper: Paper | None) -> bool:
    """Whether a letter is the offer told before, in writing: no new round, as nobody has asked for anything yet."""
    if paper is None or paper.kind not in WRITTEN or not state.offers or state.asked is not None:
        return False
    return new.base is not None and _parts(new) >= _parts(state.offers[-1])


def _parts(offer: Offer) -> int:
    return sum(getattr(offer, part) is not None for part in PARTS)


def gist_of(paper: Paper, text: str) -> str:
    """What the next reading needs of a document: the person's own sentence and the lines that claim something."""
    lines = {claim.line for claim in paper.claims}
    said = [line.text for line in paper.lines if line.number in lines]
    return "\n".join([paper.own, *said]).strip() or text
