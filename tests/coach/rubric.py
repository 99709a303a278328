"""The points of the rubric that code can mark, run on every answer of every dialogue (test_rubric.py).

Each check is named for its point and yields what is wrong; what does not apply yields nothing. The one point left to a
reader is 7 (the vesting schedule, where one is told). Sections are looked at where the answer has them: a script on one
topic shows no band, another form of the same script says that the figures are as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from parley.advice.company import private_stock
from parley.advice.model import Computed, Figure, Rung
from parley.coach.model import Reply
from parley.coach.moves import country_of
from parley.coach.phrases import band_words, place_name
from parley.data import load
from parley.guides.places import find_places
from parley.money import Money, compact, currencies, find_amounts, full
from parley.scripts.lint import faults_of

FIGURED = ("counter", "offer_check", "competing", "pushback")
"""Intents whose answers argue from figures."""
LONGEST = {"text": 60, "linkedin": 60, "counter_email": 190, "counter_call": 260, "accept": 110, "decline": 80}


def argues(reply: Reply) -> bool:
    """Whether this answer is to carry the whole argument: band, offer, ask, sums."""
    worried = reply.action.intent == "pushback" and reply.state.pushback in ("pulled", "rescinded", "current_employer")
    whole = reply.action.kind == "answer" and reply.action.intent in FIGURED and not reply.state.tells_pay
    whole = whole and not reply.question
    return bool(reply.advice) and whole and not worried


def is_brief(reply: Reply) -> bool:
    """Whether this answers a question, or says only what changed since the answer before."""
    return bool(reply.question or (reply.changes and not reply.changes.first_offer))


def public(reply: Reply) -> str:
    """The answer without the private box."""
    return "\n".join(line for line in reply.text.splitlines() if not line.startswith(">"))


def point_01_names_company_role_place_and_currency(reply: Reply) -> Iterator[str]:
    if argues(reply) and reply.guide and reply.band:
        names = (reply.guide.company_display, place_name(reply.band, reply.state.subject))
        yield from (f"does not name {name}" for name in names if name and name not in reply.text)
        if currencies()[reply.band.currency].mark.strip() not in reply.text:
            yield f"never shows {reply.band.currency}"


def point_02_one_currency(reply: Reply) -> Iterator[str]:
    if not reply.band or reply.comparison:
        return
    mark = currencies()[reply.band.currency].mark
    for found in find_amounts(reply.text):
        told = (
            f"{found.currency} " in found.text
            or reply.text[max(0, found.start - 4) : found.start].strip() == found.currency
        )
        if found.currency not in (None, reply.band.currency) and mark not in found.text and not told:
            yield f"{found.text} in an answer in {reply.band.currency}"


def point_03_age_and_quality(reply: Reply) -> Iterator[str]:
    overdue = any("review was due" in caution for caution in reply.cautions)
    if argues(reply) and overdue and "review was due" not in reply.text:
        yield "the guide is past its review and that is not said"
    if reply.action.kind == "refuse" and "last updated" not in reply.text:
        yield "a refusal does not say how old the guides are"


def point_04_band_as_published(reply: Reply) -> Iterator[str]:
    if argues(reply) and reply.advice and band_words(reply.advice.band) not in reply.text:
        yield "the band is not quoted as published"


def point_05_offer_restated(reply: Reply) -> Iterator[str]:
    offer = reply.advice.offer if reply.advice and argues(reply) else None
    if offer:
        told = [figure for figure in (offer.base, offer.equity, offer.signing) if figure]
        yield from (f"{figure.label} is not restated" for figure in told if compact(figure.money) not in reply.text)
        if offer.equity and f"over {offer.equity_years} years" not in reply.text:
            yield "the years of the grant are not said"


def point_06_total_is_the_sum_shown(reply: Reply) -> Iterator[str]:
    opening = reply.advice.ladder.opening if reply.advice and reply.advice.ladder else None
    total = opening.total if opening else None
    if not total or not isinstance(total.source, Computed) or not argues(reply):
        return
    if total.source.sum not in reply.text:
        yield "the sum of the total is not shown"
    if opening and abs(_parts(opening, reply) - total.money.amount) > 500:
        yield f"the parts do not add up to {total.money.amount}"


def _parts(rung: Rung, reply: Reply) -> Decimal:
    """The total as its own sum says it, worked out again from the printed parts."""
    words = rung.total.source.sum.partition("=")[0].replace(",", "")
    words = re.sub(r"([\d.]+)%", r"(\1 / 100)", words).replace(" x ", " * ")
    return Decimal(str(_worked(words)))


def _worked(words: str) -> float:
    """A sum of products and quotients, worked out without evaluating code."""
    total = 0.0
    for term in words.split("+"):
        product = 1.0
        for factor in re.split(r"(?<=\S) (?=[*/])", term.strip().replace("(", "").replace(")", "")):
            sign, number = ("*", factor) if factor[0] not in "*/" else (factor[0], factor[1:])
            product = product * float(number) if sign == "*" else product / float(number)
        total += product
    return total


def point_08_place_in_the_range_and_percentiles_of_official_pay_alone(reply: Reply) -> Iterator[str]:
    noted = any(note.code.startswith("official_") for note in reply.advice.notes) if reply.advice else False
    placed = noted and "employers mixed" in reply.text
    if re.search(r"\bpercentile", reply.text, re.IGNORECASE) and not placed:
        yield "speaks of a percentile without official pay"
    placed = [position for position in reply.advice.positions if position.of == "offer"] if reply.advice else []
    if argues(reply) and placed and "range" not in reply.text:
        yield "the offer is not placed in the range"


def point_09_like_for_like(reply: Reply) -> Iterator[str]:
    codes = {note.code for note in reply.advice.notes} if reply.advice else set()
    if argues(reply) and codes & {"total_differs", "total_does_not_follow"} and "own parts" not in reply.text:
        yield "the published total differs from its parts and that is not said"


def point_10_what_is_missing_is_said(reply: Reply) -> Iterator[str]:
    codes = {note.code for note in reply.advice.notes} if reply.advice else set()
    if argues(reply) and "unstated" in codes and "does not say" not in reply.text:
        yield "a part that was not told is not named"


def point_11_a_concrete_ask(reply: Reply) -> Iterator[str]:
    opening = reply.advice.ladder.opening if reply.advice and reply.advice.ladder else None
    if argues(reply) and opening:
        asked = [opening.base, opening.equity]
        yield from (
            f"{figure.label} is not named" for figure in asked if figure and compact(figure.money) not in reply.text
        )


def point_12_never_below_the_offer(reply: Reply) -> Iterator[str]:
    ladder, offer = (reply.advice.ladder, reply.advice.offer) if reply.advice else (None, None)
    for rung in (ladder.opening, ladder.target, ladder.acceptable) if ladder and offer else ():
        for part in ("base", "equity", "bonus"):
            asked, offered = getattr(rung, part), getattr(offer, part)
            if asked and offered and asked.money.amount < offered.money.amount:
                yield f"{rung.name} {part} is below the offer"


def point_13_within_the_caps(reply: Reply) -> Iterator[str]:
    ladder, offer = (reply.advice.ladder, reply.advice.offer) if reply.advice else (None, None)
    codes = {note.code for note in reply.advice.notes} if reply.advice else set()
    if not ladder or not offer or "above_usual_caps" in codes:
        return
    better = "rival_better" in codes
    for part, cap in (("base", "1.30" if better else "1.20"), ("equity", "2.00" if better else "1.50")):
        asked, offered = getattr(ladder.opening, part), getattr(offer, part)
        low = getattr(reply.advice.band, part)[0].exact if getattr(reply.advice.band, part) else Decimal(0)
        if asked and offered and asked.exact > max(offered.exact * Decimal(cap), low) + 1000:
            yield f"{part} is asked at more than {cap} times the offer"


def point_14_the_ladder_is_in_order(reply: Reply) -> Iterator[str]:
    ladder = reply.advice.ladder if reply.advice else None
    if ladder:
        for part in ("base", "equity"):
            rungs = [getattr(rung, part) for rung in (ladder.opening, ladder.target, ladder.acceptable)]
            amounts = [figure.money.amount for figure in rungs if figure]
            if amounts != sorted(amounts, reverse=True):
                yield f"{part} falls out of order: {amounts}"


def point_15_transposition_and_aim_are_explained(reply: Reply) -> Iterator[str]:
    codes = {note.code for note in reply.advice.notes} if reply.advice else set()
    if argues(reply) and "transposed" in codes and "not a currency conversion" not in reply.text:
        yield "the transposition is not explained"
    if argues(reply) and "rival_better" in codes and reply.advice.ladder and "to come above" not in reply.text:
        yield "the ask is not linked to the better offer"


def point_16_private_figures_stay_private(reply: Reply) -> Iterator[str]:
    ladder = reply.advice.ladder if reply.advice else None
    if not ladder:
        return
    open_figures = {figure.money for figure in _public_figures(reply)}
    if reply.state.named and reply.band:
        open_figures.add(Money(reply.state.named.value, reply.band.currency))
    said = public(reply).partition("<details>")[0]
    for rung in (ladder.target, ladder.acceptable):
        for figure in filter(None, (rung.base, rung.equity)):
            hidden = figure.money not in open_figures
            if hidden and any(
                re.search(rf"{re.escape(form)}(?![\d.,])", said) for form in (compact(figure.money), full(figure.money))
            ):
                yield f"{figure.label} ({compact(figure.money)}) stands outside the private box"


def _public_figures(reply: Reply) -> Iterator[Figure]:
    advice = reply.advice
    yield from advice.ladder.opening.figures()
    for offer in filter(None, (advice.offer, *advice.competing)):
        yield from filter(None, (offer.base, offer.equity, offer.bonus, offer.signing, offer.total))
    for pair in filter(None, (advice.band.base, advice.band.equity, advice.band.total)):
        yield from pair
    for note in advice.notes:
        if not note.private:
            yield from note.figures


def point_17_scripts_pass_the_lint(reply: Reply) -> Iterator[str]:
    for script in reply.scripts:
        for fault in faults_of(script, reply.advice, reply.band.currency if reply.band else None):
            yield f"{fault.code}: {fault.words}"


def point_18_only_offers_the_user_holds(reply: Reply) -> Iterator[str]:
    for script in reply.scripts if not reply.state.competing else ():
        claim = re.search(r"\ban offer from (?!you)|(?<!rest on )\banother offer\b", script.text)
        if claim:
            yield f"{claim[0]!r}: an offer that nobody told of"


def point_19_blanks_are_visible_and_counted(reply: Reply) -> Iterator[str]:
    for script in reply.scripts if reply.action.kind == "answer" and "_script" in dict(reply.sections) else ():
        if script.kind == "call_card":
            continue
        if script.blanks and f"Fill before sending ({len(script.blanks)})" not in reply.text:
            yield "the blanks are not counted"
        yield from (f"{blank} is not listed" for blank in script.blanks if reply.text.count(blank) < 2)


def point_20_at_most_two_reasons(reply: Reply) -> Iterator[str]:
    for script in reply.scripts:
        if script.kind not in ("raise", "promotion", "references") and script.text.count("[your result") > 2:
            yield "more than two reasons"


def point_21_channel_and_length(reply: Reply) -> Iterator[str]:
    for script in reply.scripts if reply.action.kind == "answer" else ():
        words = len(script.text.split())
        for key in (script.channel, script.kind):
            if words > LONGEST.get(key, 1000):
                yield f"{key}: {words} words"
        if script.channel != "email" and script.subject:
            yield "a subject outside of an e-mail"


def point_22_a_plan_for_a_no(reply: Reply) -> Iterator[str]:
    plans = ("If they say no", "**Next**", "IF THEY SAY NO", "as before", "A plan for a no")
    drafted = reply.scripts and reply.action.kind == "answer" and reply.action.intent != "levers"
    if is_brief(reply):
        return
    if drafted and not any(plan in reply.text for plan in plans):
        yield "no plan for a no"


def point_23_risks_of_equity_and_bonus(reply: Reply) -> Iterator[str]:
    if not argues(reply) or not reply.guide or not reply.advice:
        return
    if reply.advice.band.equity and private_stock(reply.guide) and "not publicly traded" not in reply.text:
        yield "the equity is private and that is not said"
    if reply.advice.offer and reply.advice.offer.bonus_pct and "guaranteed" not in reply.text:
        yield "target or guaranteed bonus is not asked about"


def _told_country(reply: Reply) -> str | None:
    """Where the job is in the user's own words, where no guide has a band for it."""
    found = find_places(reply.state.subject.region_said or "")
    return found[0].country if found else None


def point_24_norms_of_the_right_place_hedged(reply: Reply) -> Iterator[str]:
    table = load("norms")
    country = country_of(reply.band) or _told_country(reply)
    for code, row in table.items():
        if code in ("members", "read"):
            continue
        here = code == country or country in table["members"].get(code, ())
        for line in (line for line in reply.text.splitlines() if f"In {row['place']}: " in line):
            if not here:
                yield f"a custom of {row['place']} for {country}"
            if "Check current law" not in line:
                yield "a custom without its hedge"
    known = country in table or any(country in codes for codes in table["members"].values())
    offered = reply.advice and reply.advice.offer and reply.action.intent in ("counter", "offer_check", "competing")
    whole = argues(reply) and not reply.state.supposed and not is_brief(reply)
    if whole and offered and known and "Check current law" not in reply.text:
        yield "no local custom"
    for script in reply.scripts:
        if "current law" in script.text:
            yield "a custom in a script"


def point_25_one_question_at_most(reply: Reply) -> Iterator[str]:
    bold = re.findall(r"^\*\*[^*]+\?\*\*$", reply.text, re.MULTILINE)
    if len(bold) > 1:
        yield f"asks {bold}"
    if reply.ask and not reply.text.rstrip("*").endswith(reply.ask.question):
        yield "the question is not the last thing said"


POINTS = {name: check for name, check in list(globals().items()) if name.startswith("point_")}


def marked(reply: Reply) -> Iterator[str]:
    """Every fault of an answer, with its point."""
    for name, point in POINTS.items():
        yield from (f"{name}: {fault}" for fault in point(reply))
