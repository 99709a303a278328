"""Processor time to read 40,000 characters of seven kinds: `PYTHONPATH=src python -m tests.bench.long_messages`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from parley.dialogue.model import DialogueState
from parley.dialogue.state import update
from parley.doors.length import MAX_MESSAGE
from parley.guides.library import load_library

OFFER = "Dear Ann,\nWe are pleased to offer you the position of DevOps Engineer.\nBase salary: £130,000 a year.\n"
KINDS = {
    "contract": (OFFER, "\n{i}. The Employee shall keep the rules of clause {i}.2 and pay ${a} within 30 days.\n"),
    "prose": (OFFER, "The Employee shall keep the rules. "),
    "table": ("Offer\n", "Item {i}\t${a}\tper year\tnote {i}\n"),
    "chat": ("", "[10:{i:02d}] Recruiter: we can do ${a} base and {i}%\n[10:{i:02d}] Me: could you do ${a}?\n"),
    "own words": ("they offered 130k. ", "I led a team of {i} and saved ${a} a year, and want to know what to ask. "),
    "capitals": (OFFER.upper(), "\n{i}. THE EMPLOYEE SHALL KEEP THE RULES AND PAY ${a} ON DEMAND.\n"),
    "mail": ("", "> On Mon, 3 Nov 2026 Jo wrote:\n> Base salary: ${a} a year.\n> Best, Jo\n\n"),
}  # fmt: skip


def filled(head: str, unit: str) -> str:
    """The longest message of a kind."""
    said = head
    for number in range(MAX_MESSAGE):
        if len(said) >= MAX_MESSAGE:
            break
        said += unit.format(i=number, a=1000 + number * 137 % 90_000)
    return said[:MAX_MESSAGE]


if __name__ == "__main__":
    library = load_library(Path(__file__).parents[2] / "seeds")
    update(DialogueState(), "they offered 130k base", library)
    for name, (head, unit) in KINDS.items():
        begun = time.process_time()
        update(DialogueState(), filled(head, unit), library)
        sys.stdout.write(f"{name}: {time.process_time() - begun:.2f} s\n")
