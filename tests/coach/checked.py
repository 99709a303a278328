"""Scores conversations with checks (fresh/*.jsonl): `python -m tests.coach.checked tests/coach/fresh/talks_a.jsonl`.

A check says of one turn what the reply, its scripts or a field of the ANSWER must hold or must not; amounts count
however they are written.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.no_search import NoSearch

from parley.coach import Coach
from parley.coach.answer import answer
from parley.guides.library import Library, load_library

SEEDS = Path(__file__).parents[2] / "seeds"
SCALES = {"k": 1e3, "m": 1e6, "l": 1e5, "lakh": 1e5, "lakhs": 1e5, "lpa": 1e5, "cr": 1e7, "crore": 1e7}
AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(lakhs?|lpa|crore|cr|[kml])?(?![a-z0-9])", re.IGNORECASE)
BOTH = re.compile(r"(\d[\d,.]*)\s?(?:[-–—]|to)\s?\D?(\d[\d,.]*)\s?(lakhs?|[kml])(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """Checks that hold, how many there are, conversations with all of theirs right, and what failed."""

    right: int
    checks: int
    whole: int
    talks: int
    failed: tuple[str, ...]


def checked(path: Path, library: Library) -> Checked:
    """The score of a file's conversations, answered without a search."""
    coach = Coach(library, NoSearch(), lambda: date(2026, 11, 30))
    failed: list[str] = []
    checks = whole = 0
    talks = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for talk in talks:
        answers = [answer(coach.reply(talk["turns"][: turn + 1])) for turn in range(len(talk["turns"]))]
        bad = [check for check in talk["checks"] if not _holds(check, answers[check["turn"]])]
        checks += len(talk["checks"])
        whole += not bad
        failed += [f"{talk['id']} turn {check['turn']}: {check['why']}" for check in bad]
    return Checked(checks - len(failed), checks, whole, len(talks), tuple(failed))


def _holds(check: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    wanted, kind = check["value"], check["kind"]
    if kind == "field":
        return _found(said, wanted["path"]) in _listed(wanted["equals"])
    if kind == "intent":
        return said["intent"] in _listed(wanted)
    text = _text(said, check["where"])
    if kind == "not_contains":
        return not any(_stands(text, one) for one in _listed(wanted))
    return (all if kind == "contains_all" else any)(_is_in(text, one) for one in _listed(wanted))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _found(said: Any, path: str) -> Any:
    for step in path.split("."):
        said = said.get(step) if isinstance(said, dict) else None
    return said


def _text(said: Mapping[str, Any], where: str) -> str:
    scripts = "\n".join(script["text"] or "" for script in said["scripts"])
    return {"reply": said["reply"], "scripts": scripts}.get(where, said["reply"] + "\n" + scripts)


def _is_in(text: str, wanted: float | str) -> bool:
    return wanted.casefold() in text.casefold() if isinstance(wanted, str) else round(wanted) in amounts(text)


def _stands(text: str, unwanted: float | str) -> bool:
    if not isinstance(unwanted, str):
        return round(unwanted) in amounts(text)
    tail = r"(?!\d)" if unwanted[-1:].isdigit() else ""
    return re.search(rf"(?<![A-Za-z]){re.escape(unwanted)}{tail}", text, re.IGNORECASE) is not None


def amounts(text: str) -> set[int]:
    """Every amount of a thousand and more in a text, in whole units.

    >>> sorted(amounts("£143K, 52.5-60k or ₹18 lakh"))
    [52500, 60000, 143000, 1800000]
    """
    pairs = [(end, match[3]) for match in BOTH.finditer(text) for end in (match[1], match[2])]
    said = [*pairs, *((match[1], match[2] or "") for match in AMOUNT.finditer(text))]
    values = (float(number.replace(",", "").rstrip(".")) * SCALES.get(scale.lower(), 1) for number, scale in said)
    return {round(value) for value in values if value >= 1000}


if __name__ == "__main__":
    found = checked(Path(sys.argv[1]), load_library(SEEDS))
    told = f"{found.right}/{found.checks} checks, {found.whole}/{found.talks} conversations whole\n"
    sys.stdout.write("\n".join([*found.failed, told]))
