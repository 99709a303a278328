"""A correct empty guide: what `parley new` writes, to be filled in by hand."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from parley.guides.gazetteer import spelling_of

REVIEW_AFTER = timedelta(days=90)

FRONT = """\
---
company: {company}
company_display: {company_quoted}
role: {role}
role_display: {role_quoted}
role_type: standard
last_updated: {today}
data_quality: medium
salary_data_quarter: {quarter}
next_review_due: {review}
compensation: []
level_mapping:
  internal: null
  raw: null
data_sources: [{sources}]
negotiation_dna_summary: null
---
"""

BLANK = """\
### {role_display} | {company_display} Global Negotiation Guide

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|--------|-------------|-----------------|-------|------------|
| San Francisco | — | — | — | — |
| London | — | — | — | — |

**Negotiation DNA**
What makes this role worth more here than elsewhere.

**Level Mapping:** {company_display} {role_display} = [Company] [Level] = [Company] [Level]

**{company_display} Lever**
What only this company's candidates can argue with.

**Global Levers**
1. **First Lever:** "The line to say, with [blanks] for what only the candidate knows."
2. **Second Lever:** "Another line to say."

> **Negotiate Up Strategy:** "What to ask for, in one breath. My accept-at floor is what to keep private."

**Evidence & Sources**
- Where the figures come from
"""


def blank_guide(company: str, role: str, today: date) -> str:
    """The text of an empty guide for a company and a role, by their names."""
    company, role = " ".join(company.split()), " ".join(role.split())
    return front_matter(company, role, today) + BLANK.format(company_display=company, role_display=role)


def front_matter(company: str, role: str, today: date, *sources: str) -> str:
    """The front matter of a new guide: its identity, its day, and where its figures come from."""
    return FRONT.format(
        company=slug(company),
        company_quoted=_quoted(company),
        role=slug(role),
        role_quoted=_quoted(role),
        today=today.isoformat(),
        review=(today + REVIEW_AFTER).isoformat(),
        quarter=f"{today.year}-Q{(today.month + 2) // 3}",
        sources=", ".join(map(_quoted, sources)),
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def slug(name: str) -> str:
    """A name as in paths and front matter.

    >>> slug("Weights & Biases"), slug("ML / AI Engineer")
    ('weights-and-biases', 'ml-ai-engineer')
    """
    return "-".join(re.findall(r"[a-z0-9]+", spelling_of(name).replace("&", " and ")))
