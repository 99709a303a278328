"""A company's name may begin what reads like a role; the role behind it is the one that is meant."""

from dataclasses import replace
from pathlib import Path

from parley.dialogue.state import replay
from parley.guides.library import Library


def test_a_role_behind_a_name_that_ends_in_a_role_word(seeds: Library) -> None:
    """ "Bramble Security Engineering Manager" is no security engineer, though "security engineering" is a role too."""
    firm = {"company": "bramble-security", "company_display": "Bramble Security"}
    roles = {"engineering-manager": "Engineering Manager", "security-engineer": "Security Engineer"}
    guides = tuple(
        replace(seeds.guides[0], path=f"bramble-security/{role}.md", role=role, role_display=shown, **firm)
        for role, shown in roles.items()
    )
    subject = replay(
        ["Bramble Security Engineering Manager New York pay range"], Library(Path("seeds"), guides)
    ).subject
    assert (subject.company, subject.role) == ("bramble-security", "engineering-manager")
