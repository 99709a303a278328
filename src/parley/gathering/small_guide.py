"""A small guide from what was gathered: identity, base by place, and the line that says where it comes from.

It lies in the user's own folder, is checked and cited like any guide, and is theirs to edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from parley.errors import UsageError
from parley.gathering.model import Gathered, PlacePay
from parley.guides.blank import front_matter, slug
from parley.money import Money, full

TEXT = """\
### {role_display} | {company_display}

{rows}

**Evidence & Sources**
- {source}
{remarks}"""


def guide_text(gathered: Gathered, today: date) -> str:
    """The guide as Markdown."""
    remarks = [f"{_where(pay)}: {pay.told}" for pay in gathered.pays if pay.told]
    return front_matter(gathered.company, gathered.role, today, gathered.source) + TEXT.format(
        company_display=gathered.company,
        role_display=gathered.role,
        source=gathered.source,
        rows="\n".join(_rows(gathered.pays)),
        remarks="".join(f"- {remark}\n" for remark in remarks),
    )


def _where(pay: PlacePay) -> str:
    return ", ".join(filter(None, (pay.level, pay.place))) or "No place named"


def _rows(pays: Sequence[PlacePay]) -> Iterator[str]:
    """The pay table; with a column of levels where one is told."""
    by_level = any(pay.level for pay in pays)
    yield "| Level | Region | Base Salary |" if by_level else "| Region | Base Salary |"
    yield "|---|---|---|" if by_level else "|---|---|"
    for pay in pays:
        low, high = (full(Money(amount, pay.currency)) for amount in (pay.low, pay.high))
        level = f"| {pay.level or 'Any level'} " if by_level else ""
        yield f"{level}| {pay.place or 'Any place'} ({pay.currency}) | {low} - {high} |"


def write_guide(gathered: Gathered, folder: Path, today: date) -> Path:
    """Write the guide; a file that is there is never overwritten."""
    if not slug(gathered.company) or not slug(gathered.role):
        raise UsageError("the company or the role is not told: name it with --company and --role")
    if not gathered.pays:
        raise UsageError("no pay range could be read, so there is nothing to make a guide of")
    path = folder / slug(gathered.company) / f"{slug(gathered.role)}.md"
    if path.exists():
        raise UsageError(f"{path} exists already; move it away, or name another role with --role")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(guide_text(gathered, today), encoding="utf-8")
    return path
