"""The send lint: nothing reaches an employer that breaks a rule of docs/advice.md 3.1.

The rules are data (`data/send_lint.yaml`); here are the checks that compare amounts. A fault names its
rule and the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from parley.advice.model import Advice, Figure
from parley.data import load
from parley.dialogue.kinds import kinds_that
from parley.money import FoundAmount, Money, find_amounts, full
from parley.scripts.model import Script


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule: its `code` (a key of the table, or of a check below), what it is about, and the words at fault."""

    code: str
    says: str
    words: str


@dataclass(frozen=True, slots=True)
class LintRule:
    """A row of the table."""

    code: str
    pattern: re.Pattern[str]
    says: str
    kinds: tuple[str, ...]
    channels: tuple[str, ...]
    not_kinds: tuple[str, ...]

    def applies(self, script: Script) -> bool:
        """Whether the row is about this script's kind and channel."""
        spoken = script.channel == "call" and script.kind in ("counter_email", "competing_offer")
        kind = "counter_call" if spoken else script.kind
        fits_kind = (not self.kinds or kind in self.kinds) and kind not in self.not_kinds
        return fits_kind and (not self.channels or script.channel in self.channels)


@cache
def _rules(part: str) -> tuple[LintRule, ...]:
    return tuple(
        LintRule(
            code,
            re.compile(row["pattern"], re.IGNORECASE | re.MULTILINE),
            row["says"],
            tuple(row.get("kinds", ())),
            tuple(row.get("channels", ())),
            tuple(row.get("not_kinds", ())),
        )
        for code, row in load("send_lint")[part].items()
    )


def sayable(words: str) -> bool:
    """Whether words from a guide or a user break no rule by themselves.

    >>> sayable("GPU infrastructure"), sayable("pre-IPO equity")
    (True, False)
    """
    return not any(rule.pattern.search(words) for rule in _rules("never"))


def broken(words: str) -> frozenset[str]:
    """The codes of the rules that words break by themselves, whoever says them.

    >>> sorted(broken("sorry to ask, but I currently earn 110"))
    ['apology', 'salary_history']
    """
    return frozenset(rule.code for rule in _rules("never") if rule.pattern.search(words))


def faults_of(script: Script, advice: Advice | None, currency: str | None) -> tuple[Fault, ...]:
    """Every broken rule of `script`; `currency` is the only one it may speak, `advice` knows the private figures."""
    text = f"{script.subject or ''}\n{script.text}"
    case = _Case(script, advice, currency, text, tuple(find_amounts(text)))
    return tuple(fault for test in CHECKS for fault in test(case))


@dataclass(frozen=True, slots=True)
class _Case:
    script: Script
    advice: Advice | None
    currency: str | None
    text: str
    amounts: tuple[FoundAmount, ...]


def _never(case: _Case) -> Iterator[Fault]:
    for rule in _rules("never"):
        found = rule.pattern.search(case.text)
        if found:
            yield Fault(rule.code, rule.says, found[0].strip())


def _must(case: _Case) -> Iterator[Fault]:
    for rule in _rules("must"):
        if rule.applies(case.script) and not rule.pattern.search(case.text):
            yield Fault(rule.code, f"missing: {rule.says}", "")


def _to_own_employer(case: _Case) -> Iterator[Fault]:
    """To one's own employer no word of joining."""
    for rule in _rules("to_own_employer") if case.script.at_work else ():
        if found := rule.pattern.search(case.text):
            yield Fault(rule.code, rule.says, found[0])


def _names_no_amount(case: _Case) -> Iterator[Fault]:
    if case.script.kind in kinds_that("no_amounts") and case.amounts:
        yield Fault("amount_in_kind", "this kind of script names no amount", case.amounts[0].text)


def _other_currency(case: _Case) -> Iterator[Fault]:
    for found in case.amounts:
        quoted = found.text in case.script.quoted
        if not quoted and found.currency and case.currency and not _same_mark(found, case.currency):
            yield Fault("other_currency", f"only {case.currency} may be spoken", found.text)


def _same_mark(found: FoundAmount, currency: str) -> bool:
    """A mark that several currencies share is read by its place."""
    return found.currency == currency or found.text == full(Money(found.amount, currency))


def _untraced(case: _Case) -> Iterator[Fault]:
    """Every amount stands among the script's figures."""
    known = {printed.amount for figure in case.script.figures for printed in find_amounts(full(figure.money))}
    known |= {quoted.amount for quoted in find_amounts(case.script.quoted)}
    for found in case.amounts:
        if found.amount not in known and not _counts_units(case.text, found):
            yield Fault("untraced_amount", "no figure stands behind it", found.text)


def _counts_units(text: str, found: FoundAmount) -> bool:
    """Whether it is a number of options or shares, as they offered them."""
    behind = text[found.end : found.end + 10]
    return found.currency is None and re.match(r"\s(?:options|shares|RSUs)\b", behind) is not None


def _private(case: _Case) -> Iterator[Fault]:
    """No figure of the private rungs, unless it is also asked, offered or a rival's as told."""
    public = {id(figure) for figure in _public_figures(case.advice)}
    private = {id(figure) for figure in _private_figures(case.advice)} - public
    for figure in case.script.figures:
        if id(figure) in private:
            yield Fault("private_figure", "a private figure", full(figure.money))


def _private_figures(advice: Advice | None) -> Iterator[Figure]:
    ladder = advice.ladder if advice else None
    for rung in ladder.rungs() if ladder else ():
        if rung.name != "opening":
            yield from rung.figures()
    for ground in advice.grounds if advice else ():
        if ground.private:
            yield from (ground.low, ground.high)


def _public_figures(advice: Advice | None) -> Iterator[Figure]:
    if advice is None:
        return
    if advice.ladder:
        yield from advice.ladder.opening.figures()
    for offer in filter(None, (advice.offer, *advice.competing)):
        yield from offer.figures()


def _unstated_rival(case: _Case) -> Iterator[Fault]:
    """Another offer is spoken of only when the user told of one."""
    claim = re.search(
        r"\b(?:i (?:also )?have an offer|an offer from (?!you)|other company)\b", case.text, re.IGNORECASE
    )
    if claim and not (case.advice and case.advice.competing):
        yield Fault("unstated_rival", "another offer that the user did not tell of", claim[0])


Check = Callable[[_Case], Iterator[Fault]]
CHECKS: tuple[Check, ...] = (
    _never,
    _must,
    _to_own_employer,
    _names_no_amount,
    _other_currency,
    _untraced,
    _private,
    _unstated_rival,
)
