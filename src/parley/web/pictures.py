"""The pictures that stand above the words of a section, by the section's template.

In: the name of a section of a Reply. Out: one line of HTML, "" where there is nothing to draw. A section with a picture
is shown whole, whatever its kind: to add one, write a module beside this one, name it here, and in docs/page.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parley.coach import Reply
from parley.web.levels import draw_levels
from parley.web.yearly import draw_years

PICTURES: Mapping[str, Callable[[Reply], str]] = {"_rows": draw_levels, "_years": draw_years}


def picture_above(section: str, reply: Reply) -> str:
    """The picture of a section."""
    draw = PICTURES.get(section)
    return draw(reply) if draw else ""
