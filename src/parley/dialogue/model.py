"""The records of dialogue: what the user has said, as facts that remember the turn they came from.

A conversation is its list of user messages; the state is rebuilt by replaying them (`dialogue.state.replayed`).
Turns are 1-based positions in that list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from parley.dialogue.action import WARM_MAIL, Action, Ask, Form, Rehearsal
from parley.dialogue.kinds import kinds_that
from parley.dialogue.lasting import OUTLIVES, Kept, Lasts, OfMatter, OfMessage, OfTalk, lasts_of
from parley.dialogue.words.text import Mention
from parley.documents.model import Paper
from parley.market.reference import Reference
from parley.reading.record import Understood

__all__ = [
    "NO_GRANT", "PRESENT", "SLOTS", "Action", "Ask", "Beside", "DialogueState", "Evidence", "Form", "Grant", "Lasts",
    "LeftOut", "Matter", "Offer", "Rate", "Rehearsal", "Stated", "Subject",
]  # fmt: skip

SLOTS = (
    "company", "role", "region", "level", "offer", "equity_terms", "deadline", "competing", "priority", "confirm",
    "liked", "question",
)  # fmt: skip


PRESENT = "your present employer"
"""The maker of an offer by which the user's own employer would keep them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number the user said: `value` in whole currency units (or percent), the words, and the turn."""

    value: Decimal
    text: str
    turn: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number of pay that was seen and not placed: the words, why (a key of data/replies/left_out.yaml), the turn."""

    said: str
    why: str
    turn: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A range or figure (low and high the same) that an ask can rest on, as the user told it, a year's worth.

    `kind`: employer_range (of that employer for this job), market (a site, survey, table) or others (what somebody else
    earns; private). `component` is a part of an offer, "" where the words do not tell; `place` the words of the place
    that it is told for, where others are told for other places.
    """

    kind: str
    component: str
    low: Stated
    high: Stated
    currency: str | None = None
    place: str = ""
    monthly: bool = False  # told a month, to be paid `pay_months` times a year where that was told
    pay_months: int | None = None
    per: str | None = None  # hour, day or week, `payments` of which make the year
    payments: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """The user's own rate of exchange: one `base` (ISO 4217) is so many `quote`. Never used for an ask."""

    base: str
    quote: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Grant:
    """What was told of an equity grant besides its value, which is `Offer.equity`; None where untold.

    `kind` is a key of data/grants.yaml. `shares` is a number of units, `stake_pct` a percentage of the company, the
    prices (`strike`, `fair` of the 409A, `preferred`, `price`) are of one share. `schedule` holds percentages a year as
    told; the facts told in words alone (`even`, `back_loaded`, `cliff`, `traded`, `untraded`) have the value 0.
    `issuer` is the company whose shares they are.
    """

    kind: str | None = None
    shares: Stated | None = None
    stake_pct: Stated | None = None
    strike: Stated | None = None
    fair: Stated | None = None
    preferred: Stated | None = None
    price: Stated | None = None
    schedule: Stated | None = None
    even: Stated | None = None
    back_loaded: Stated | None = None
    cliff: Stated | None = None
    traded: Stated | None = None
    untraded: Stated | None = None
    issuer: str | None = None


NO_GRANT = Grant()
"""Nothing was told of the grant but, at most, its value."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A component in another currency than the rest of its offer, as told; never added."""

    component: str
    stated: Stated
    currency: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as the user told it: base, bonus and total a year; equity the whole grant over `equity_years`.

    `currency` is the one stated; None means not stated, so the band's is assumed and said. `company` names a rival for
    a competing offer, as a slug where a guide exists, else as said. `equity_years` None means the user gave no years
    (4 is assumed and said); a yearly figure ("24k a year in stock") is stored as four times it with 4 years.
    `signing` is paid in year one, `signing_second` in year two. `monthly`: base was told a month, `pay_months` is how
    often a year that comes where it was told. `bonus_sure` is whether the bonus is guaranteed, None where untold.
    """

    base: Stated | None = None
    equity: Stated | None = None
    equity_years: int | None = None
    bonus_pct: Stated | None = None
    bonus: Stated | None = None
    signing: Stated | None = None
    signing_second: Stated | None = None
    total: Stated | None = None
    grant: Grant = NO_GRANT
    bonus_sure: bool | None = None
    monthly: bool = False
    pay_months: int | None = None
    currency: str | None = None
    company: str | None = None
    company_display: str | None = None
    turn: int = 0
    assumed_scale: bool = False  # a bare "140" was read as thousands
    assumed_equity_years: bool = False
    assumed_currency: bool = False  # nobody told the currency; it is that of the place talked about at the time
    per: str | None = None  # hour, day, week or month where base was told so; None for a year, or see `monthly`
    payments: Decimal | None = None  # how many of them make the year that base states
    beside: tuple[Beside, ...] = ()  # what is in another currency than the rest


@dataclass(frozen=True, slots=True)
class Subject:
    """Which guide the talk is about. `region` is the guide's own label; None where the user or the guide has none.

    `*_said` keep the user's words for what no guide has ("Canva", "Berlin"), so that a refusal can name them.
    `role_assumed`: the user named no role and the company has just one here. `region_assumed` likewise.
    `company_unsure`: what was said may be no company; it is kept, and nobody is addressed by it.
    """

    company: str | None = None
    role: str | None = None
    region: str | None = None
    level: str | None = None
    company_said: str | None = None
    company_unsure: bool = False
    role_said: str | None = None
    region_said: str | None = None
    role_assumed: bool = False
    region_assumed: bool = False
    level_said: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What was told of one company's negotiation, kept while the talk is about another; see `dialogue.matters`."""

    subject: Subject
    offers: tuple[Offer, ...] = ()
    competing: tuple[Offer, ...] = ()
    asked: Offer | None = None
    wished: Offer | None = None
    evidence: tuple[Evidence, ...] = ()
    ranges: tuple[Evidence, ...] = ()
    deadline: str | None = None
    pushback: str | None = None
    stage: str = ""
    letter: Paper | None = None


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Everything the user's messages amount to. Rebuilt, never mutated. Each field says how long it lasts; what is
    reset, set aside with a company or kept of a long talk is derived from that.

    `offers` holds this company's offers by round, newest last; `asked` what the user asked for already; `wished` what
    they wish for; `current_pay` what they earn now (never an offer, never in a script).
    """

    turn: OfTalk[int] = 0
    subject: Kept[Subject] = Subject()
    current_pay: Kept[Offer | None] = None
    past_pay: Kept[Offer | None] = None  # what the user earned before; never in a script
    walk_away: Kept[Stated | None] = None
    walk_away_on: Kept[str] = "total"  # what it is compared with: the total a year, or one part (base, equity, bonus)
    preference_pct: Kept[Stated | None] = None  # how much less the user would take to work here
    priority: Kept[str | None] = None  # cash, equity, flexibility or start
    experience: Kept[tuple[str, ...]] = ()  # the user's own words about what they have done
    details: Kept[tuple[tuple[str, str], ...]] = ()  # small facts for a script's blanks; keys of data/details.yaml
    matters: Kept[tuple[Matter, ...]] = ()  # the other companies' negotiations, kept apart
    rate: Kept[Rate | None] = None  # the user's own rate of exchange, for comparisons only
    settled: Kept[tuple[str, ...]] = ()  # optional questions already asked or declined; never asked twice
    form: OfTalk[Form] = WARM_MAIL
    last_ask: OfTalk[Ask | None] = None
    earlier: OfTalk[tuple[str, ...]] = ()  # the user's last messages, this one included, for the next reading
    job_said: OfTalk[str] = ""  # the words by which the job is looked up in official pay
    place_said: OfTalk[str] = ""  # and those for the place
    official: OfTalk[Reference | None] = None  # what official pay there is for the job at the place
    told: OfTalk[tuple[int, ...]] = ()  # the turns that told something which still holds; see dialogue/gist.py

    offers: OfMatter[tuple[Offer, ...]] = ()
    competing: OfMatter[tuple[Offer, ...]] = ()
    asked: OfMatter[Offer | None] = None
    wished: OfMatter[Offer | None] = None
    evidence: OfMatter[tuple[Evidence, ...]] = ()  # ranges and figures told to rest an ask on; no offers
    ranges: OfMatter[tuple[Evidence, ...]] = ()  # those told for several places; the talk's is among the evidence
    deadline: OfMatter[str | None] = None  # as said
    pushback: OfMatter[str | None] = None  # a key of data/pushbacks.yaml
    stage: OfMatter[str] = ""  # where it stands (data/stages.yaml); "" while nothing tells
    letter: OfMatter[Paper | None] = None  # the claims of its last document, as they stand now

    message: OfMessage[str] = ""
    intent: OfMessage[str] = "smalltalk"
    want: OfMessage[str] = "chat"  # what it wants first (reading.labels.WANTS)
    kind_asked: OfMessage[str | None] = None  # the kind of script that it names
    wants_script: OfMessage[bool] = False  # it asks for words to send or say
    events: OfMessage[tuple[str, ...]] = ()  # what it tells that happened (reading.labels.TOLD)
    read: OfMessage[Understood | None] = None  # all that was read in it
    understood: OfMessage[tuple[Mention, ...]] = ()  # companies, roles and levels read in it, with their places
    asked_after: OfMessage[tuple[Decimal, ...]] = ()  # the coach's own numbers whose reason it asks for: "why 156?"
    left_out: OfMessage[tuple[LeftOut, ...]] = ()  # its numbers that were seen and not placed
    compared: OfMessage[tuple[Subject, ...]] = ()
    named: OfMessage[Stated | None] = None  # the number they asked the user to take: "can you do 190?"
    supposed: OfMessage[Offer | None] = None  # the round that it only supposes ("if they come back with 140")
    tells_pay: OfMessage[bool] = False  # it tells what the user earns now and wants nothing
    bluff: OfMessage[bool] = False  # it wishes to claim an offer that nobody made
    across: OfMessage[str] = ""  # what it asks of all guides ("who pays on-call?"); "" when it is about one
    about: OfMessage[str] = ""  # its words that say what an argument or script should be about
    general: OfMessage[bool] = False  # about method: answered without figures when no company is known
    language: OfMessage[str | None] = None  # a key of data/languages.yaml; None for English
    one_page: OfMessage[bool] = False  # it asks for everything on one page
    cleared: OfMessage[bool] = False  # it started over
    did_you_mean: OfMessage[tuple[str, ...]] = ()  # company names to offer when none is sure
    notes: OfMessage[tuple[str, ...]] = ()  # what was understood in a way worth saying; keys of data/replies
    paper: OfMessage[Paper | None] = None  # the document pasted with it, or as a row put right leaves it
    said_before: OfMessage[Offer | None] = None  # the offer in hand before that document
    rehearsal: OfMessage[Rehearsal | None] = None  # the practice talk that is on, or that it ended

    @classmethod
    def lasting(cls, *lasts: Lasts) -> tuple[str, ...]:
        """The names of the fields that last so long."""
        return tuple(name for name, how in LASTS.items() if how in lasts)

    def before_next(self) -> DialogueState:
        """The state with nothing left of the last message but what outlives it."""
        return replace(DialogueState(), **{name: getattr(self, name) for name in self.lasting(*OUTLIVES)})

    @property
    def offer(self) -> Offer | None:
        """The offer in hand: the newest round."""
        return self.offers[-1] if self.offers else None

    @property
    def quoted(self) -> tuple[Stated, Stated] | None:
        """The range of base that they named, low and high; no offer."""
        told = (one for one in self.evidence if one.kind == "employer_range" and one.component in ("base", "", "total"))
        return next(((one.low, one.high) for one in told if one.low.value < one.high.value), None)

    @property
    def own_employer(self) -> bool:
        """Whether the talk is about a case made to the present employer: a raise, a promotion, a move inside."""
        return self.intent == "script" and self.form.kind in kinds_that("own_employer")

    @property
    def mended(self) -> tuple[Mention, ...]:
        """The names of this message whose spelling was mended, so that the reply can say how they were read."""
        return tuple(mention for mention in self.understood if mention.typo and mention.value)


LASTS = lasts_of(DialogueState)
"""How long each field of the state lasts."""
