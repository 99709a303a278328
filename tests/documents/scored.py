"""Scores a file of conversations with checks (docs30.jsonl): the share of checks, documents whose pay is all right.

Run by hand: `python -m tests.documents.scored tests/documents/docs30.jsonl`, over the seed guides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.dialogue.model import DialogueState, Offer
from parley.dialogue.state import replayed
from parley.guides.library import Library, load_library

PAY = ("base", "equity", "bonus_pct", "bonus", "signing", "signing_second", "total")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Score:
    """Pay checks that hold, how many there are, documents with all of theirs right, wrong bases, and what failed."""

    right: int
    checks: int
    whole: int
    documents: int
    wrong_bases: int
    failed: tuple[str, ...]


def scored(path: Path, library: Library) -> Score:
    """The score of the pay that the talk ends up with."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    failed: list[str] = []
    whole = wrong = checks = 0
    for row in rows:
        bad = [*_bad(row, library)]
        checks += sum(_is_pay(check) for check in row["checks"])
        whole += not bad
        wrong += sum(".base" in one and not one.endswith("None") for one in bad)
        failed += bad
    return Score(checks - len(failed), checks, whole, len(rows), wrong, tuple(failed))


def _is_pay(check: dict[str, Any]) -> bool:
    return check["kind"] == "field" and check["value"]["path"].removeprefix("offer.") in PAY


def _bad(row: dict[str, Any], library: Library) -> Iterator[str]:
    for check in filter(_is_pay, row["checks"]):
        state = replayed(row["turns"][: check["turn"] + 1], library)
        told, want = _value(state, check["value"]["path"]), check["value"]["equals"]
        if told not in (want if isinstance(want, list) else [want]):
            yield f"{row['id']} turn {check['turn']} {check['value']['path']}: {want} is read as {told}"


def _value(state: DialogueState, path: str) -> float | None:
    offer: Offer | None = state.offer
    stated = getattr(offer, path.removeprefix("offer.")) if offer else None
    return float(stated.value) if stated else None


if __name__ == "__main__":
    found = scored(Path(sys.argv[1]), load_library(HERE.parent.parent / "seeds"))
    told = f"{found.right}/{found.checks} checks of pay, {found.whole}/{found.documents} documents whole\n"
    sys.stdout.write("\n".join([*found.failed, told]))
