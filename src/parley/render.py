"""Text of guides and of people, made plain or harmless before it is shown.

>>> plain("**Ask** for `$210K` :rocket: [Source: Levels.fyi] see [docs](https://x.y) <b>now</b>")
'Ask for $210K see docs now'
>>> escape_markdown("<img src=x> *bold* [a](b) $5")
'&lt;img src=x&gt; \\\\*bold\\\\* \\\\[a\\\\](b) $5'
"""

from __future__ import annotations

import html
import re

SOURCE_TAG = re.compile(r"\s*\[\s*Sources?\s*:[^\[\]]*\](?:\([^()\s]*\))?", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])")
LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S))", re.MULTILINE)
RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=[^\s*_])\1(?![\w*])")
SPECIAL = re.compile(r"([\\`*_\[\]#|~])")
LINE_START = re.compile(r"^(\d*)([-+=.)])")


def plain(markdown: str) -> str:
    """The words of a Markdown text: no marks, no tags, no emoji codes, no `[Source: …]`; line breaks stay."""
    text = html.unescape(TAG.sub("", SOURCE_TAG.sub("", markdown)))
    text = LINK.sub(r"\1", TAG.sub("", text))
    text = RULE.sub("", LINE_MARK.sub("", text))
    for pattern in (STRONG, EMPHASIS):
        text = pattern.sub(r"\2", text)
    text = EMOJI_CODE.sub("", text.replace("`", "").replace("**", ""))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def escape_markdown(text: str) -> str:
    """Any text, shown literally inside Markdown: no mark, tag, link, formula or line start takes effect."""
    return "\n".join(_escape_line(line) for line in text.splitlines())


def _escape_line(line: str) -> str:
    escaped = SPECIAL.sub(r"\\\1", html.escape(" ".join(line.split()), quote=False))
    escaped = LINE_START.sub(r"\1\\\2", escaped)
    for written, harmless in (("://", "&#58;//"), ("www.", "www&#46;"), ("@", "&#64;"), ("$$", "\\$\\$")):
        escaped = escaped.replace(written, harmless)
    return escaped
