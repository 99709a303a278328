"""What a message is about: which of its companies, roles and places the question concerns.

In: a `Reading` and the state so far. Out: choices; what remains open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.dialogue.model import DialogueState, Subject
from parley.dialogue.names import name_index
from parley.dialogue.reading import Reading, asides
from parley.dialogue.roles import UNKNOWN, find_roles, find_signature, role_book, seniority_of
from parley.dialogue.shelf import guides_of
from parley.dialogue.text import Mention, fold, name_key, within, words
from parley.guides.library import Library
from parley.guides.model import Guide, PayBand
from parley.guides.places import FoundPlace, find_places, match_region

_HOLDS = re.compile(
    r"\b(?:i have|i've got|ive got|i hold|i'm holding|holding|i got|have got|got|already have|also have|also got|another|competing|rival|other|second|existing)\b"
    r"[^.?!;]{0,40}?(?:\boffers?\b[^.?!;,]{0,24}?\b(?:from|at|by|with)|\b(?:an?|the|my)|\bwith|\bat|\bi have|\bgot|\bhold|\bholding|\boffer)\s+$"
    r"|\b(?:i have|i've got|ive got|i hold|i'm holding|holding|have got|already have|also have|also got|competing with|against|match|beat|turned down|declined)\s+(?:(?:an?|the|my|another|signed|written)\s+)*$",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"\b(?:i work (?:at|for)|i'm at|im at|i am at|working (?:at|for)|worked (?:at|for)|currently (?:at|with)|employed (?:at|by)|my (?:current )?(?:employer|company|job)(?: is| at|,)?|leaving|quit|ex|former(?:ly)?|years (?:at|with)|now at|(?:l|e|ic|t)\d at|was at|moving from|coming from|used to (?:be|work) at|job at|left)[\s-]+(?:the )?$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:tell|told|push|pushing|counter|ask|asking|negotiate with|negotiating with|joining|join|rather|prefer|answer|for|say to|back to|reply to|i meant|i mean|actually|want)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    r"\b(?:vs|versus|compar\w+|who pays|which (?:is|one|pays|company|offer)|better|difference between|side by side)\b",
    re.IGNORECASE,
)
_TOUCH = re.compile(r"[\s,:/(\-–—@]*(?:(?:at|in|for|the|a|as|of)\s+)*[\s,(]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The companies of a message by their part: the subject, the others held against it, those it is measured by."""

    subject: Mention | None
    rivals: tuple[Mention, ...]
    sides: tuple[Mention, ...]  # distinct companies that are meant, in order


def choose_company(reading: Reading, state: DialogueState) -> Choice:
    """Which company the question is about, by its neighbours; see the module."""
    meant = [m for m in reading.companies if m.kind != "near" and reading.stands(m.start)]
    outside = [m for m in meant if not within(m.start, asides(reading.text))]
    meant = [m for m in (outside or meant) if not _measure(reading, m, meant, state)] or (outside or meant)[:1]
    sure = {m.value for m in meant if m.value}
    meant = [m for m in meant if m.value or not sure & set(m.values)]
    distinct = list({m.values: m for m in reversed(meant)}.values())[::-1]
    if not distinct:
        return Choice(None, (), ())
    weights = {m.values: max(_weight(reading, x, state) for x in meant if x.values == m.values) for m in distinct}
    subject = max(distinct, key=lambda m: (weights[m.values], m.kind == "company", m.start))
    covered = [m for m in distinct if m.kind == "company"]
    if len(covered) > 1 and _VERSUS.search(reading.text):
        subject = next((m for m in covered if state.subject.company in m.values), covered[0])
        return Choice(subject, tuple(m for m in distinct if m is not subject), tuple(distinct))
    if weights[subject.values] <= -4 and (state.subject.company or len(distinct) > 1 or _is_employer(reading, subject)):
        return Choice(None, tuple(distinct), tuple(distinct))
    return Choice(subject, tuple(m for m in distinct if m is not subject), tuple(distinct))


def _is_employer(reading: Reading, mention: Mention) -> bool:
    return bool(_EMPLOYED.search(reading.text[: mention.start])) and mention.kind == "foreign"


def _measure(reading: Reading, mention: Mention, meant: Sequence[Mention], state: DialogueState) -> bool:
    """A company named only as a yardstick of levels ("which microsoft level is that", "L5 at Google")."""
    if len(meant) == 1 and not state.subject.company:
        return False
    behind, ahead = reading.text[mention.end :], reading.text[: mention.start]
    return bool(
        re.match(r"(?:'s)?\s+(?:levels?|terms|ladder|scale|equivalent)\b", behind, re.IGNORECASE)
        or re.search(
            r"\b(?:level|equivalent|equate[sd]?|map(?:s|ped)?|compare[sd]?)\b[^.?!]{0,20}\b(?:at|to)\s+$",
            ahead,
            re.IGNORECASE,
        )
        or re.search(r"\b(?:l|e|ic|t)\d{1,2}\s+(?:at|in)\s+$", ahead, re.IGNORECASE)
    )


def _weight(reading: Reading, mention: Mention, state: DialogueState) -> int:
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    weight = 0
    weight += 3 * any(_touches(reading.text, mention, role) for role in reading.roles)
    weight += 2 * any(_touches(reading.text, mention, place) for place in reading.places)
    weight += 2 * bool(_AIMED.search(ahead)) + 1 * (mention is reading.companies[-1])
    weight += 2 * (state.subject.company in mention.values)
    weight -= 8 * bool(re.match(r"\s+(?:rejected|turned me down|ghosted|passed on|said no to me|ruled me)\b", behind, re.IGNORECASE))
    weight -= 8 * _is_held(reading, mention, state)
    weight -= 8 * bool(_EMPLOYED.search(ahead))
    weight -= (
        2
        * bool(re.match(r"\s+(?:is offering|gave|offered|has offered|offer)\b", behind, re.IGNORECASE))
        * (len(reading.companies) > 1)
    )
    return weight


def _is_held(reading: Reading, mention: Mention, state: DialogueState) -> bool:
    """Against another company, "I have a Google offer" tells of a rival; "no, Scale AI" changes the subject."""
    others = any(other.values != mention.values and other.kind != "near" for other in reading.companies)
    known = state.subject.company is not None and state.subject.company not in mention.values
    ahead, behind = reading.text[: mention.start], reading.text[mention.end :]
    offers = (
        bool(
            re.match(
                r"\s+(?:has |have |already |just |also )*(?:offered|gave|is offering|came in|is at|offers)\b", behind
            )
        )
        and known
    )
    return (
        (others or known)
        and (bool(_HOLDS.search(ahead)) or offers)
        and not re.match(r"\W*(?:no|actually|sorry)\b", reading.text, re.IGNORECASE)
    )


def _touches(text: str, mention: Mention, other: Mention | FoundPlace) -> bool:
    first, second = (mention, other) if mention.end <= other.start else (other, mention)
    return bool(_TOUCH.fullmatch(text, first.end, second.start))


def narrowed(reading: Reading, state: DialogueState, library: Library) -> str | None:
    """A company whose name extends the current one's, told by the rest of its name: "the digital assets one"."""
    current = library.companies.get(state.subject.company or "")
    if not current:
        return None
    stem, keys = name_key(current).split(), [word.key for word in reading.message]
    cued = {"team", "one", "org", "group", "division", "side", "arm", "unit", "part", "folks"} & set(keys)
    for slug, display in library.companies.items():
        tail = name_key(display).split()[len(stem) :]
        if tail and name_key(display).split()[: len(stem)] == stem and all(word in keys for word in tail):
            exact = name_index(library).names.get(" ".join(tail))
            if cued or len(tail) > 1 or not (exact and exact.kind == "full"):
                return slug
    return None


def choose_role(reading: Reading, company: str | None, library: Library) -> str | None:
    """The user's words for the role the question is about, or None when the message names none."""
    displays = _displays(company, library)
    own = find_signature(reading.text, reading.message, displays) if company else []
    own = [mention for mention in own if reading.stands(mention.start)]
    roles = [mention for mention in reading.roles if reading.stands(mention.start)]
    if own and len(own) == 1:
        wider = [
            r for r in roles if not r.values[0].startswith(UNKNOWN) and (r.end <= own[0].start or r.start >= own[0].end)
        ]
        if not wider:
            return own[0].text
    known = [mention for mention in roles if not mention.values[0].startswith(UNKNOWN)]
    if not known:
        unknown = [m for m in roles if len(m.text.split()) > 1 or _applied_for(reading, m)]
        return unknown[-1].text if unknown else _lone_careful(reading, company)
    beside = [
        m for m in known if any(_touches(reading.text, m, other) for other in (*reading.companies, *reading.places))
    ]
    specific = [m for m in (beside or known) if fold(m.text) not in ("engineer", "software", "developer")]
    return (specific or beside or known)[0].text


def _applied_for(reading: Reading, mention: Mention) -> bool:
    beside = any(_touches(reading.text, mention, other) for other in (*reading.companies, *reading.places))
    ahead = reading.text[: mention.start]
    return beside or bool(re.search(r"\b(?:as|for) (?:an? )?$", ahead, re.IGNORECASE)) or len(reading.message) <= 4


def _lone_careful(reading: Reading, company: str | None) -> str | None:
    """ "security" or "ml" anywhere, when nothing else names a role."""
    if not company and len(reading.message) > 4:
        return None
    for index, word in enumerate(reading.message):
        after = reading.message[index + 1].key if index + 1 < len(reading.message) else ""
        before = reading.message[index - 1].key if index else ""
        if (
            word.key == "security"
            and before not in ("job", "social", "financial")
            and after not in ("clearance", "clearances")
        ):
            return word.text
    return None


def _displays(company: str | None, library: Library) -> dict[str, str]:
    return {guide.role: guide.role_display for guide in guides_of(company, library)}


def resolve_role(said: str | None, company: str | None, library: Library) -> str | None:
    """The company's role that the user's words mean, or None."""
    if not said or not company:
        return None
    offered, message = tuple(guide.role for guide in guides_of(company, library)), words(said)
    key = " ".join(word.key for word in message)
    slug = role_book().careful.get(key) or next(
        (r.values[0] for r in find_roles(said, message) if r.values[0] in offered), None
    )
    displays = _displays(company, library)
    exact = [role for role, display in displays.items() if name_key(display) == key or name_key(role) == key]
    own = find_signature(said, message, displays)
    if exact:
        return exact[0]
    if len(own) == 1:
        return own[0].values[0]
    return slug if slug in offered else _plainer(find_roles(said, message), offered)


def _plainer(roles: Sequence[Mention], offered: Sequence[str]) -> str | None:
    """Nothing is borrowed: a senior role that is not there is not answered with the plain one."""
    return next((mention.values[0] for mention in roles if mention.values[0] in offered), None)


def choose_places(reading: Reading) -> tuple[FoundPlace, ...]:
    """The places that are meant, the likeliest first: after a "to", beside a company or role, towns before countries."""
    meant = [place for place in reading.places if reading.stands(place.start)]
    return tuple(sorted(meant, key=lambda place: (-_place_weight(reading, place), place.start)))


def _place_weight(reading: Reading, place: FoundPlace) -> int:
    ahead = reading.text[: place.start]
    weight = {"place": 2, "remote": 2, "state": 1, "area": 1}.get(place.kind, 0)
    weight += 2 * any(
        _touches(reading.text, other, place)
        for other in (*reading.companies, *reading.roles)
        if isinstance(other, Mention)
    )
    weight += 1 * bool(re.search(r"\b(?:to|in|for|sit in|based in|office in)\s+(?:the\s+)?$", ahead, re.IGNORECASE))
    weight += 2 * bool(
        re.search(
            r"\b(?:move[ds]?|moving|relocat\w+|scrap that|no|actually|make it|now)\W+(?:(?:to|in|back)\s+)?(?:the\s+)?$",
            ahead,
            re.IGNORECASE,
        )
    )
    weight -= 4 * bool(
        re.search(
            r"\b(?:from|lived in|parents in|studied in|was in|left|live in|i'm in|born in)\s+(?:the\s+)?$",
            ahead,
            re.IGNORECASE,
        )
        and place.kind != "remote"
        and len(reading.places) > 1
    )
    return weight


def said_of(places: Sequence[FoundPlace], text: str) -> str | None:
    """The user's words for the place, so that they can be read again against another guide."""
    if not places:
        return None
    first = places[0]
    country = next((p for p in places if p.kind == "country"), None)
    if first.kind == "remote":
        near = re.match(r"[\s,(-]*(?:in |within )?(?:the )?(?:us|u\.s\.|usa)\b", text[first.end :], re.IGNORECASE)
        return (
            "Remote US"
            if near or (country and country.country == "US")
            else " ".join(dict.fromkeys(p.text for p in places))
        )
    return first.text


def resolve_region(said: str | None, bands: Sequence[PayBand]) -> str | None:
    """The guide's own label for the place in the user's words, or None."""
    if not said:
        return None
    exact = [band.region for band in bands if band.region and fold(band.region) == fold(said)]
    if exact:
        return exact[0]
    for place in find_places(said):
        label = match_region(place, bands)
        if label:
            return label
    return None


def level_labels(bands: Sequence[PayBand], region: str | None) -> tuple[str, ...]:
    """The levels of the rows that fit the region, in the guide's order."""
    return tuple(dict.fromkeys(band.level for band in bands if band.level and band.region in (region, None)))


def resolve_level(text: str, labels: Sequence[str]) -> str | None:
    """The guide's own level row for what the user says ("L61", "senior", "SDE II"), or None.

    >>> resolve_level("I'm E5", ("E4", "E5 / Senior")), resolve_level("principal", ("Senior PM", "Principal PM"))
    ('E5 / Senior', 'Principal PM')
    """
    keys = name_key(text).split()
    whole = [label for label in labels if fold(label) in fold(text)]
    if whole:
        return max(whole, key=len)
    numbers = [
        int(code[1]) for key in keys if (code := re.fullmatch(r"(?:l|e|ic|ict|t|sde|swe|p|m|g|d)?(\d{1,2})", key))
    ]
    romans = [key for key in keys if key in ("i", "ii", "iii", "iv", "v")]
    for label in labels:
        if any(_spans(label, number) for number in numbers) or any(
            roman in name_key(label).split() for roman in romans[:1]
        ):
            return label
    word = seniority_of(text)
    starts = [label for label in labels if word and re.search(rf"\b{_alike(word)}\b", fold(label))]
    return starts[0] if starts else None


def _spans(label: str, number: int) -> bool:
    """Whether a level's number lies in a label such as "61-62", "L3-L4", "65+" or "Senior (L5)"."""
    for low, high, more in re.findall(r"(\d{1,2})(?:\s*[-–]\s*[A-Za-z]{0,3}(\d{1,2}))?(\+)?", label):
        if int(low) <= number <= (int(high) if high else 99 if more else int(low)):
            return True
    return False


def _alike(word: str) -> str:
    return {"sr": "senior", "snr": "senior", "jr": "junior"}.get(word, word)


def only_role(company: str, library: Library) -> str | None:
    """The company's role where it has just one."""
    guides = guides_of(company, library)
    return guides[0].role if len(guides) == 1 else None


def guide_of(subject: Subject, library: Library) -> Guide | None:
    """The guide of a subject whose company and role are known."""
    return library.guide(subject.company, subject.role) if subject.company and subject.role else None
