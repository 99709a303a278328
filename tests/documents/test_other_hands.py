"""Labelled documents written by people who saw no code, and floors under what is read of them.

First runs, before any of the file was looked at: docs30 328 of 348 checks of every kind (.943), every pay term right in
21 of 30, one wrong base; docs_fresh_a 173 of 192 checks of pay (.901), 15 of 30 whole, six wrong bases; docs_fresh_b,
after the faults of the first two were mended, 168 of 186 (.903), 16 of 30 whole, three wrong bases. Their kinds of
fault were mended afterwards, so the floors below say that nothing falls back, not how it fares. What one row of each
fresh file calls wrong is a day's rate that the talk keeps as so many days a year.
"""

import pytest
from tests.documents.scored import HERE, scored

FLOORS = {"docs30": (200, 29, 0), "docs_fresh_a": (190, 29, 1), "docs_fresh_b": (184, 29, 1)}
"""Checks of pay right, documents whole, wrong bases at most."""


@pytest.mark.parametrize("name", FLOORS)
def test_documents_by_other_hands(library, name) -> None:
    found = scored(HERE / f"{name}.jsonl", library)
    right, whole, wrong = FLOORS[name]
    assert found.right >= right, found.failed
    assert found.whole >= whole, found.failed
    assert found.wrong_bases <= wrong, found.failed
