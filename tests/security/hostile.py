"""A guide with hostile words in every place where a person could write, and a coach that trusts it like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from parley.coach import Coach
from parley.guides.library import load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher

TODAY = date(2026, 11, 22)
TALK = (
    "what should I counter at Acme London?", "they offered £130k base, £95k equity over 4 years, 5% bonus",
    "what levers do I have?", "where do the numbers come from?", "what level is that?", "how does the equity work?",
    "they said it's the top of the band", "compare London and New York", "now as a phone call", "accept it",
)  # fmt: skip
GUIDE = """---
company: acme
company_display: {quoted}
role: engineer
role_display: {quoted}
role_type: {quoted}
last_updated: 2026-02-23
data_quality: {quoted}
salary_data_quarter: {quoted}
next_review_due: 2026-05-23
level_mapping:
  internal: {quoted}
  raw: {quoted}
data_sources:
  - {quoted}
negotiation_dna_summary: {quoted}
---
### Engineer {line} | Acme Negotiation Guide

**Negotiation DNA:** {line}

| Region | Base Salary | Equity (4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| London {cell} | £110K-£140K | £100K-£160K | 5-10% | £140K-£190K |
| New York {cell} | $150K-$190K | $100K-$160K | 5-10% | $180K-$240K |

**Level Mapping:** Acme L4 {line} = Google L4

**Global Levers**

1. **Scale {line}:** "I have run {line} for years."
2. **Uptime {line}:** "I kept [X] services up. {line}"

> **Negotiate Up Strategy:** "I need £138K base {line}. My floor is £120K base."

**Evidence & Sources**
- {line}
- Levels.fyi {line}
"""


def hostile_guide(payload: str) -> str:
    """The guide, with `payload` in every place."""
    line = " ".join(payload.split())
    quoted = '"Acme ' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return GUIDE.format(quoted=quoted, line=line, cell=line.replace("|", "\\|"))


def hostile_coach(payload: str, folder: Path) -> Coach:
    """A coach over that guide alone, in `folder`."""
    path = folder / "guides" / "acme" / "engineer.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(hostile_guide(payload), encoding="utf-8")
    library = load_library(folder / "guides")
    snapshot = refresh(library, folder / "index", HashEmbedder())
    return Coach(library, Searcher(snapshot, HashEmbedder()), lambda: TODAY)
