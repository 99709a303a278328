"""The shape in which the user wants the words: channel, tone and length (data/form.yaml), kind of script.

>>> form_after(Form(), "make it shorter and more formal"), form_after(Form(), "now as a phone call").channel
(Form(kind=None, channel='email', tone='formal', short=True), 'call')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from parley.data import load
from parley.dialogue.kinds import kind_cued
from parley.dialogue.model import Form
from parley.dialogue.words.cues import says
from parley.dialogue.words.text import fold, sentences


@cache
def _table(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    rows = load("form")[name]
    rows = rows if isinstance(rows, Mapping) else {name: rows}
    return {key: tuple(re.compile(text) for text in texts) for key, texts in rows.items()}


def _first(name: str, text: str) -> str | None:
    return next((key for key, patterns in _table(name).items() if _fits(text, patterns)), None)


def _fits(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def form_after(form: Form, message: str) -> Form:
    """`form` with what the message changes about it; never a number."""
    text = fold(message)
    return replace(
        form,
        channel=_first("channels", text) or form.channel,
        tone=_first("tones", text) or form.tone,
        short=not _fits(text, _table("long")["long"]) and (form.short or _fits(text, _table("short")["short"])),
    )


def without_shape(form: Form, message: str) -> Form:
    """`form` for a script of another kind: channel and length only as this message asks for them; the tone stays.

    >>> without_shape(Form(channel="text", tone="formal", short=True), "they said no")
    Form(kind=None, channel='email', tone='formal', short=False)
    """
    return form_after(replace(form, channel=Form().channel, short=False), message)


def changes_form(message: str) -> bool:
    """Whether the message speaks about channel, tone or length at all."""
    text = fold(message)
    return any(_first(name, text) for name in ("channels", "tones", "short", "long"))


def kind_asked(message: str) -> str | None:
    """The kind of script that the words name, or None; "should I accept it?" names none.

    >>> kind_asked("help me turn it down nicely"), kind_asked("write me what to say")
    ('decline', None)
    """
    said = (message[start:end] for start, end in sentences(message))
    return kind_cued(fold(" ".join(sentence for sentence in said if not says("weighs_taking", sentence))))
