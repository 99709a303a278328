"""More guides than a library has: its own again, under companies that do not exist. For benches of size only."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from parley.guides.library import Library, load_library
from parley.guides.model import Guide

STARTS = ("Br", "Cal", "Dov", "El", "Fen", "Gar", "Hol", "Jun", "Kel", "Lor", "Mav", "Nor", "Ost", "Per", "Quil", "Rov")
MIDDLES = ("an", "emi", "ira", "olu", "ury", "avo", "inte", "ode")
ENDS = ("dex", "lith", "mora", "nova", "quent", "rith", "tava", "vance", "wick", "zeno")
TAILS = ("", "", "", " AI", " Labs", " Systems", " Data", " Health")


def names() -> Iterator[str]:
    """Names of companies that do not exist, always the same, none twice."""
    numbers = np.random.default_rng(7)
    given: set[str] = set()
    while True:
        name = "".join(str(numbers.choice(part)) for part in (STARTS, MIDDLES, ENDS))
        if name not in given:
            given.add(name)
            yield name + str(numbers.choice(TAILS))


def enlarged(library: Library, size: int, folder: Path) -> tuple[Guide, ...]:
    """`size` guides: those of `library`, company by company, then copies written to `folder` under made-up names."""

    missing = size - len(library.guides)
    if missing <= 0:
        return library.guides[:size]
    fresh: dict[tuple[int, str], str] = {}
    made = names()
    for number in range(missing):
        guide = library.guides[number % len(library.guides)]
        key = (number // len(library.guides), guide.company)
        fresh[key] = fresh.get(key) or next(made)
        _copy(guide, library.folder, folder, fresh[key])
    return (*library.guides, *load_library(folder).guides)


def _copy(guide: Guide, source: Path, folder: Path, name: str) -> None:
    slug = re.sub(r"\W+", "-", name.lower())
    text = (source / guide.path).read_text(encoding="utf-8").replace(guide.company_display, name)
    text = re.sub(r"(?m)^company: .*$", f"company: {slug}", text, count=1)
    text = re.sub(r"(?m)^company_display: .*$", f"company_display: {name}", text, count=1)
    path = folder / slug / f"{guide.role}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
