"""What is read of each kind of file: the words in their order, tables by row, and nothing that cannot be seen."""

from email.message import EmailMessage

import pytest
from fpdf import FPDF

from parley.errors import FileRefused
from parley.files.model import NEW_PAGE
from parley.files.reading import read_file, what_was_read

from .hostile import mail_with
from .making import docx, docx_of, eml, html, pdf, pdf_of_pages

LETTER = """Dear Ann,

We are pleased to offer you the position of DevOps Engineer at Weights & Biases in London. Your base salary will be \
130,000 GBP a year, paid in twelve instalments at the end of each month, and is reviewed each April.

Part\tAmount\tPaid
Base\tGBP 130,000\tmonthly
Bonus\t10%\tin March

Please sign by 12 May."""
BY_KIND = {"pdf": pdf, "docx": docx, "eml": eml, "html": html, "txt": str.encode, "md": str.encode}


@pytest.mark.parametrize("kind", BY_KIND)
def test_the_same_letter_is_the_same_text(kind: str) -> None:
    file = read_file(BY_KIND[kind](LETTER), f"offer.{kind}")
    assert file.kind == kind
    lines = [line for line in file.text.split("\n") if line]
    assert lines == [line for line in LETTER.split("\n") if line]


def test_a_page_keeps_its_place() -> None:
    file = read_file(pdf_of_pages(3), "offer.pdf")
    assert file.pages == 3
    assert file.text.split("\n") == [
        "Page 1 of the offer letter", f"{NEW_PAGE}Page 2 of the offer letter", f"{NEW_PAGE}Page 3 of the offer letter",
    ]  # fmt: skip
    assert what_was_read(file).startswith("Read 3 pages of offer.pdf.")


@pytest.mark.parametrize(
    "text", ["Base;95.000,00\nBonus;10,5", 'Base,"95,000"\nBonus,10.5', "Base\t95,000\nBonus\t10.5"]
)
def test_columns_of_a_csv_stay_together(text: str) -> None:
    rows = read_file(text.encode(), "offer.csv").text.split("\n")
    assert [row.split("\t")[0] for row in rows] == ["Base", "Bonus"]
    assert rows[0].split("\t")[1].startswith("95")


@pytest.mark.parametrize("alphabet", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_whatever_alphabet(alphabet: str) -> None:
    assert read_file("Gehalt: 95.000 €, jährlich".encode(alphabet), "a.txt").text == "Gehalt: 95.000 €, jährlich"


def test_of_a_word_document_what_was_deleted_or_hidden_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>Base 95,000</w:t></w:r><w:del><w:r><w:delText> 90,000</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:ins><w:r><w:t> GBP</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>25 days</w:t></w:r></w:p>"
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p><w:r>'
        "<w:t>Repaid if you leave.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    text = read_file(docx_of(body, {"word/footnotes.xml": notes}), "a.docx").text
    assert text == "Base 95,000 GBP\n\n- 25 days\n\nRepaid if you leave."


def test_a_table_that_only_lays_out_a_page_is_lines() -> None:
    page = b"<html><table><tr><td><p>Dear Ann,</p><p>your pay:</p><p>base 95,000</p><p>bonus 10%</p></td></tr></table>"
    assert read_file(page, "a.html").text == "Dear Ann,\nyour pay:\nbase 95,000\nbonus 10%"


def test_of_a_page_what_is_not_seen_is_not_read() -> None:
    page = b"<html><head><title>t</title></head><nav>Jobs</nav><p>Base 95,000<p style='display:none'>Base 1<p hidden>2"
    assert read_file(page, "a.html").text == "Base 95,000"


def test_a_mail_names_what_is_attached() -> None:
    file = read_file(mail_with("offer.pdf", b"%PDF-1.7", "Your offer is attached: 95,000."), "a.eml")
    assert file.left_out == ("offer.pdf",)
    assert what_was_read(file).endswith(
        "Attached to it and not read: offer.pdf. Save what you need and add it by itself."
    )


def test_too_long_a_text_is_refused_with_its_count() -> None:
    assert len(read_file(b"a" * 40_000, "a.txt").text) == 40_000
    with pytest.raises(FileRefused, match="holds 40,001 characters, and I read 40,000"):
        read_file(b"a" * 40_001, "a.txt")


def test_a_paragraph_that_the_page_broke_is_one_line_and_a_list_is_not() -> None:
    text = read_file(pdf("It pays " + "a fair wage of the region and " * 12 + "no more.\n\n- one\n- two"), "a.pdf").text
    assert [len(line) > 300 for line in text.split("\n") if line] == [True, False, False]


def test_a_mail_that_was_forwarded_is_read_with_the_one_around_it() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner.set_content("Your base is 95,000.")
    outer.set_content("See below.")
    outer["From"] = "ann@example.org"
    outer.add_attachment(inner)
    assert read_file(outer.as_bytes(), "a.eml").text == "See below.\n\nYour base is 95,000."


def test_a_drawn_table_is_its_rows_also_where_cells_are_broken_and_centred() -> None:
    rows = [
        ("Part", "Amount", "Note"), ("Base", "GBP 130,000", "a year, paid in twelve parts on the last day of a month"),
        ("Bonus", "10 %", "discretionary, paid in March of the year that follows the one it is paid for"),
    ]  # fmt: skip
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=11)
    page.cell(0, 8, "Dear Ann,", new_x="LMARGIN", new_y="NEXT")
    with page.table(width=150) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    text = read_file(bytes(page.output()), "a.pdf").text
    assert text == "\n".join(["Dear Ann,", *("\t".join(cells) for cells in rows)])


def test_a_jobs_page_tells_the_pay_that_only_search_engines_see() -> None:
    page = """<html><script type="application/ld+json">{"@graph": [{"@type": ["JobPosting"],
    "title": "Baker", "hiringOrganization": {"name": "Crumb & Co"},
    "jobLocation": [{"address": {"addressLocality": "Leeds"}}],
    "baseSalary": {"currency": "GBP", "value": {"minValue": "15.50", "maxValue": 17, "unitText": "HOUR"}}}]}</script>
    <h1>Baker</h1><p>Come and bake.</p></html>"""
    read = read_file(page.encode(), "job.html").text
    assert read == "Baker\n\nCome and bake.\n\nCompany: Crumb & Co\nPlace: Leeds\nSalary range: GBP 15.50 to 17 an hour"
    seen = page.replace("Come and bake", "We pay 15.50 to 17 in Leeds, Crumb &amp; Co")
    assert "Salary range" not in read_file(seen.encode(), "job.html").text
