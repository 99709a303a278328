"""What a reply says of a rehearsal: the scene, what held, and the summary at its end."""

from __future__ import annotations

from collections import Counter
from typing import Any

from parley.data import load
from parley.practice.model import Scene
from parley.templates import figure_list


def scene_words(scene: Scene | None) -> dict[str, Any]:
    """The names that the templates of a rehearsal use; none outside of one."""
    if scene is None:
        return {}
    judged = [heard for heard in scene.heard if not heard.asked_help]
    return {
        "scene": scene,
        "good_words": good_words,
        "judged": len(judged),
        "clean": sum(not heard.slips for heard in judged),
        "work_on": work_on(scene),
    }


def good_words(keys: tuple[str, ...]) -> str:
    """What held, as a sentence has it.

    >>> good_words(("named_ask", "one_question"))
    'you named your number and you ended on a question'
    """
    table = load("practice")["good"]
    return figure_list([table[key] for key in keys])


def work_on(scene: Scene) -> list[tuple[str, int]]:
    """What to work on with how often it happened, the most frequent first."""
    table = load("practice")["slips"]
    counts = Counter(slip.code for heard in scene.heard for slip in heard.slips)
    order = list(table)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    return [(table[code]["short"], count) for code, count in ranked]
