"""Ways to write a guide's pay table or levers differently without a change of what they say."""

import random
import re
from collections.abc import Sequence

Lines = list[str]
SYNONYMS = {
    "base salary": ["Base Pay", "Annual Base", "Fixed Pay", "Gross Base"],
    "total comp": ["TC", "Total Compensation", "All-in", "Total Package", "TDC"],
    "region": ["Location", "Market", "City", "Office"],
    "bonus": ["Target Bonus", "Annual Bonus", "Cash Bonus", "Variable Pay"],
    "level": ["Grade", "Band", "Job Level", "Seniority"],
    "component": ["Element", "Pay Component", "Item"],
}
DASHES = ("-", " - ", "–", " – ", " to ", "—")
DASH = re.compile(r"(?<=[\dKMBLk%+])\s*[-–]\s*(?=[^\s\w]{0,3}[A-Z]{0,3}[^\w\s]?\s?\d)")
LEVERS = (
    '{n}. **{title}:** "{quote}"', '{n}. **{title}** — *"{quote}"*', '**Lever {n} — {title}:** "{quote}"',
    '#### Global Lever {n}: {title}\n\n> "{quote}"', '**{n}. {title}**\n> "{quote}"', '**L{n}: {title}** — "{quote}"',
    '- **{title}:** "{quote}"', '**{title}**\n\n> "{quote}"',
)  # fmt: skip


def cells(line: str) -> list[str]:
    """The cells of a table line."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def row(texts: Sequence[str]) -> str:
    """A table line of these cells."""
    return f"| {' | '.join(texts)} |"


def permute(table: Lines, dice: random.Random) -> Lines:
    """Columns in another order; the first stays."""
    order = list(range(1, len(cells(table[0]))))
    dice.shuffle(order)
    return [row([line[at] for at in (0, *order)]) for line in map(cells, table)]


def rename(table: Lines, dice: random.Random) -> Lines:
    """Heads by other words."""
    heads = [dice.choice(SYNONYMS.get(head.replace("*", "").lower(), [head])) for head in cells(table[0])]
    return [row(heads), *table[1:]]


def other_dashes(table: Lines, dice: random.Random) -> Lines:
    """Ranges with another dash."""
    dash = dice.choice(DASHES)
    changed = ([line[0], *(DASH.sub(dash, text) for text in line[1:])] for line in map(cells, table[2:]))
    return [*table[:2], *map(row, changed)]


def other_numbers(table: Lines, _: random.Random) -> Lines:
    """`$120K` as `$120,000`."""
    return [*table[:2], *(row([line[0], *map(_in_full, line[1:])]) for line in map(cells, table[2:]))]


def _in_full(text: str) -> str:
    if "K" not in text or re.search(r"\d,\d{3}K|\d[MBL]|\bM|\d[-–]\d[\d.]*K", text):
        return text
    return re.sub(r"(\d+(?:\.\d)?)K\b", lambda found: f"{round(float(found[1]) * 1000):,}", text)


def bold(table: Lines, _: random.Random) -> Lines:
    """Heads and the first column in bold."""
    head = row([text if "*" in text else f"**{text}**" for text in cells(table[0])])
    body = (row([line[0] if "*" in line[0] else f"**{line[0]}**", *line[1:]]) for line in map(cells, table[2:]))
    return [head, table[1], *body]


def with_notes(table: Lines, _: random.Random) -> Lines:
    """A last column that says nothing of pay."""
    added = ["Notes", "---", *["hot market; pays 10% more"] * len(table)]
    return [row([*cells(line), text]) for line, text in zip(table, added, strict=False)]


def turn(table: Lines, _: random.Random) -> Lines:
    """Region rows as component rows."""
    lines = [cells(line) for line in (table[0], *table[2:])]
    head, *body = ([line[at] for line in lines] for at in range(len(lines[0])))
    return [row(["Component", *head[1:]]), row(["---"] * len(head)), *map(row, body)]


CHANGES = (permute, rename, other_dashes, other_numbers, bold, with_notes)
