"""Random negotiations, told in words: any guide, any place, any offer, sane or not, over one to four messages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from parley.dialogue.pay.sense import ranges_of
from parley.guides.model import Guide, PayBand
from parley.money import Money, compact

NONSENSE = (0, 4, -5, 11, 900, 4_000_000_000)
RIVALS = ("Google", "a startup", "Globex", "my current employer's sister firm")
ELSEWHERE = ("USD", "GBP", "EUR", "INR")
LATER = (
    "write it", "write me the email", "now as a phone call", "make it shorter", "more formal please", "as a text",
    "they said that's the best they can do", "they say it's the top of the band", "they want an answer by Friday",
    "what matters most is cash", "equity matters most", "I'd take 5% less to work there", "yes", "no", "not yet",
    "where does that number come from?", "what should I ask about the equity?", "is that any good?", "I accept",
    "how much is year 1 worth?", "show it year by year", "I don't have any other offers", "what next?", "thanks",
)  # fmt: skip
GRANTS = (
    "", "", "", " over 4 years", " over 4 years", " over 3 years", " a year", " vesting 5/15/40/40",
    " vesting 40/30/20/10", " over 4 years, back-loaded", " over 4 years with a one-year cliff",
    " in phantom equity", " in stock options",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talk:
    """The user's messages, and what the last of them may speak of: the guide and its band."""

    guide: Guide
    band: PayBand
    messages: tuple[str, ...]


def random_talk(random: Random, guides: tuple[Guide, ...]) -> Talk:
    """A negotiation about one of the guides."""
    guide = random.choice(guides)
    while not guide.bands:
        guide = random.choice(guides)
    band = random.choice(guide.bands)
    return Talk(guide, band, tuple(_messages(random, guide, band)))


def _messages(random: Random, guide: Guide, band: PayBand) -> list[str]:
    subject = ", ".join(filter(None, (guide.company_display, guide.role_display, band.region, band.level)))
    told = [f"{subject}: they offered {_offer(random, band)}" if random.random() < 0.85 else subject]
    if random.random() < 0.35:
        told[0] += f". {random.choice(RIVALS)} offered me {_rival(random, band)}"
    if random.random() < 0.3:
        told[0] += random.choice([". What should I counter?", ". is that fair?", ". write me the email", "?"])
    return told + [_next(random, band) for _ in range(random.choice([0, 1, 1, 2, 3]))]


def _next(random: Random, band: PayBand) -> str:
    kind = random.random()
    if kind < 0.5:
        return random.choice(LATER)
    if kind < 0.7:
        return f"they came back with {_offer(random, band)}"
    if kind < 0.77:
        return f"if they come back with {_offer(random, band)}, what then?"
    if kind < 0.84:
        return f"my walk-away is {_money(random, band, 'total')}"
    if kind < 0.92:
        return f"I asked for {_money(random, band, 'base')} base"
    return f"I also have an offer from {random.choice(RIVALS)}: {_rival(random, band)}"


def _offer(random: Random, band: PayBand) -> str:
    if random.random() < 0.06:
        return f"{_money(random, band, 'total')} in total"
    monthly = random.random() < 0.1
    words = "a month base" if monthly else random.choice(["base", "base", "base", ""])
    parts = [f"{_money(random, band, 'base', 12 if monthly else 1)} {words}".strip()]
    if random.random() < 0.7:
        parts.append(_grant(random, band))
    if random.random() < 0.4:
        percent = random.choice(["0", "5", "7.5", "10", "15", "20", "900"])
        parts.append(f"{percent}% {random.choice(['', 'target ', 'guaranteed '])}bonus")
    elif random.random() < 0.1:
        parts.append(f"{_money(random, band, 'bonus')} bonus")
    if random.random() < 0.25:
        parts.append(_signing(random, band))
    return ", ".join(parts)


def _grant(random: Random, band: PayBand) -> str:
    if random.random() < 0.15:
        shares, prices = (
            random.choice([500, 5000, 20000]),
            random.choice(["", " at a strike of 4, 409A 10, preferred 25"]),
        )
        return f"{shares:,} {random.choice(['options', 'RSUs at 60', 'shares'])}{prices}"
    if random.random() < 0.05:
        return "0.25% of the company"
    return f"{_money(random, band, 'equity')} equity{random.choice(GRANTS)}"


def _signing(random: Random, band: PayBand) -> str:
    first = f"{_money(random, band, 'signing')} sign-on"
    return f"{first} in year one and {_money(random, band, 'signing')} in year two" if random.random() < 0.3 else first


def _rival(random: Random, band: PayBand) -> str:
    if random.random() < 0.5:
        return f"{_money(random, band, 'total')} in total"
    return f"{_money(random, band, 'base')} base and {_money(random, band, 'equity')} equity over 4 years"


def _money(random: Random, band: PayBand, part: str, times: int = 1) -> str:
    """An amount around the published range, in its currency, in another, without any; sometimes nonsense."""
    ranges = ranges_of(band, None)
    base = ranges.get("base") or ranges.get("total") or (Decimal(80_000), Decimal(300_000))
    low, high = {"bonus": _share(base), "signing": _share(base)}.get(part) or ranges.get(part) or base
    low, high = low / times, high / times
    value = Decimal(random.randint(int(low * Decimal("0.7")), int(high * Decimal("1.3")) + 1))
    value = value if random.random() < 0.2 else (value / 1000).to_integral_value() * 1000
    if random.random() < 0.04:
        value = Decimal(random.choice(NONSENSE))
    currency = band.currency if random.random() < 0.94 else random.choice(ELSEWHERE)
    return f"{value:,f}" if random.random() < 0.1 else compact(Money(value, currency))


def _share(base: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    return base[0] / 10, base[1] / 5
