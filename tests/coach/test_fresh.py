"""Conversations with checks by people who saw no code, and floors under how they are answered (tests/coach/checked.py).

First runs over two thousand guides, before any of the file was looked at: talks_a 240 of 312 checks (.769), 25 of 60
whole; talks_b, after the faults of the first were looked through, 222 of 301 (.738), 18 of 60. What was mended since
was mended by kind; the floors say that nothing falls back, not how it fares.
"""

from pathlib import Path

import pytest
from tests.coach.checked import checked

FLOORS = {"talks_a": (240, 24), "talks_b": (220, 17)}
"""Checks right and conversations whole, over the sample guides."""


@pytest.mark.parametrize("name", FLOORS)
def test_conversations_by_other_hands(library, name) -> None:
    found = checked(Path(__file__).parent / "fresh" / f"{name}.jsonl", library)
    right, whole = FLOORS[name]
    assert found.right >= right, found.failed
    assert found.whole >= whole, found.failed
