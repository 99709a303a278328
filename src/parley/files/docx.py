"""Word documents: the paragraphs and tables of a .docx, without what was deleted, hidden or drawn.

The archive is opened with bounds on what it may unpack to; of its parts only text is parsed, with entities off. The
only file that imports lxml.etree for XML is `trees.py`.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from parley.files.model import MEGABYTE, Unread
from parley.files.rows import Rows
from parley.files.trees import walk_xml

MEMBERS, UNPACKED, SWELLS = 2000, 24 * MEGABYTE, 400
"""Files in the archive; bytes that one part may unpack to; how many times its packed size that may be."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPrChange", "rPrChange")} | {FALLBACK}
BODY = "word/document.xml"
NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")
HEADER = re.compile(r"word/header\d*\.xml")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
OUTSIDE = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
LINK = re.compile(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']')
FAR = re.compile(rb'Target\s*=\s*["\'](?:[a-z][a-z0-9+.-]*://(?!/)|\\\\|file:/{4,})', re.IGNORECASE)
OTHERS = ("xl/", "ppt/", "Index/", "Contents/", "content.xml", "mimetype")
LISTED = "- "


def read(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The text of a .docx; Unread where the archive is something else, or nothing that a letter would be."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        names = archive.namelist()
        _check(archive, names)
        rows = Rows()
        seen: set[str] = set()
        for name in [*filter(HEADER.fullmatch, names), BODY, *filter(NOTES.fullmatch, names)]:
            text = _part(_unpacked(archive, name))
            if text not in seen:
                rows.line(text, apart=True)
            seen.add(text)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, KeyError, OSError) as fault:
        raise Unread("damaged") from fault
    return rows.text(), 0, ()


def _check(archive: zipfile.ZipFile, names: list[str]) -> None:
    if len(names) > MEMBERS:
        raise Unread("swollen")
    if BODY not in names:
        raise Unread("office" if any(name.startswith(OTHERS) for name in names) else "archive")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Unread("locked")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in name.lower() for name in names):
        raise Unread("scripted")
    for name in names:
        if name.endswith(".rels"):
            found = RELATION.findall(_unpacked(archive, name))
            if any(OUTSIDE.search(each) and FAR.search(each) and not LINK.search(each) for each in found):
                raise Unread("outside")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the archive; never more of it than a letter could have."""
    info = archive.getinfo(name)
    if info.file_size > UNPACKED or info.file_size > SWELLS * max(info.compress_size, 1024):
        raise Unread("swollen")
    with archive.open(info) as part:
        found = part.read(UNPACKED + 1)
    if len(found) > UNPACKED:
        raise Unread("swollen")
    return found


def _part(xml: bytes) -> str:
    rows, open_ones = Rows(), [WordParagraph()]
    for event, element in walk_xml(xml, SKIPPED):
        _take(rows, open_ones, event, element)
    return rows.text()


class WordParagraph:
    """The words of a paragraph so far, whether it is of a list, close to the next; whether its last run is hidden."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.listed = self.close = self.hidden = False


def _take(rows: Rows, open_ones: list[WordParagraph], event: str, element: Any) -> None:
    name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
    now = open_ones[-1]
    if event == "end":
        if name == "p" and len(open_ones) > 1:
            text = "".join(open_ones.pop().words).strip()
            rows.line(LISTED + text if now.listed and text else text, apart=not (now.listed or now.close))
        elif name == "tr":
            rows.close_row()
        elif name == "tbl":
            rows.gap()
        elif name == "r":
            now.hidden = False
        return
    if name == "p":
        open_ones.append(WordParagraph())
    elif name == "tr":
        rows.open_row()
    elif name == "tc":
        rows.open_cell()
    elif name == "numPr":
        now.listed = True
    elif name in ("spacing", "pStyle"):
        now.close = now.close or element.get(f"{W}after") == "0" or element.get(f"{W}val") == "NoSpacing"
    elif name == "vanish":
        now.hidden = element.get(f"{W}val") not in ("0", "false")
    elif not now.hidden:
        now.words.append(_words(name, element))


def _words(name: str, element: Any) -> str:
    if name == "t":
        return element.text or ""
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")
