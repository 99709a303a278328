"""What is fuzzed, and what must hold whatever comes in. A target takes bytes and returns None, or raises.

`guide`: any bytes as a guide file. `money`: any text as a message's amounts and a table's cell. `dialogue`: any talk.
`draft`: any offers, rivals and wishes into a script past the send lint. `time`: a few letters over and over until a
message is full, which is to be answered soon. Only faults of the program raise: a bad guide
gives Issues, an unsafe script UnsafeScript.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.any_situation import situations
from fuzz.words import talk_of
from parley.advice.choose import choose_levers
from parley.advice.counter import advise
from parley.coach import Coach
from parley.coach.answer import answer
from parley.errors import UnsafeScript
from parley.guides.cells import read_cell
from parley.guides.encoding import decode, encode
from parley.guides.export import guide_record
from parley.guides.library import load_library
from parley.guides.model import Guide
from parley.guides.read import read_data
from parley.money import Money, compact, currencies, find_amounts, full
from parley.reading.numbers import numbers
from parley.reading.writing import written
from parley.render import escape_markdown
from parley.render import plain as plain_words
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.passages import passages_of
from parley.retrieval.search import Searcher
from parley.scripts.draft import ScriptFacts, draft
from parley.web.orders import Kept
from parley.web.view import screen

Target = Callable[[bytes], None]
ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
PATIENCE = 5.0
"""Seconds of processor time that no input may take."""
FULL, SOON = 4_000, 1.0
"""Letters of a full message, and seconds for it: test_time.py is stricter, on a quiet machine."""
KINDS = ("counter_email", "counter_call", "short_text", "competing_offer", "accept", "decline", "buy_time", "pushback",
         "deadline_extension", "equity_questions", "range_question", "general")  # fmt: skip
TONES = ("warm", "firm", "brief", "formal", "unheard-of")


class TooSlowError(AssertionError):
    """An input took longer than anybody should wait."""


def guide(data: bytes) -> None:
    """Read as a guide: Issues or a Guide, which the snapshot gives back equal, and which export and search can take."""
    read, issues = result = read_data("acme/devops-engineer.md", data)
    assert read is not None or issues, "neither a guide nor a reason"
    assert all(issue.code != "reader-fault" for issue in issues), issues
    assert decode(encode(result)) == result
    if read is not None:
        json.dumps(guide_record(read))
        assert all(1 <= passage.citation.line_from <= passage.citation.line_to for passage in passages_of(read))


def money(data: bytes) -> None:
    """`data` as text: see `priced`."""
    priced(data.decode("utf-8", "replace"))


def priced(text: str) -> None:
    """Amounts lie where they say, are finite, and are found again when printed."""
    read_cell(text)
    escape_markdown(plain_words(text))
    for line in (text, written(text).text):
        for found in find_amounts(line):
            assert line[found.start : found.end].strip() == found.text
            assert found.amount.is_finite()
            _comes_back(Money(found.amount, found.currency or "USD"))
        for number in numbers(line):
            assert line[number.start : number.end] == number.text
            assert math.isfinite(number.low)
            _comes_back(Money(Decimal(str(number.low)), number.currency or "USD"))


def _comes_back(money: Money) -> None:
    compact(money)
    if money.amount >= 1000 and currencies()[money.currency].counting == "western":
        (again,) = find_amounts(full(money))
        cents = round(money.amount, 2)  # nobody is paid less than a cent: 1.111111111M is 1,111,111.11
        assert (again.amount, again.currency is not None) == (cents, True), (full(money), again)


@cache
def coach() -> Coach:
    """A coach over the seeds with the small test embedder."""
    library = load_library(ROOT / "seeds")
    snapshot = refresh(library, Path(mkdtemp(prefix="parley-fuzz-")), HashEmbedder())
    return Coach(library, Searcher(snapshot, HashEmbedder()), lambda: TODAY)


def dialogue(data: bytes) -> None:
    """`data` as a talk: see `talked`."""
    talked(talk_of(data), twice=len(data) % 8 == 0)


def talked(messages: Sequence[str], *, twice: bool = True) -> None:
    """Any talk is answered, as words, as a page and as JSON; the same again from a fresh start."""
    replies = coach().conversation(messages)
    for reply in replies:
        assert reply.text.strip(), messages
        json.dumps(answer(reply)).encode()
        reply.text.encode()
    screen(coach(), Kept(tuple(messages), 1))
    if replies and twice:
        afresh = Coach(coach().library, coach().searcher, lambda: TODAY)
        assert afresh.reply(messages).text == replies[-1].text, messages


@cache
def guides() -> tuple[Guide, ...]:
    """The seeds and every variant of the tests' guides."""
    paths = [*sorted(ROOT.glob("seeds/*/*.md")), *sorted(ROOT.glob("tests/guides/variants/*/guide.md"))]
    found = [read_data("acme/devops-engineer.md", path.read_bytes())[0] for path in paths]
    return tuple(each for each in found if each and each.bands)


@settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    situation=st.deferred(lambda: situations(guides())),
    form=st.tuples(st.sampled_from(KINDS), st.sampled_from(("email", "call", "text")), st.sampled_from(TONES)),
    short=st.booleans(),
    names=st.tuples(*[st.none() | st.text(max_size=80)] * 3),
    own=st.lists(st.text(max_size=80), max_size=2),
)
def drafted(situation, form, short, names, own) -> None:
    """Every script is safe, or is refused as unsafe."""
    advice = advise(situation, TODAY)
    company, rival, deadline = names
    levers = choose_levers(situation.guide, (), advice.ladder)
    facts = ScriptFacts(company, situation.guide.role_display, None, levers, rival, deadline, None, tuple(own))
    try:
        script = draft(*form, short, advice, facts)
    except UnsafeScript:
        return
    assert script.text.strip()


def draft_of(data: bytes) -> None:
    """`drafted`, its choices taken from `data`."""
    drafted.hypothesis.fuzz_one_input(data)


def filled(unit: str, letters: int) -> str:
    """`unit` over and over, so many letters of it."""
    return (unit * (letters // max(len(unit), 1) + 1))[:letters]


def soon(data: bytes) -> None:
    """`data` as a unit of a full message: on the page within SOON."""
    began = time.process_time()
    screen(coach(), Kept((filled(data.decode("utf-8", "replace"), FULL) or "?",), 1))
    took = time.process_time() - began
    if took > SOON:
        raise TooSlowError(f"{took:.1f} s of processor time for {data!r} over and over")


TARGETS: dict[str, Target] = {"guide": guide, "money": money, "dialogue": dialogue, "draft": draft_of, "time": soon}


def timed(target: Target) -> Target:
    """The same target, failing where it takes longer than PATIENCE."""

    def run(data: bytes) -> None:
        start = time.process_time()
        target(data)
        took = time.process_time() - start
        if took > PATIENCE:
            raise TooSlowError(f"{took:.1f} s of processor time for {len(data)} bytes")

    return run
