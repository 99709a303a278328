"""Sixty and more files that a letter never is, made here: name -> (bytes, file name, what comes of it).

What comes of it is a row of `refused` in data/files.yaml, or "read": then its harmless words are read.
"""

from __future__ import annotations

import base64
import gzip
import random
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from io import BytesIO

from fpdf import FPDF

from .making import RELATIONS, docx, docx_of, eml, html, pdf, pdf_of, pdf_of_pages, zipped

WORDS = "Dear Ann,\n\nYour base salary is 95,000 GBP a year."
MEGABYTE = 1024 * 1024
PARAGRAPH = "<w:p><w:r><w:t>Your base salary is 95,000 GBP a year.</w:t></w:r></w:p>"
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
OUTER = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(stream: bytes, filters: str = "", catalog: str = "", page: str = PAGE) -> bytes:
    body = f"<</Length {len(stream)}{filters}>>stream\n".encode() + stream + b"\nendstream"
    return pdf_of([f"<</Type/Catalog/Pages 2 0 R{catalog}>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>", FONT, page, body])


SAYS = b"BT /F 12 Tf 72 700 Td (Your base salary is 95,000 GBP a year.) Tj ET"


def locked_pdf(user: str) -> bytes:
    page = FPDF()
    page.set_encryption(owner_password="owner", user_password=user)
    page.add_page()
    page.set_font("helvetica", size=11)
    page.cell(0, 6, "Your base salary is 95,000 GBP a year.")
    return bytes(page.output())


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def swelling() -> bytes:
    """A gigabyte of spaces in a page's content."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(1000)) + packer.flush()
    return one_page(packed, "/Filter/FlateDecode")


def cycle_of_pages() -> bytes:
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 3 0 R]>>",
                   "<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"])  # fmt: skip


def nested_pages(depth: int) -> bytes:
    inner = [f"<</Type/Pages/Count 1/Kids[{number + 3} 0 R]>>" for number in range(depth)]
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", *inner, "<</Type/Page/MediaBox[0 0 9 9]>>"])


def form_in_itself() -> bytes:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>"
    form += "stream\n/X Do\nendstream"
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>", FONT, page,
                   "<</Length 5>>stream\n/X Do\nendstream", form])  # fmt: skip


def packed(times: int) -> bytes:
    return one_page(flate(SAYS, times), "/Filter[" + "/FlateDecode" * times + "]")


def related(xml: str) -> bytes:
    return docx_of(PARAGRAPH, {"word/_rels/document.xml.rels": xml})


def scan() -> bytes:
    picture = bytes(64 * 64)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>"
    image = "<</Type/XObject/Subtype/Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace/DeviceGray/Length 4096>>"
    draw = "q 500 0 0 700 40 40 cm /X Do Q"
    return pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>", FONT, page,
                   f"<</Length {len(draw)}>>stream\n{draw}\nendstream",
                   image.encode() + b"stream\n" + picture + b"\nendstream"])  # fmt: skip


def many_letters() -> bytes:
    words = (
        b"BT /F 1 Tf "
        + b"".join(
            f"1 0 0 1 {left} {low} Tm (95,000) Tj ".encode() for low in range(10, 830, 2) for left in range(10, 580, 8)
        )
        + b"ET"
    )
    return one_page(flate(words), "/Filter/FlateDecode")


def zip_bomb() -> bytes:
    return docx_of("", {"word/document.xml": b"<w:p/>" * (50 * MEGABYTE // 6)})


def lying_zip() -> bytes:
    """An archive that says its text is small, and holds sixty megabytes of it."""
    made = bytearray(docx_of("<w:p/>" * (60 * MEGABYTE // 6)))
    size = len(docx_of("")) and (60 * MEGABYTE)
    real = zipfile.ZipFile(BytesIO(bytes(made))).getinfo("word/document.xml").file_size
    assert real > size * 0.9
    return bytes(made).replace(real.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def many_members() -> bytes:
    return docx_of(PARAGRAPH, {f"word/media/{number}.txt": "x" for number in range(5000)}, pack=zipfile.ZIP_STORED)


def locked_docx_flag() -> bytes:
    made = bytearray(docx_of(PARAGRAPH))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def relations(target: str, kind: str, mode: str = "External") -> str:
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def compound(word: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + word.encode("utf-16-le") + bytes(2000)


def parts_in_parts(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return b"From: a@example.com\nMIME-Version: 1.0\n" + head.encode() + b"\nhello\n"


def mail_with(name: str, data: bytes, words: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jo <jo@example.com>", "Your offer"
    if words:
        mail.set_content(words)
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def html_mail(body: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jo <jo@example.com>", "Your offer"
    mail.set_content(body, subtype="html")
    return mail.as_bytes()


def noise(count: int) -> bytes:
    return random.Random(7).randbytes(count)


def garbled(data: bytes, seed: int) -> bytes:
    chance, made = random.Random(seed), bytearray(data)
    for _ in range(60):
        made[chance.randrange(200, len(made))] = chance.randrange(256)
    return bytes(made)


def bent(make: Callable[[str], bytes], seed: int) -> bytes:
    return garbled(make(WORDS), seed)


TRAVERSES = {"word/../../../../tmp/parley_was_here": "x", "/tmp/parley_was_here": "x"}
Made = tuple[Callable[[], bytes], str, str]
HOSTILE: dict[str, Made] = {
    # bombs
    "pdf: a gigabyte in one stream": (swelling, "offer.pdf", "slow|wordless|damaged"),
    "pdf: packed nine times over": (lambda: packed(9), "o.pdf", "read"),
    "pdf: packed three hundred times over": (lambda: packed(300), "o.pdf", "slow|wordless|damaged|read"),
    "pdf: millions of letters on a page": (many_letters, "o.pdf", "long"),
    "docx: a text of fifty megabytes": (zip_bomb, "o.docx", "swollen"),
    "docx: an archive that lies about it": (lying_zip, "o.docx", "damaged|swollen"),
    "docx: five thousand files": (many_members, "o.docx", "swollen"),
    "docx: a billion laughs": (lambda: docx_of(PARAGRAPH.replace("a year", "&j;"), head=LAUGHS), "o.docx", "entities"),
    "docx: relations of fifty megabytes": (
        lambda: related(" " * (50 * MEGABYTE)), "o.docx", "swollen"),
    "html: laughs": (f"<!DOCTYPE html {LAUGHS[13:]}<p>&j; 95,000".encode, "o.html", "read"),
    "gzip of a gigabyte's begin": (lambda: gzip.compress(bytes(20 * MEGABYTE)), "o.pdf", "archive"),
    "html: four megabytes of one word": (lambda: b"<html><p>" + b"a" * (4 * MEGABYTE), "o.html", "long|deep|slow"),
    "txt: five megabytes": (lambda: b"Your base is 95,000. " * 240_000, "o.txt", "long"),
    "csv: a million columns": (lambda: b"a," * 1_000_000, "o.csv", "long"),
    "csv: an open quote without end": (lambda: b'a,"' + b"x" * 4_000_000, "o.csv", "long"),
    "eml: two megabytes of base64": (
        lambda: b"From: a@example.com\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(b"pay " * 500_000), "o.eml", "long"),
    "a file of six megabytes": (lambda: b"%PDF-1.7\n" + bytes(6 * MEGABYTE), "o.pdf", "large"),
    # deep nesting, cycles
    "html: fifty thousand in each other": (lambda: b"<html>" + b"<div>" * 50_000 + b"pay", "o.html", "deep"),
    "html: tables in tables": (lambda: b"<html>" + b"<table><tr><td>" * 3000 + b"95,000", "o.html", "deep"),
    "docx: deep": (lambda: docx_of("<w:sdt>" * 5000 + PARAGRAPH + "</w:sdt>" * 5000), "o.docx", "deep"),
    "docx: a hundred tables in each other": (
        lambda: docx_of("<w:tbl><w:tr><w:tc>" * 60 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60), "o.docx", "read"),
    "eml: three thousand parts in parts": (lambda: parts_in_parts(3000), "o.eml", "deep|damaged|wordless|slow"),
    "eml: mails in mails": (
        lambda: b"From: a@example.com\nContent-Type: message/rfc822\n\n" * 2000 + b"hi", "o.eml",
        "deep|damaged|wordless"),
    "pdf: pages that hold themselves": (cycle_of_pages, "o.pdf", "damaged|wordless|scan"),
    "pdf: three thousand levels of pages": (lambda: nested_pages(3000), "o.pdf", "damaged|wordless|scan"),
    "pdf: a form that draws itself": (form_in_itself, "o.pdf", "damaged|wordless|scan"),
    "pdf: arrays in arrays": (
        lambda: one_page(SAYS, catalog="/X" + "[" * 100_000 + "]" * 100_000), "o.pdf", "damaged|read|wordless"),
    "md: a hundred thousand brackets": (lambda: b"[" * 30_000 + b"\n95,000", "o.md", "read"),
    # pages
    "pdf: five thousand pages": (lambda: pdf_of_pages(5000), "o.pdf", "pages"),
    "pdf: forty-one pages": (lambda: pdf_of_pages(41), "o.pdf", "pages"),
    "pdf: says it has a billion pages": (
        lambda: pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1000000000/Kids[3 0 R]>>",
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]), "o.pdf", "damaged|wordless|scan|pages"),
    # locked
    "pdf: a password": (lambda: locked_pdf("secret"), "o.pdf", "locked"),
    "pdf: only the owner's password": (lambda: locked_pdf(""), "o.pdf", "read"),
    "docx: a password": (lambda: compound("EncryptedPackage"), "o.docx", "locked"),
    "docx: encrypted members": (locked_docx_flag, "o.docx", "locked"),
    # scripts
    "pdf: JavaScript when opened": (
        lambda: one_page(SAYS, catalog="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "o.pdf", "scripted"),
    "pdf: JavaScript by name": (
        lambda: one_page(SAYS, catalog="/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>"), "o.pdf",
        "scripted"),
    "pdf: starts a program": (
        lambda: one_page(SAYS, catalog="/OpenAction<</S/Launch/F(cmd.exe)>>"), "o.pdf", "scripted"),
    "docx: macros": (lambda: docx_of(PARAGRAPH, {"word/vbaProject.bin": b"x"}), "o.docx", "scripted"),
    "docx: controls that run": (lambda: docx_of(PARAGRAPH, {"word/activeX/a.xml": "<x/>"}), "o.docx", "scripted"),
    "html: scripts": (
        lambda: b"<html><script>fetch('http://example.com')</script><p onclick='x()'>Base 95,000 GBP", "o.html",
        "read"),
    "eml: scripts": (lambda: html_mail("<p>Base 95,000 GBP</p><script>alert(1)</script>"), "o.eml", "read"),
    # from elsewhere
    "docx: a template from elsewhere": (
        lambda: related(relations("https://example.com/x.dotm", "attachedTemplate")), "o.docx", "outside"),
    "docx: a picture from elsewhere": (
        lambda: related(relations("http://example.com/p.png", "image")), "o.docx", "outside"),
    "docx: a share of the network": (
        lambda: related(relations("\\\\10.0.0.1\\x\\y", "oleObject")), "o.docx", "outside"),
    "docx: a link, as letters have them": (
        lambda: related(relations("https://example.com", "hyperlink")), "o.docx", "read"),
    "docx: a file of this machine as entity": (
        lambda: docx_of("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=OUTER), "o.docx", "entities"),
    "docx: the same in UTF-16": (
        lambda: docx_of("", {"word/document.xml": f'<?xml version="1.0"?>{OUTER}<x>&x;</x>'.encode("utf-16")}),
        "o.docx", "entities"),
    "html: a file of this machine as entity": (
        f'<?xml version="1.0"?>{OUTER}<html><p>&x; Base 95,000 GBP</p></html>'.encode, "o.xhtml", "other|read"),
    "xml: a file of this machine as entity": (f'<?xml version="1.0"?>{OUTER}<x>&x;</x>'.encode, "o.txt", "other"),
    "html: pictures and frames from elsewhere": (
        lambda: b"<html><img src='http://example.com/x'><iframe src='file:///etc/passwd'></iframe><p>Base 95,000 GBP",
        "o.html", "read"),
    "docx: a path out of the archive": (lambda: docx_of(PARAGRAPH, TRAVERSES), "o.docx", "read"),
    # wrong types, two at once
    "a picture that is called PDF": (lambda: b"\x89PNG\r\n\x1a\n" + noise(500), "offer.pdf", "picture"),
    "a photograph of a phone": (lambda: bytes(4) + b"ftypheic" + noise(500), "offer.heic", "picture"),
    "a program that is called DOCX": (lambda: b"MZ" + noise(500), "offer.docx", "program"),
    "a script that is called TXT": (lambda: b"\x7fELF" + noise(500), "offer.txt", "program"),
    "a picture that is a PDF too": (lambda: b"GIF89a" + pdf(WORDS), "o.pdf", "picture"),
    "a PDF that is an archive too": (lambda: pdf(WORDS) + docx(WORDS), "o.docx", "read"),
    "a PDF that is a web page too": (lambda: pdf(WORDS) + b"<html><script>x</script>", "o.html", "read"),
    "an archive with a script before it": (lambda: b"#!/bin/sh\nrm -rf /\n" + docx(WORDS), "o.docx", "other|read"),
    "an archive of letters": (lambda: zipped({"offer.pdf": pdf(WORDS)}), "o.zip", "archive"),
    "a spreadsheet": (lambda: zipped({"xl/workbook.xml": "<x/>"}), "o.xlsx", "office"),
    "a message of Outlook": (lambda: compound("__substg1.0_0037001F"), "o.msg", "outlook"),
    "a document of old Word": (lambda: compound("WordDocument"), "o.doc", "old_office"),
    "rich text": (lambda: b"{\\rtf1\\ansi Base 95,000}", "o.rtf", "rtf"),
    "a scan": (scan, "scan.pdf", "scan"),
    "a recording": (lambda: b"ID3\x04" + noise(900), "call.mp3", "sound"),
    "bytes without meaning": (lambda: noise(4000), "offer.pdf", "other"),
    "zeros": (lambda: bytes(100_000), "offer.txt", "empty|other"),
    "nothing": (lambda: b"", "offer.pdf", "empty"),
    "only spaces": (lambda: b" \n\t " * 99, "offer.txt", "empty"),
    # cut off, bent
    "pdf: cut off": (lambda: pdf(WORDS)[:700], "o.pdf", "damaged|wordless"),
    "pdf: nothing but its first line": (lambda: b"%PDF-1.7\n", "o.pdf", "damaged"),
    "docx: cut off": (lambda: docx(WORDS)[:-120], "o.docx", "damaged"),
    "docx: cut in its text": (lambda: docx_of(PARAGRAPH + "<w:p>"), "o.docx", "damaged"),
    "eml: cut off": (lambda: mail_with("offer.pdf", pdf(WORDS), WORDS)[:500], "o.eml", "read"),
    "eml: only a file in it": (lambda: mail_with("offer.pdf", pdf(WORDS)), "o.eml", "attached"),
    "html: cut in a tag": (lambda: html(WORDS)[:-20], "o.html", "read"),
    "eml: an alphabet that is none": (
        lambda: b"From: a@example.com\nContent-Type: text/plain; charset=nosuch\n\nBase 95,000 GBP", "o.eml", "read"),
    "a name that steers": (WORDS.encode, "../../etc/\x1b[2J\u202efdp.txt", "read"),
    **{f"pdf: bent, {seed}": (partial(bent, pdf, seed), "o.pdf", "damaged|read|wordless|scan|slow|long|locked")
       for seed in range(6)},
    **{f"docx: bent, {seed}": (partial(bent, docx, seed), "o.docx", "damaged|read|archive|locked|swollen|slow")
       for seed in range(4)},
    "eml: bent": (lambda: garbled(eml(WORDS * 20), 3), "o.eml", "read|damaged"),
}  # fmt: skip
