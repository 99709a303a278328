"""Marked-up text as a walk over its elements: no entities, no network, no depth without end. The only lxml.

In: the bytes of XML or HTML. Out: ("start" or "end", element) in the order of the document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from parley.files.model import Unread

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DEEPEST = 200
"""Elements in each other; libxml2 itself stops at 256."""


def walk_xml(data: bytes, skipped: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """The elements of an XML part of a document; one that declares anything of its own is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if _DECLARES.search(data) or _DECLARES.search(data.replace(b"\0", b"")):  # written in UTF-16 too
        raise Unread("entities")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unread("deep" if "depth" in str(fault).lower() else "damaged") from None
    yield from _walk(root, skipped)


def walk_html(text: str, skipped: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The elements of a web page, mended as browsers do."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text, parser)
    if root is None:
        raise Unread("wordless")
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise Unread("deep")
    yield from _walk(root, skipped)


def _walk(root: Any, skipped: Collection[str]) -> Iterator[tuple[str, Any]]:
    walk = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    for event, element in walk:
        if event == "start" and element.tag in skipped:
            walk.skip_subtree()
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unread("deep")
        yield event, element
