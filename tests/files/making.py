"""Files for tests, made here: a document's paragraphs and tables as PDF, DOCX, EML and HTML."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from html import escape
from io import BytesIO

from fpdf import FPDF

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
FONT = "Manrope"
Parts = dict[str, str | bytes]
"""The members of an archive."""


def blocks(text: str) -> list[str]:
    """The paragraphs of a text; one with tabs is a table, a row a line."""
    return [block for block in text.strip().split("\n\n") if block.strip()]


def pdf(text: str, *, font: str | None = None) -> bytes:
    """A PDF as a word processor prints one."""
    page = FPDF()
    page.add_page()
    if font:
        page.add_font(FONT, fname=font)
    page.set_font(FONT if font else "helvetica", size=10.5)
    for block in blocks(text):
        if "\t" in block:
            for row in block.split("\n"):
                for index, cell in enumerate(row.split("\t")):
                    page.set_x(20 + 80 * index)
                    page.cell(80, 6, cell)
                page.ln(6)
        else:
            for line in block.split("\n"):
                page.multi_cell(0, 5.5, line, new_x="LMARGIN", new_y="NEXT", align="L")
        page.ln(4)
    return bytes(page.output())


def pdf_of_pages(count: int) -> bytes:
    """A PDF of so many pages, each with its number, written by hand: fpdf2 takes seconds for thousands."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(1, count + 1):
        words = f"BT /F 12 Tf 72 700 Td (Page {number} of the offer letter) Tj ET"
        objects.append(f"<</Length {len(words)}>>stream\n{words}\nendstream")
        parts = f"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{parts}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {count}/Kids[{' '.join(kids)}]>>"
    return pdf_of(objects)


def pdf_of(objects: list[str | bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first its catalog."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(made)


def docx(text: str) -> bytes:
    """A Word document."""
    return docx_of("".join(_table(block) if "\t" in block else _paragraphs(block) for block in blocks(text)))


def _paragraphs(block: str) -> str:
    """Its lines stand close to each other, but for the last, as in an address."""
    *lines, last = [f"<w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in block.split("\n")]
    return "".join(f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{line}' for line in lines) + f"<w:p>{last}"


def _table(block: str) -> str:
    rows = [
        "<w:tr>" + "".join(f"<w:tc>{_paragraphs(cell)}</w:tc>" for cell in row.split("\t")) + "</w:tr>"
        for row in block.split("\n")
    ]
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx_of(
    body: str, parts: dict[str, str | bytes] | None = None, head: str = "", pack: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A Word document with this body, and other parts beside it; `head` stands before the root element."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(parts or {})}, pack)


def zipped(parts: Parts, pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", pack) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def eml(text: str) -> bytes:
    """A mail with these words."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Jo Hart <jo.hart@example.com>", "ann@example.org"
    mail["Subject"] = "Your offer"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def html(text: str) -> bytes:
    """A web page with these words."""
    made = "".join(_html_table(block) if "\t" in block else _html_paragraph(block) for block in blocks(text))
    return f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{made}</body></html>".encode()


def _html_paragraph(block: str) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in block.split(chr(10)))}</p>"


def _html_table(block: str) -> str:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row.split("\t")) for row in block.split("\n"))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
