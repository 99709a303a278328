"""What a file is, by its first bytes; its name decides only among kinds of plain text.

>>> kind_of(b"%PDF-1.7 ...", "letter.docx"), kind_of(b"Dear Ann", "letter.md"), kind_of(b"<!doctype html><p>", "a.txt")
('pdf', 'md', 'html')
"""

from __future__ import annotations

import re
from functools import cache

from parley.data import load
from parley.files.model import Unread

LOOKED_AT = 4096
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(rb"<\?xml|<!doctype", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:From |(?:Return-Path|Received|From|To|Date|Subject|MIME-Version|Delivered-To|Message-ID|X-[\w-]+|"
    rb"ARC-[\w-]+|DKIM-Signature|Authentication-Results|Reply-To|Thread-Topic|Content-Type):[ \t])", re.IGNORECASE
)  # fmt: skip
_SENDER = re.compile(rb"^(?:From|MIME-Version|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
COMPOUND = {"EncryptedPackage": "locked", "__substg1.0_": "outlook", "__properties_version": "outlook"}
"""What a file of Microsoft's compound format is, by a name in it: a document with a password, a message of Outlook."""


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file, as in data/files.yaml; Unread where it is none that is read."""
    if not data.strip():
        raise Unread("empty")
    found = _signed(data)
    if found == "compound":
        raise Unread(next((why for word, why in COMPOUND.items() if word.encode("utf-16-le") in data), "old_office"))
    if found in ("pdf", "zip"):
        return found
    if found:
        raise Unread(found)
    if _is_binary(data):
        raise Unread("other")
    return _text_kind(data, name)


def _signed(data: bytes) -> str:
    for sign, at, kind, binary in _signs():
        if data.startswith(sign, at) and not (binary and not _is_binary(data)):
            return kind
    return ""


@cache
def _signs() -> tuple[tuple[bytes, int, str, bool], ...]:
    """The first bytes, where they stand, what they are, and whether only in a file that is no text ("BM")."""
    rows = load("files")["signs"]
    return tuple(
        (bytes.fromhex(str(row["hex"])), row.get("at", 0), row["is"], row.get("binary", False)) for row in rows
    )


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: some hold zeros or controls, but in UTF-16 every second one may be zero."""
    head = data[:LOOKED_AT]
    if head.startswith(_WIDE):
        return False
    return sum(byte in CONTROLS for byte in head) > len(head) // 100


def _text_kind(data: bytes, name: str) -> str:
    head = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(head):
        return "html"
    if _HEADER.match(head) and _SENDER.search(head):
        return "eml"
    told = load("files")["endings"].get(ending(name), "txt")
    if told in ("txt", "md") and _XML.match(head):
        raise Unread("other")
    return "txt" if told == "eml" else str(told)


def ending(name: str) -> str:
    """The end of a name behind its last dot, small.

    >>> ending("Offer.final.PDF"), ending("letter")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower() if "." in name else ""
