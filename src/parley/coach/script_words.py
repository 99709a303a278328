"""A script as a reply shows it: its title, how far it is from ready, the text to paste."""

from __future__ import annotations

from parley.dialogue.kinds import kind_book
from parley.scripts.model import Script


def letter(script: Script) -> str:
    """The whole text to paste: the subject line first where there is one."""
    return f"Subject: {script.subject}\n\n{script.text}" if script.subject else script.text


def script_title(script: Script) -> str:
    """What the script is, for a person: `Counter e-mail`."""
    return kind_book()[script.kind].title_in(script.channel)


def status_of(script: Script) -> str:
    """How far the script is from ready: `4 blanks to fill` or `ready to send`."""
    count = len(script.blanks)
    ready = "ready to say" if script.channel == "call" else "ready to send"
    return f"{count} blank{'s' if count != 1 else ''} to fill" if count else ready
