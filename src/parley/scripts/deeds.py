"""What the user has done, in their own words, as a script can go on with it.

>>> deed_of("I cut deploy time by 40% across 30 services.")
'cutting deploy time by 40% across 30 services'
>>> deed_of("I cut deploy time by 40% and led a team of 12")
'cutting deploy time by 40% and leading a team of 12'
>>> deed_of("I've run GPU clusters for the research team")
'running GPU clusters for the research team [what came of it, in a number]'
>>> deed_of("I think they like me"), deed_of("I saved them $2M"), deed_of("i have two offers")
(None, None, None)
"""

from __future__ import annotations

import re
from functools import cache

from parley.advice.restate import why_left_out
from parley.data import load
from parley.money import find_amounts
from parley.scripts.lint import sayable

LONGEST = 110
BARE = ("run", "lead", "manage", "teach", "train")  # also what one would say behind "design and"
MEASURE = "[what came of it, in a number]"
_SPOKEN = re.compile(r"[^\w\s&.,'/+%():-]")


def deed_of(words: str) -> str | None:
    """The deed that a sentence tells, as "cutting …"; None where it tells none, or holds what a script may not.

    A deed without a figure gets a blank for one. Nothing is added to what the user said.
    """
    match = _pattern().match(" ".join(_SPOKEN.sub(" ", words.replace("’", "'")).split()))
    if not match or len(words) > LONGEST or any(True for _ in find_amounts(words)):
        return None
    text = _go_on(f"{_verbs()[match['verb'].lower()]} {match['rest'].strip(' .,:-')}")
    if why_left_out(text) or not sayable(text):
        return None
    return text if re.search(r"\d", text) else f"{text} {MEASURE}"


def _go_on(text: str) -> str:
    """A second deed behind "and" in the form of the first: "cutting costs and led a team" says "leading".

    A verb behind "to" stays: "built tools to plan and cut costs".
    """
    if re.search(r"\bto \w+\b.* and ", text):
        return text
    verbs = "|".join(verb for verb in _verbs() if verb not in BARE)
    return re.sub(
        rf"\b(and(?: i)?(?: \w+ly)?|,) (?P<verb>{verbs}) (?=\S)",
        lambda found: f"{'and' if found[1].startswith('and') else ','} {_verbs()[found['verb'].lower()]} ",
        text,
        flags=re.IGNORECASE,
    )


@cache
def _verbs() -> dict[str, str]:
    return {str(past): str(form) for past, form in load("deeds").items()}


@cache
def _pattern() -> re.Pattern[str]:
    verbs, where = "|".join(_verbs()), r"(?:(?:in|at|during|over) (?:my|the|this) [\w ]{2,24}?,? )?"
    return re.compile(
        rf"(?:(?:and|also|so|well),?\s+)?{where}(?:i've|i have|ive|i)"
        rf"\s+(?:\w+ly\s+)?(?P<verb>{verbs})\s+(?P<rest>\S.+)",
        re.IGNORECASE,
    )
