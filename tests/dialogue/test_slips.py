"""The short list of names that a misspelt one may be holds every name that is near enough."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from parley.dialogue.words.slips import spellings

NAMES = st.text("aabcdeinorst é8", min_size=1, max_size=14)


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, max_size=12), NAMES, st.sampled_from((0.5, 0.71, 0.8)))
def test_no_name_that_is_near_is_lost(names: list[str], key: str, likeness: float) -> None:
    near = spellings(names).near(key, likeness)
    wanted = [name for name in names if OSA.normalized_similarity(name, key) >= likeness]
    assert [name for name in near if name in wanted] == wanted


def test_few_others_are_let_through() -> None:
    names = [f"{first}{second}" for first in ("brax", "celo", "dimo", "futa") for second in ("gine", "hyx", "juva")]
    assert spellings(names).near("braxjuav", 0.71) == ["braxjuva"]
