"""How old the guides are is told without opening one of them."""

import pytest
from tests.conftest import TODAY

from parley.coach.ages import library_dates
from parley.guides.library import KeptGuides, Library


def test_a_refusal_opens_no_guide(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptGuides, "_decoded", lambda *_: pytest.fail("a guide was opened"))
    fresh = Library(library.folder, KeptGuides(library.guides.found), library.unreadable)  # type: ignore[attr-defined]
    assert library_dates(fresh, None, TODAY) == (
        "The guides here were last updated 2026-02-23; the review of 2 of 2 was due 2026-05-23."
    )


def test_one_guide_speaks_for_itself(library: Library) -> None:
    assert library_dates(library, library.guides[0], TODAY).startswith("This guide was last updated 2026-02-23")
