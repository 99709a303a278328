"""One message read against a library: every mention in it, before anything is decided.

In: the text, the library, the state before. Out: a `Reading`: what the trained reader says of numbers, names and wants,
looked up among the library's names, roles and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parley.dialogue.model import DialogueState, LeftOut
from parley.dialogue.names.companies import find_companies
from parley.dialogue.names.evidence import NameScene
from parley.dialogue.names.index import name_index, name_rules
from parley.dialogue.names.named import with_relations
from parley.dialogue.names.place_slips import misspelt_places
from parley.dialogue.names.roles import find_careful, find_levels, find_roles, find_signature, role_book
from parley.dialogue.own_sentences import as_written, own_sentence
from parley.dialogue.papers import gist_of, letters_apart, meant, with_paper, with_row
from parley.dialogue.pay.beside import judged_together
from parley.dialogue.pay.claims import bluffs_in, withdrawn_in
from parley.dialogue.pay.grants import grant_terms
from parley.dialogue.pay.parts import Part
from parley.dialogue.pay.placed import placed
from parley.dialogue.pay.questioned import not_told, questioned_in
from parley.dialogue.pay.told_terms import told_terms
from parley.dialogue.ranges import of_the_talk, placed_ranges, places_put_right
from parley.dialogue.words.cues import cue, stands_before
from parley.dialogue.words.text import Mention, Word, spans_of, within, words
from parley.documents.corrected import Corrected, corrected
from parley.documents.model import Paper
from parley.documents.paper import paper_of
from parley.documents.plain import worded
from parley.guides.library import Library
from parley.guides.places import FoundPlace, find_places
from parley.reading.reader import understand
from parley.reading.record import Understood
from parley.reading.writing import Writing, written

Spans = tuple[tuple[int, int], ...]
_ASIDE = re.compile(r"\([^()]*\)")
_NEITHER = re.compile(r"\bneither\b.*?\bnor\b[^.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A message and all that was read in it; `denied` are the spans of what it says it is not about.

    `understood` is what the trained reader read; `left_out` the numbers seen and not placed; `withdrawn` are the
    spans of
    what takes other offers back, `bluffs` of what would claim one that is not held;
    `issuer` whose shares they answered that the grant is in; `paper` the document pasted; `put_right`
    the row of an earlier one that the message corrects.
    """

    text: str
    message: tuple[Word, ...]
    understood: Understood
    companies: tuple[Mention, ...]
    roles: tuple[Mention, ...]
    levels: tuple[Mention, ...]
    places: tuple[FoundPlace, ...]
    parts: tuple[Part, ...]
    denied: tuple[tuple[int, int], ...]
    left_out: tuple[LeftOut, ...] = ()
    withdrawn: Spans = ()
    bluffs: Spans = ()
    issuer: str | None = None
    paper: Paper | None = None
    put_right: Corrected | None = None

    @property
    def own(self) -> str:
        """The person's own words: all of the message but a pasted document."""
        return self.text if self.paper is None else self.paper.own

    @property
    def want(self) -> str:
        """The first want."""
        return self.understood.want

    @property
    def bluff(self) -> bool:
        """Whether it wishes to claim an offer that nobody made."""
        return bool(self.bluffs) or any(part.whose == "unheld" for part in self.parts)

    def of(self, *owners: str) -> tuple[Part, ...]:
        """The parts of these owners."""
        return tuple(part for part in self.parts if part.whose in owners)

    def stands(self, start: int) -> bool:
        """Whether what was read at this place is meant, not denied."""
        return not within(start, self.denied)


def hear(text: str, state: DialogueState, library: Library, came: Writing | None = None) -> Reading:
    """Reads `text`, the next message of the talk, as written at the door; `came` is the message with its layout."""
    understood = as_written(_understood(text, state), state.last_ask)
    put_right = corrected(state.letter, text) if state.letter else None
    paper = None if put_right else paper_of(came if came and came.text == text else written(text), understood)
    if put_right:
        understood = with_row(understood, put_right)
    elif paper is None and not own_sentence(text):
        understood = judged_together(worded(understood))
    if paper:
        understood = with_paper(understood, paper, _own(paper, text, state))
    message, levels = words(text), find_levels(text)
    places = [*find_places(text), *misspelt_places(message)]
    roles = find_roles(text, message)
    spans = (*spans_of(roles), *spans_of(levels), *spans_of(places))
    scene = NameScene(text, message, spans, name_index(library), spans_of(understood.names))
    companies = _companies(scene, roles, state)
    companies = with_relations(companies, understood, library)
    if paper:
        understood, companies, paper = letters_apart(
            understood, meant(companies, text, paper), paper, state.subject.company
        )
    where = places_put_right(understood, put_right) if put_right else placed_ranges(understood, paper)
    places = of_the_talk(places, where, text, paper)
    if where and understood.place and not any(place.start == understood.place.start for place in places):
        understood = replace(understood, place=None)
    named = spans_of(mention for mention in companies if mention.kind != "near")
    inside = [*named, *_signatures(text, message, companies, state, library)]
    places = [place for place in places if not within(place.start, inside)]
    roles = list(_outside(text, message, roles, named))
    roles += find_careful(text, message, spans_of(companies, places))
    terms = grant_terms(text)
    put = placed(understood, companies, terms, state.turn + 1, _hours_so_far(state), where)
    in_words = told_terms(terms, put.parts, state.turn + 1, offered=bool(state.offers))
    put = replace(put, parts=(*put.parts, *in_words))
    questioned = questioned_in(text) if state.turn and paper is None else ()
    withdrawn = withdrawn_in(text, companies, state)
    bluffs = _own_only(bluffs_in(text, companies, put.parts, state), paper)
    return Reading(
        text=text,
        message=message,
        understood=understood,
        companies=tuple(companies),
        roles=tuple(roles),
        levels=tuple(levels),
        places=tuple(places),
        parts=tuple(
            not_told(_held(part, bluffs), questioned) for part in put.parts if not within(part.start, withdrawn)
        ),
        left_out=_told_by_the_person(put.left_out, paper),
        denied=_denied(text, [*companies, *roles, *places]),
        withdrawn=withdrawn,
        bluffs=bluffs,
        paper=paper,
        put_right=put_right,
    )


def _own(paper: Paper, text: str, state: DialogueState) -> Understood | None:
    """The person's own sentence, read as if it came after the document."""
    coach = state.last_ask.question if state.last_ask else None
    return understand(paper.own, (*state.earlier, gist_of(paper, text)), coach) if paper.own else None


def _understood(text: str, state: DialogueState) -> Understood:
    return understand(text, state.earlier, state.last_ask.question if state.last_ask else None)


def _own_only(spans: Spans, paper: Paper | None) -> Spans:
    """What the person says themselves; a letter claims nothing in their name."""
    return (
        spans
        if paper is None
        else tuple(span for span in spans if any(span[0] < b and a < span[1] for a, b in paper.own_spans))
    )


def _told_by_the_person(left: tuple[LeftOut, ...], paper: Paper | None) -> tuple[LeftOut, ...]:
    """What was left out of the person's own words; the document's numbers are on its card."""
    return left if paper is None else tuple(one for one in left if one.said in paper.own)


def _hours_so_far(state: DialogueState) -> Decimal | None:
    """The hours a year that the offer in hand was counted with."""
    offer = state.offer
    return offer.payments if offer and offer.per == "hour" else None


def _held(part: Part, bluffs: Spans) -> Part:
    """The part, as of an offer that is not held where it stands in a bluff."""
    return replace(part, whose="unheld") if part.whose in ("rival", "supposed") and within(part.start, bluffs) else part


def _outside(text: str, message: tuple[Word, ...], roles: Sequence[Mention], named: Spans) -> Iterator[Mention]:
    """The roles outside the companies' names; what goes on behind a name that took a role's first words is read again.

    "Elastic Security Engineering Manager" names Elastic Security and an engineering manager.
    """
    for role in roles:
        past = next((end for start, end in named if start <= role.start < end), None)
        if past is None:
            yield role
            continue
        behind = find_roles(text, [word for word in message if word.start >= past])
        yield from (other for other in behind if other.start < role.end < other.end)


def _signatures(
    text: str, message: tuple[Word, ...], companies: Sequence[Mention], state: DialogueState, library: Library
) -> Spans:
    """Where the named companies' own roles stand: "distributed systems engineer" is no remote job."""
    slugs = [mention.value for mention in companies if mention.kind == "company"] or [state.subject.company]
    displays = {guide.role: guide.role_display for slug in slugs for guide in library.roles(slug)}
    return spans_of(find_signature(text, message, displays))


def _companies(scene: NameScene, roles: Sequence[Mention], state: DialogueState) -> list[Mention]:
    """The companies; short role names ("PM") count as neighbours before it is known whether they are roles."""
    careful = spans_of(word for word in scene.message if word.key in role_book().careful)
    asked = state.last_ask is not None and state.last_ask.slot in ("company", "confirm")
    expected = asked or len(scene.message) == 1
    found = find_companies(replace(scene, beside=(*scene.beside, *careful), expected=expected))
    return [mention for mention in found if not _is_part_of_talk(mention, roles)]


def _is_part_of_talk(mention: Mention, roles: Sequence[Mention]) -> bool:
    """A foreign name that is nothing but a role or a word of the trade."""
    inside = any(role.start <= mention.start and mention.end <= role.end for role in roles)
    return mention.kind == "foreign" and (inside or mention.text.lower() in name_rules().jargon)


def _denied(text: str, found: Sequence[Mention | FoundPlace]) -> tuple[tuple[int, int], ...]:
    """What follows a "not", and what a correction takes back ("Microsoft?? no, Morgan Stanley")."""
    spans = [(item.start, item.end) for item in found if stands_before("denied", text[: item.start])]
    spans += [match.span() for match in _NEITHER.finditer(text)]
    turn = cue("anywhere", "takes_back").search(text)
    if turn and any(item.start >= turn.end() for item in found):
        kinds = {_kind(item) for item in found if item.start >= turn.end()}
        spans += [(item.start, item.end) for item in found if item.end <= turn.start() and _kind(item) in kinds]
    return tuple(spans)


def _kind(item: Mention | FoundPlace) -> str:
    if isinstance(item, FoundPlace):
        return "place"
    return "company" if item.kind in ("company", "foreign", "near") else item.kind


def asides(text: str) -> tuple[tuple[int, int], ...]:
    """The parentheses of a text."""
    return tuple(match.span() for match in _ASIDE.finditer(text))
