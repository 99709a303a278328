"""The empty page's form: what a person knows of their case, as the message that it makes, and what a guide adds.

In: the stage and the fields as they were typed. Out: the form as HTML, the message, and a line on the guides. The words
are in data/first_page.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from parley.coach import Coach
from parley.data import load
from parley.money import MARKS

LONGEST = 120
"""Letters of a field that are read."""
ROLES = 8
"""Roles of a company that are named in the line."""
THOUSANDS = re.compile(rf"[{MARKS}]?\s?\d{{2,3}}")
AMOUNTS = ("base", "equity", "signing", "low", "high", "asked", "other_base", "pay", "wish")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
YEARS = "4"
CHOSEN = ("answer",)
"""Fields that are never empty, so that they alone tell nothing."""


@dataclass(frozen=True, slots=True)
class First:
    """The message that the form makes so far ("" while it says too little), a line on the guides, and roles to pick."""

    say: str
    about: str
    roles: tuple[str, ...] = ()


def first(coach: Coach, stage: str, told: Mapping[str, Any]) -> First:
    """What the form makes of the fields."""
    page = load("first_page")
    row = next((row for row in page["stages"] if row["id"] == stage), page["stages"][0])
    fields = _fields(row, told)
    text = message(row, fields)
    line, roles = _about(coach, fields, text)
    return First(text, line, roles)


def _fields(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, str]:
    """The fields of this stage, as a person means them: 61 is £61k, five is no company."""
    typed = {name: str(told.get(name) or "").strip()[:LONGEST] for name in row["fields"]}
    typed = {name: " ".join(value.split()).rstrip(".") for name, value in typed.items()}
    return {
        name: f"{value}k" if name in AMOUNTS and THOUSANDS.fullmatch(value) else value for name, value in typed.items()
    }


def message(row: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """The stage's sentences that have all their fields.

    >>> row = {"lead": ["{company} offered me {offer}.", "They offered me {offer}."], "then": [], "ask": "What now?"}
    >>> message(row, {"company": "", "base": "61k", "bonus": "5%"})
    'They offered me 61k base, 5% bonus. What now?'
    """
    known = {**fields, "bonus": fields.get("bonus", "").removesuffix("%").strip()}
    known["years"] = known.get("years") or YEARS
    known["offer"] = ", ".join(_filled(load("first_page")["offer"], known))
    if not any(value for name, value in fields.items() if name not in CHOSEN):
        return ""
    lead = next(_filled(row["lead"], known), "")
    return " ".join([lead, *_filled(row["then"], known), row["ask"]])


def _filled(sentences: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    for sentence in sentences:
        if all(known.get(name) for name in PLACEHOLDER.findall(sentence)):
            yield PLACEHOLDER.sub(lambda found: known[found[1]], sentence)


def _about(coach: Coach, fields: Mapping[str, str], text: str) -> tuple[str, tuple[str, ...]]:
    words, company = load("first_page")["about"], fields["company"]
    if not company or not text:
        return words["empty"], ()
    reply = coach.reply([text])
    slug = reply.state.subject.company
    roles = tuple(entry.role_display for entry in coach.library.roles(slug)) if slug else ()
    if reply.guide and (fields["role"] or len(roles) == 1):
        guide = reply.guide
        return words["guide"].format(role=guide.role_display, company=guide.company_display), roles
    if roles and slug:
        more = f" and {len(roles) - ROLES} more" if len(roles) > ROLES else ""
        name = coach.library.companies[slug]
        return words["company"].format(company=name, roles=", ".join(roles[:ROLES]) + more), roles
    return words["none"].format(company=company), roles


def companies(coach: Coach) -> tuple[str, ...]:
    """The companies that there are guides for, to be completed."""
    return tuple(coach.library.companies.values())


def form() -> str:
    """The form as HTML; which fields a stage has stands in its button."""
    page = load("first_page")
    stages = "".join(_stage(row, number) for number, row in enumerate(page["stages"]))
    now = page["stages"][0]["fields"]
    plain = "".join(_field(name, row, now) for name, row in page["fields"].items() if not row.get("more"))
    more = "".join(_field(name, row, now) for name, row in page["fields"].items() if row.get("more"))
    return (
        '<form id="first" autocomplete="off" aria-labelledby="welcome-title">'
        f'<div class="stages" role="radiogroup" aria-label="Where it stands">{stages}</div>'
        f'<div class="fields">{plain}</div>'
        '<details class="more-parts"><summary>More parts of the offer</summary>'
        f'<div class="fields">{more}</div></details>'
        f'<div class="send"><p class="about" role="status">{escape(page["about"]["empty"])}</p>'
        '<button type="submit" class="main">Get my number</button></div></form>'
    )


def _stage(row: Mapping[str, Any], number: int) -> str:
    now = number == 0
    return (
        f'<button type="button" role="radio" aria-checked="{str(now).lower()}" tabindex="{0 if now else -1}" '
        f'data-stage="{row["id"]}" data-fields="{" ".join(row["fields"])}">{escape(row["label"])}</button>'
    )


def _field(name: str, row: Mapping[str, Any], now: Sequence[str]) -> str:
    label, private = escape(row["label"]), ' <span class="never">never sent</span>' if row.get("private") else ""
    hidden = "" if name in now else " hidden"
    if "choices" in row:
        chosen = "".join(
            f'<option value="{escape(say)}">{escape(word)}</option>' for say, word in row["choices"].items()
        )
        return f'<label data-field="{name}"{hidden}>{label}<select name="{name}">{chosen}</select></label>'
    lists = f' list="first-{name}"' if name in ("company", "role") else ""
    holder = f'<datalist id="first-{name}"></datalist>' if lists else ""
    hint = escape(row["hint"])
    return (
        f'<label data-field="{name}"{hidden}>{label}{private}'
        f'<input name="{name}" placeholder="{hint}" maxlength="{LONGEST}" autocomplete="off"{lists}>{holder}</label>'
    )
