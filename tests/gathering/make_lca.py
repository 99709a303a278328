"""A workbook in the layout of the US Department of Labor's LCA disclosure files, of any number of rows, from one seed.

python -m tests.gathering.make_lca lca.xlsx --rows 600000
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

COLUMNS = [
    "CASE_NUMBER",
    "CASE_STATUS",
    "RECEIVED_DATE",
    "DECISION_DATE",
    "ORIGINAL_CERT_DATE",
    "VISA_CLASS",
    "JOB_TITLE",
    "SOC_CODE",
    "SOC_TITLE",
    "FULL_TIME_POSITION",
    "BEGIN_DATE",
    "END_DATE",
    "TOTAL_WORKER_POSITIONS",
    "NEW_EMPLOYMENT",
    "CONTINUED_EMPLOYMENT",
    "CHANGE_PREVIOUS_EMPLOYMENT",
    "NEW_CONCURRENT_EMPLOYMENT",
    "CHANGE_EMPLOYER",
    "AMENDED_PETITION",
    "EMPLOYER_NAME",
    "TRADE_NAME_DBA",
    "EMPLOYER_ADDRESS1",
    "EMPLOYER_ADDRESS2",
    "EMPLOYER_CITY",
    "EMPLOYER_STATE",
    "EMPLOYER_POSTAL_CODE",
    "EMPLOYER_COUNTRY",
    "EMPLOYER_PROVINCE",
    "EMPLOYER_PHONE",
    "EMPLOYER_PHONE_EXT",
    "EMPLOYER_FEIN",
    "NAICS_CODE",
    "EMPLOYER_POC_LAST_NAME",
    "EMPLOYER_POC_FIRST_NAME",
    "EMPLOYER_POC_MIDDLE_NAME",
    "EMPLOYER_POC_JOB_TITLE",
    "EMPLOYER_POC_ADDRESS1",
    "EMPLOYER_POC_ADDRESS2",
    "EMPLOYER_POC_CITY",
    "EMPLOYER_POC_STATE",
    "EMPLOYER_POC_POSTAL_CODE",
    "EMPLOYER_POC_COUNTRY",
    "EMPLOYER_POC_PROVINCE",
    "EMPLOYER_POC_PHONE",
    "EMPLOYER_POC_PHONE_EXT",
    "EMPLOYER_POC_EMAIL",
    "AGENT_REPRESENTING_EMPLOYER",
    "AGENT_ATTORNEY_LAST_NAME",
    "AGENT_ATTORNEY_FIRST_NAME",
    "AGENT_ATTORNEY_MIDDLE_NAME",
    "AGENT_ATTORNEY_ADDRESS1",
    "AGENT_ATTORNEY_ADDRESS2",
    "AGENT_ATTORNEY_CITY",
    "AGENT_ATTORNEY_STATE",
    "AGENT_ATTORNEY_POSTAL_CODE",
    "AGENT_ATTORNEY_COUNTRY",
    "AGENT_ATTORNEY_PROVINCE",
    "AGENT_ATTORNEY_PHONE",
    "AGENT_ATTORNEY_PHONE_EXT",
    "AGENT_ATTORNEY_EMAIL_ADDRESS",
    "LAWFIRM_NAME_BUSINESS_NAME",
    "LAWFIRM_BUSINESS_FEIN",
    "STATE_OF_HIGHEST_COURT",
    "NAME_OF_HIGHEST_STATE_COURT",
    "WORKSITE_WORKERS",
    "SECONDARY_ENTITY",
    "SECONDARY_ENTITY_BUSINESS_NAME",
    "WORKSITE_ADDRESS1",
    "WORKSITE_ADDRESS2",
    "WORKSITE_CITY",
    "WORKSITE_COUNTY",
    "WORKSITE_STATE",
    "WORKSITE_POSTAL_CODE",
    "WAGE_RATE_OF_PAY_FROM",
    "WAGE_RATE_OF_PAY_TO",
    "WAGE_UNIT_OF_PAY",
    "PREVAILING_WAGE",
    "PW_UNIT_OF_PAY",
    "PW_TRACKING_NUMBER",
    "PW_WAGE_LEVEL",
    "PW_OES_YEAR",
    "PW_OTHER_SOURCE",
    "PW_OTHER_YEAR",
    "PW_SURVEY_PUBLISHER",
    "PW_SURVEY_NAME",
    "TOTAL_WORKSITE_LOCATIONS",
    "AGREE_TO_LC_STATEMENT",
    "H_1B_DEPENDENT",
    "WILLFUL_VIOLATOR",
    "SUPPORT_H1B",
    "STATUTORY_BASIS",
    "APPENDIX_A_ATTACHED",
    "PUBLIC_DISCLOSURE",
    "PREPARER_LAST_NAME",
    "PREPARER_FIRST_NAME",
    "PREPARER_MIDDLE_INITIAL",
    "PREPARER_BUSINESS_NAME",
    "PREPARER_EMAIL",
]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="LCA" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
"""What makes a zip of sheets a workbook that any program opens."""
EMPLOYERS = (
    "Acme Robotics, Inc.",
    "Beacon Health LLC",
    "Cobalt Bank, N.A.",
    *(f"Employer {n} Inc" for n in range(4000)),
)
TITLES = ("Software Engineer II", "SOFTWARE ENGINEER", "Data Scientist", "Registered Nurse", "Staff Accountant - L4")
SITES = (("Plano", "TX"), ("Dallas", "TX"), ("Seattle", "WA"), ("New York", "NY"), ("San Jose", "CA"))
UNITS = (("Year", 1), ("Year", 1), ("Year", 1), ("Hour", 2080), ("Month", 12))


def letters(number: int) -> str:
    """The name of a column, from 0: A, B, ... AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def write(
    path: Path, rows: int, seed: int = 1, share: float = 0.002, columns: Sequence[str] = COLUMNS
) -> list[dict[str, str]]:
    """Write the workbook; the rows of the first three employers come back, to check against."""
    chance, kept = random.Random(seed), []
    texts: dict[str, int] = {}
    names = [letters(at) for at in range(len(columns))]

    def shared(text: str) -> int:
        return texts.setdefault(text, len(texts))

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<?xml version='1.0'?><worksheet xmlns=\"{MAIN}\"><sheetData>".encode())
            head = "".join(
                f'<c r="{name}1" t="s"><v>{shared(column)}</v></c>' for name, column in zip(names, columns, strict=True)
            )
            sheet.write(f'<row r="1">{head}</row>'.encode())
            for number in range(2, rows + 2):
                told = _row(chance, number, share)
                if told["EMPLOYER_NAME"] in EMPLOYERS[:3]:
                    kept.append(told)
                cells = []
                for name, column in zip(names, columns, strict=True):
                    value = told.get(column) or ("" if number % 3 else f"{column.lower()} {number % 50}")
                    if column.startswith("WAGE_RATE") and value:
                        cells.append(f'<c r="{name}{number}"><v>{value}</v></c>')
                    elif value:
                        cells.append(f'<c r="{name}{number}" t="s"><v>{shared(value)}</v></c>')
                sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        body = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f"<?xml version='1.0'?><sst xmlns=\"{MAIN}\">{body}</sst>")
        for name, text in PARTS.items():
            book.writestr(name, text)
    return kept


def _row(chance: random.Random, number: int, share: float) -> dict[str, str]:
    employer = EMPLOYERS[chance.randrange(3)] if chance.random() < share else chance.choice(EMPLOYERS[3:])
    unit, payments = chance.choice(UNITS)
    city, state = chance.choice(SITES)
    pay = chance.randrange(80_000, 220_000, 500)
    return {
        "CASE_NUMBER": f"I-200-{number:09d}",
        "CASE_STATUS": "Certified"
        if chance.random() < 0.9
        else chance.choice(("Withdrawn", "Denied", "Certified - Withdrawn")),
        "DECISION_DATE": f"2025-0{chance.randrange(7, 10)}-15",
        "VISA_CLASS": "H-1B",
        "JOB_TITLE": chance.choice(TITLES),
        "EMPLOYER_NAME": employer,
        "WORKSITE_CITY": city,
        "WORKSITE_STATE": state,
        "WAGE_RATE_OF_PAY_FROM": f"{pay / payments:.2f}",
        "WAGE_RATE_OF_PAY_TO": f"{(pay + 10_000) / payments:.2f}",
        "WAGE_UNIT_OF_PAY": unit,
    }


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--rows", type=int, default=600_000)
    given = asked.parse_args()
    write(given.out, given.rows)
