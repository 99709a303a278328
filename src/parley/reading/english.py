"""Whether a word is a common English one: "target" is, "flipkart" is not.

>>> [common(word) for word in ("target", "targets", "rendering", "chimed", "flipkart", "zalando")]
[True, True, True, True, False, False]
"""

from __future__ import annotations

from functools import cache, lru_cache

from parley.data import load

ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")),
    ("er", ("", "e")), ("ers", ("", "e")), ("est", ("", "e")), ("ier", ("y",)), ("iest", ("y",)), ("ily", ("y",)),
    ("ly", ("",)), ("ness", ("",)), ("nesses", ("",)), ("able", ("", "e")), ("ment", ("",)), ("ments", ("",)),
    ("ion", ("", "e")), ("ions", ("", "e")), ("ation", ("", "e")), ("al", ("",)), ("ful", ("",)), ("less", ("",)),
    ("ism", ("",)), ("ist", ("",)), ("ists", ("",)), ("ity", ("", "e")), ("ive", ("", "e")),
)  # fmt: skip
DOUBLING = ("ed", "ing", "er", "ers", "est")


@cache
def base_words() -> frozenset[str]:
    """The base forms of data/english.yaml."""
    return frozenset(load("english")["words"].split())


LONGEST = 30
"""Letters of a word that may be one: a step for each of its endings, and no more than that."""
REMEMBERED = 16_384
"""Words that people typed, the latest."""


@lru_cache(maxsize=REMEMBERED)
def common(word: str) -> bool:
    """Whether the folded `word` is a common English word or a regular inflection of one."""
    plain = word.replace("'", "")
    if len(plain) > LONGEST:
        return False
    return plain in base_words() or any(_inflects(plain, ending, swaps) for ending, swaps in ENDINGS)


def _inflects(word: str, ending: str, swaps: tuple[str, ...]) -> bool:
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < 3:
        return False
    if any(common(stem + swap) for swap in swaps):
        return True
    doubled = ending in DOUBLING and len(stem) > 3 and stem[-1] == stem[-2]
    return doubled and common(stem[:-1])
