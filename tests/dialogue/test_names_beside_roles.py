"""A company's name beside its own roles, or misspelt in one word: not lengthened, not shortened, not another."""

from dataclasses import replace
from pathlib import Path

import pytest

from parley.dialogue.state import replayed
from parley.guides.library import Library

SHELF = {
    "bramble-security": ("Bramble Security", "Engineering Manager", "Security Engineer"),
    "anchor-ai": ("Anchor AI", "DevOps Engineer", "ML/AI Engineer"),
    "quillpay": ("Quillpay", "Anchor-Architect Platform Engineer", "DevOps Engineer"),
    "northern-meadow": ("Northern Meadow", "Next-Gen Infrastructure Platform Engineer", "DevOps Engineer"),
    "tessaro-weave": ("Tessaro Weave", "Tessaro Loom AI Engineer", "Data Engineer"),
    "weave": ("Weave", "Data Engineer", "Software Engineer"),
    "shuttle4": ("Shuttle4", "Data Engineer", "Software Engineer"),
}

MEANT = (
    ("Bramble Security Engineering Manager New York pay range", "bramble-security", "engineering-manager"),
    ("I'm a Anchor-Architect Platform Engineer and Quillpay wants to hire me", "quillpay", "anchor-architect"),
    ("Quillpay anchor architect platform eng pay range", "quillpay", "anchor-architect"),
    ("Anchor DevOps Engineer pay range", "anchor-ai", "devops-engineer"),
    ("Northern Meadow Next-Gen Infrastructure Platform Engineer New York pay range", "northern-meadow", "next-gen"),
    ("Tessaro Weave Tessaro Loom AI Engineer pay range", "tessaro-weave", "tessaro-loom"),
    ("Northern Maedow DevOps Engineer pay range", "northern-meadow", "devops-engineer"),
    ("What should I counter at Anchro AI? DevOps Engineer role", "anchor-ai", "devops-engineer"),
    ("Anchro AI ML/AI Engineer pay range", "anchor-ai", "ml-ai-engineer"),
    ("Tesaro Weave Data Engineer pay range", "tessaro-weave", "data-engineer"),
    ("What should I counter at Shutle4? Software Engineer role", "shuttle4", "software-engineer"),
    ("tessaro wave data engineer pay", None, None),
    ("tessaro weve data engineer pay", "tessaro-weave", "data-engineer"),
    ("Northern Meadow Foods offered me 90k as a DevOps Engineer", None, None),
)


@pytest.fixture(scope="module")
def shelf(seeds: Library) -> Library:
    guides = [
        replace(
            seeds.guides[0],
            path=f"{slug}/{_slug(shown)}.md",
            company=slug,
            company_display=name,
            role=_slug(shown),
            role_display=shown,
        )
        for slug, (name, *roles) in SHELF.items()
        for shown in roles
    ]
    return Library(Path("seeds"), tuple(guides))


@pytest.mark.parametrize(("said", "company", "role"), MEANT)
def test_the_name_is_read_as_it_is_meant(said: str, company: str | None, role: str | None, shelf: Library) -> None:
    subject = replayed([said], shelf).subject
    assert subject.company == company
    assert (subject.role or "").startswith(role or "")
    assert role is None or subject.role


def _slug(shown: str) -> str:
    return shown.lower().replace(" ", "-").replace("/", "-")
