"""PDF: the words of each page by where they stand, from PDFium without a JavaScript engine. The only pypdfium2.

>>> read(b"%PDF-1.4 cut off")
Traceback (most recent call last):
parley.files.model.Unread: damaged
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from parley.files.model import LONGEST, NEW_PAGE, PAGES, Unread
from parley.files.printed import PrintedWord, printed_lines
from parley.files.ruled import Edge, bands

ACTS = re.compile(rb"/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia|XFA)\b")
"""What of a PDF acts when it is opened or clicked. Links of the web do not: every letter has them."""
PASSWORD = raw.FPDF_ERR_PASSWORD
SHORTEST, THICKEST, MOST_DRAWN = 15.0, 3.0, 5000
"""Points that an edge of a table is long, that a line is thick; what is drawn beyond so much is not looked at."""
FEW = 12
"""Characters of a page that is a picture with a mark on it."""


def read(data: bytes) -> tuple[str, int, tuple[str, ...]]:
    """The text of a PDF, page by page."""
    if ACTS.search(data):
        raise Unread("scripted")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Unread("locked" if raw.FPDF_GetLastError() == PASSWORD else "damaged") from None
    count = len(document)
    if count > PAGES:
        raise Unread("pages", count)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Unread("scripted")
    pages = _pages(document, count)
    words = sum(len("".join(page.split())) for page in pages)
    if words < FEW * count:
        raise Unread("scan" if words or _has_pictures(document) else "wordless")
    return f"\n{NEW_PAGE}".join(pages), count, ()


def _pages(document: Any, count: int) -> list[str]:
    pages = [_page(document, number) for number in range(count)]
    length = sum(text.count_chars() for _, text in filter(None, pages))
    if length > 2 * LONGEST:  # before any of it is read: a page can hold millions
        raise Unread("long", length)
    return [_text(*page) if page else "" for page in pages]


def _page(document: Any, number: int) -> tuple[Any, Any] | None:
    """A page and its text; nothing where the page is broken."""
    try:
        page = document[number]
        return page, page.get_textpage()
    except pdfium.PdfiumError:
        return None


def _text(drawn: Any, page: Any) -> str:
    upright, turned = [], 0
    for word, is_upright in _words(page):
        upright.append(word) if is_upright else None
        turned += not is_upright
    if turned > len(upright):  # a page that lies on its side: as PDFium itself puts its lines
        return str(page.get_text_range()).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(printed_lines(upright, bands(_edges(drawn))))


def _edges(page: Any) -> Iterator[Edge]:
    """The level lines that are drawn on a page, and the edges of its boxes."""
    for drawn in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1), MOST_DRAWN):
        left, bottom, right, top = drawn.get_bounds()
        if right - left < SHORTEST:
            continue
        yield top, left, right
        if top - bottom > THICKEST:
            yield bottom, left, right


def _words(page: Any) -> Iterator[tuple[PrintedWord, bool]]:
    """The words in the order of the page's content, and whether each stands upright."""
    letters: list[str] = []
    left = bottom = right = top = 0.0
    upright = True
    for index in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, index))
        if letter == "\x02":  # PDFium's mark of a hyphen at a line's end
            letter = "-"
        box = page.get_charbox(index, loose=True) if letter.isprintable() and not letter.isspace() else None
        goes_on = box and letters and _goes_on(box, left, bottom, right, top)
        if letters and not goes_on:
            yield PrintedWord("".join(letters), left, bottom, right, top), upright
            letters = []
        if not box:
            continue
        if letters:
            bottom, right, top = min(bottom, box[1]), max(right, box[2]), max(top, box[3])
        else:
            left, bottom, right, top = box
            upright = _is_upright(page, index)
        letters.append(letter)
    if letters:
        yield PrintedWord("".join(letters), left, bottom, right, top), upright


def _goes_on(box: tuple[float, ...], left: float, bottom: float, right: float, top: float) -> bool:
    """Whether the next letter is of the same word."""
    height = max(top - bottom, 1.0)
    return box[0] - right < 0.25 * height and box[0] > right - 0.6 * height and abs(box[1] - bottom) < 0.5 * height


def _is_upright(page: Any, index: int) -> bool:
    angle = raw.FPDFText_GetCharAngle(page, index)
    return bool(angle < 0.1 or angle > 6.18)


def _has_pictures(document: Any) -> bool:
    return any(
        page_object.type == raw.FPDF_PAGEOBJ_IMAGE
        for number in range(min(len(document), 3))
        for page_object in document[number].get_objects(max_depth=2)
    )
