"""What a talk is about, for the list of talks: company, role, where it stands, until when an answer is due."""

from __future__ import annotations

from parley.coach import Reply
from parley.data import load
from parley.guides.library import Library


def about_talk(reply: Reply, library: Library) -> dict[str, str]:
    """The parts that are known, each in words; the stages' words are in data/stage_names.yaml."""
    subject, guide = reply.state.subject, reply.guide
    known = {
        "company": guide.company_display
        if guide
        else library.companies.get(subject.company or "") or subject.company_said,
        "role": (guide.role_display if guide else None) or subject.role_said or subject.role,
        "stage": load("stage_names").get(reply.state.stage),
        "due": reply.state.deadline,
    }
    return {name: value for name, value in known.items() if value}
