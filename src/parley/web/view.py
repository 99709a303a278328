"""A conversation as the page shows it. Pure: no Gradio here, so every part is tested without a browser.

Only the text of the user's messages is taken from what a browser sends back; everything else is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.coach import Coach, Reply
from parley.coach.wording import facts_of, heading_of, letter, status_of
from parley.render import escape_markdown
from parley.web.chart import draw

MAX_MESSAGE = 4000
MAX_TURNS = 60
EMPTY_BAND = "*The pay band appears here once I know the company, role and place.*"
EMPTY_SCRIPT = ""

ChatMessage = dict[str, Any]  # Gradio's own form: role, content, options


@dataclass(frozen=True, slots=True)
class Screen:
    """What one turn puts on the page: the chat log, the script box, its status line, the picture, the facts."""

    chat: list[ChatMessage]
    script: str
    script_status: str
    band: str
    facts: str


def user_texts(saved: Any) -> list[str]:
    """The user's messages as the browser kept them, oldest first; whatever is not text is ignored.

    >>> user_texts({"messages": ["hi", 7, {"type": "file"}, "W&B London"]})
    ['hi', 'W&B London']
    """
    kept = saved.get("messages") if isinstance(saved, dict) else None
    texts = [text[:MAX_MESSAGE] for text in kept if isinstance(text, str)] if isinstance(kept, list) else []
    return texts[-MAX_TURNS:]


def screen(coach: Coach, messages: Sequence[str]) -> Screen:
    """The page after `messages` (the user's, oldest first)."""
    replies = coach.conversation(messages)
    if not replies:
        return Screen([], EMPTY_SCRIPT, "", EMPTY_BAND, "")
    latest = replies[-1]
    return Screen(_log(messages, replies), *_script_box(replies), _picture(latest), facts_of(latest))


def _log(messages: Sequence[str], replies: Sequence[Reply]) -> list[ChatMessage]:
    log: list[ChatMessage] = []
    for message, reply in zip(messages, replies, strict=True):
        log += [{"role": "user", "content": escape_markdown(message)}, {"role": "assistant", "content": reply.text}]
    options = replies[-1].ask.options if replies[-1].ask else ()
    if options:
        log[-1]["options"] = [{"label": option, "value": option} for option in options]
    return log


def _script_box(replies: Sequence[Reply]) -> tuple[str, str]:
    """The newest script of the conversation (cleared by "start over") and how many blanks it still has."""
    for reply in reversed(replies):
        if reply.action.kind == "cleared":
            break
        if reply.scripts:
            script = reply.scripts[0]
            return letter(script), status_of(script)
    return EMPTY_SCRIPT, ""


def _picture(reply: Reply) -> str:
    return draw(reply.advice, heading_of(reply)) if reply.advice else EMPTY_BAND
