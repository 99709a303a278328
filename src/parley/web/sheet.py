"""A script on the page: all its forms as data, from which the page draws tabs, tones and blanks to fill.

The words travel as JSON in one escaped attribute and are only ever set as text, so nothing in them can be markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from parley.coach.script_words import letter, script_title
from parley.scripts.model import Script
from parley.web.ink import Ink


def sheet(forms: Sequence[Script], ink: Ink) -> str:
    """The script card of a turn; empty where there is no script."""
    if not forms:
        return ""
    data = {"shown": [forms[0].channel, forms[0].tone], "forms": [_form(script) for script in forms]}
    data["figures"] = {text: key for script in forms for text, key in ink.keys(letter(script)).items()}
    words = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    title = escape(script_title(forms[0]))
    return f'<section class="sheet" data-turn="{ink.turn}" data-sheet="{words}" aria-label="{title}"></section>'


def _form(script: Script) -> dict[str, str | None]:
    return {
        "channel": script.channel,
        "tone": script.tone,
        "title": script_title(script),
        "subject": script.subject,
        "text": script.text,
    }
