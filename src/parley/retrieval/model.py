"""The records of retrieval: what is searched and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from parley.guides.model import Citation


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one guide, short enough for the embedder, with the tags that filters use.

    `kind`: lever, strategy, dna, company_lever, level_mapping, evidence, other. `title` is the lever's or section's.
    `regions` holds the guide's region labels that the text names; empty when it names none.
    """

    guide: str
    company: str
    role: str
    regions: tuple[str, ...]
    kind: str
    title: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it answers: higher is better; scores compare only within one search."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Entity filters from the dialogue: slugs as in the front matter, None to leave open."""

    company: str | None = None
    role: str | None = None
    region: str | None = None
    kinds: tuple[str, ...] = ()
