"""What a talk is about, for the list of talks: company, role, where it stands, when an answer is due, its offer."""

from __future__ import annotations

from parley.coach import Reply
from parley.coach.facts import stated_words
from parley.data import load
from parley.guides.library import Library


def about_talk(reply: Reply, library: Library) -> dict[str, str]:
    """The parts that are known, each in words; and the message that compares with it (data/talk_words.yaml)."""
    subject, guide = reply.state.subject, reply.guide
    known = {
        "company": guide.company_display
        if guide
        else library.companies.get(subject.company or "") or subject.company_said,
        "role": (guide.role_display if guide else None) or subject.role_said or subject.role,
        "stage": load("talk_words")["stages"].get(reply.state.stage),
        "due": reply.state.deadline,
    }
    if reply.state.offer and known["company"]:
        offer = stated_words(reply.state.offer, reply.currency)
        known["compare"] = load("talk_words")["compare"].format(company=known["company"], offer=offer)
    return {name: value for name, value in known.items() if value}
