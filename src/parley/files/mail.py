"""Mails (.eml): the words, without the head: it tells of the mail, not of pay. What is attached is only named.

The standard library's own parser; of a mail in two forms the plain one is read.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import islice

from parley.files.markup import html_words
from parley.files.model import Unread
from parley.files.plain import decoded

FORWARDED = "message/rfc822"
MOST_PARTS, MOST_NAMES = 200, 20
_FLOWED = re.compile(r" \n(?!>|-- \n|\n)")


def read(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The words of a mail and of those that it carries, and the names of what is attached."""
    parts = list(islice(message_from_bytes(data, policy=default).walk(), MOST_PARTS + 1))
    if len(parts) > MOST_PARTS:
        raise Unread("deep")
    carried = (part.get_payload() for part in parts if part.get_content_type() == FORWARDED)
    mails = [parts[0], *(mail for found in carried if isinstance(found, list) for mail in found)]
    texts = [words for mail in mails if isinstance(mail, EmailMessage) and (words := _words(mail))]
    attached = tuple(dict.fromkeys(name for part in parts if (name := part.get_filename())))
    if not texts and attached:
        raise Unread("attached")
    return "\n\n".join(texts), 0, attached[:MOST_NAMES]


def _words(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    charset = part.get_content_charset() or ""
    payload = part.get_payload(decode=True)
    text = decoded(payload if isinstance(payload, bytes) else b"", charset)
    if part.get_content_type() == "text/html":
        return html_words(text)
    text = text.strip()
    return _FLOWED.sub(" ", text) if part.get_param("format") == "flowed" else text
