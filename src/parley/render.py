"""Text of guides and of people, made plain or harmless before it is shown.

>>> plain("**Ask** for `$210K` :rocket: [Source: Levels.fyi] see [docs](https://x.y) <b>now</b>")
'Ask for $210K see docs now'
>>> escape_markdown("<img src=x> *bold* [a](b) $5")
'&lt;img src=x&gt; \\\\*bold\\\\* \\\\[a\\\\](b) $5'
>>> harmless("**Ask** ![x](https://e.test/x.png) <img src=x> see www.e.test")
'**Ask** !&#91;x]&#40;https&#58;//e.test/x.png) &lt;img src=x> see www&#46;e.test'
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
AMPERSAND = re.compile(r"&amp;(?![#\w]+;)")
"""An escaped ampersand that could begin no entity: it stays as it was written, "W&B"."""
LINE_START = re.compile(r"^(\d*)([-+=.)])")

LINKING = {"](": "]&#40;", "![": "!&#91;", "]:": "]&#58;", "][": "]&#91;", "://": "&#58;//", "www.": "www&#46;",
           "@": "&#64;", "javascript:": "javascript&#58;"}  # fmt: skip
"""What makes a link, a picture or an address in Markdown, and the same as it may be read but not followed."""
LINK_MARK = re.compile("|".join(map(re.escape, LINKING)), re.IGNORECASE)
OUR_TAGS = re.compile(r"<(?!/?(?:details|summary)>)")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\ud800-\udfff]"
)
"""Unicode's control and format characters, but for line breaks, tabs, and the joiners that hold emoji together; and
halves of characters, which no file or answer can hold."""
STEERING = re.compile(f"{HIDDEN.pattern}|[\u2028\u2029]")
"""What a terminal or a reader of logs obeys instead of showing it, but for line breaks and tabs."""


def whole(text: str) -> str:
    """`text` without halves of characters (lone surrogates): JSON may bring them, no file or model can hold them.

    >>> whole("W&B\\ud800 London")
    'W&B London'
    """
    return text.encode("utf-8", "ignore").decode()


def visible(text: str) -> str:
    """`text` without characters that cannot be seen: controls, zero-width signs, marks that turn the reading direction.

    >>> visible("Acme\u202e\u200b Inc\x1b[31m")
    'Acme Inc[31m'
    """
    return HIDDEN.sub("", text)


def with_escapes(text: str) -> str:
    r"""`text` for a terminal: what is hidden or steers stands there as an escape, so that one sees that it is there.

    >>> with_escapes("a\x1b[2J\nb\u202e")
    'a\\x1b[2J\nb\\u202e'
    """
    return STEERING.sub(lambda found: ascii(found[0])[1:-1], text)


def one_line(text: str) -> str:
    r"""The same on one line: a name, a line of a list or of a log cannot look like two.

    >>> one_line("a\nb.md")
    'a\\nb.md'
    """
    return with_escapes(text).replace("\n", "\\n").replace("\t", "\\t")


def harmless(markdown: str) -> str:
    """Finished Markdown that keeps its form but holds nothing to follow or to load: no link, picture, address or tag.

    The last guard of what a guide or a person wrote, wherever it got into a reply; only `<details>` stays.
    """
    return LINK_MARK.sub(lambda found: LINKING[found[0].lower()], OUR_TAGS.sub("&lt;", visible(markdown)))


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
    """Any text, shown literally inside Markdown: no mark, tag, link, formula or line start takes effect.

    >>> escape_markdown("W&B &lt; <b>")
    'W&B &amp;lt; &lt;b&gt;'
    """
    return "\n".join(_escape_line(line) for line in visible(text).splitlines())


def _escape_line(line: str) -> str:
    escaped = AMPERSAND.sub("&", html.escape(" ".join(line.split()), quote=False))
    escaped = SPECIAL.sub(r"\\\1", escaped)
    escaped = LINE_START.sub(r"\1\\\2", escaped)
    for written, harmless in (("://", "&#58;//"), ("www.", "www&#46;"), ("@", "&#64;"), ("$$", "\\$\\$")):
        escaped = escaped.replace(written, harmless)
    return escaped
