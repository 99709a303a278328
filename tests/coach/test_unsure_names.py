"""What may be no company is kept, and nobody is addressed by it."""

from __future__ import annotations

from dataclasses import replace

from parley.dialogue.model import Subject
from parley.guides.library import Library

from .hand import answered, offer, state


def asked(subject: Subject, library: Library) -> str:
    told = state("what do I ask?", intent="counter", offers=(offer(80000),), stage="spoken_offer")
    return answered(replace(told, subject=subject), library).text


def test_an_unsure_name_stands_in_no_letter_and_no_headline(library: Library) -> None:
    assert "Halden" in asked(Subject(company_said="Halden"), library)
    unsure = asked(Subject(company_said="Winemaker", company_unsure=True), library)
    assert "Winemaker" not in unsure
    assert "80,000" in unsure
