"""A file read: its bytes and name -> FileText, or FileRefused with one line for the person.

>>> read_file(b"", "offer.pdf")
Traceback (most recent call last):
parley.errors.FileRefused: offer.pdf is empty. Choose it again, or paste the text of the offer.
"""

from __future__ import annotations

from math import ceil

from parley.data import load
from parley.errors import FileRefused
from parley.files.apart import SECONDS, read_apart
from parley.files.model import LARGEST, LONGEST, MEGABYTE, PAGES, FileText, Unread
from parley.files.signs import kind_of
from parley.render import one_line

LONGEST_NAME = 60
MOST = {"large": LARGEST // MEGABYTE, "pages": PAGES, "long": LONGEST, "slow": SECONDS}
"""The bound that a refusal names."""


def read_file(data: bytes, name: str) -> FileText:
    """The text of a file."""
    shown = shown_name(name)
    try:
        if len(data) > LARGEST:
            raise Unread("large", ceil(len(data) / MEGABYTE))
        return read_apart(data, kind_of(data, name), shown)
    except Unread as unread:
        raise refusal(unread.why, shown, unread.count) from None


def refusal(why: str, name: str = "", count: int = 0, reason: str = "") -> FileRefused:
    """What is said of a file that is not read: a row of data/files.yaml."""
    words = load("files")
    row = words["refused"][why]
    said = row.format(name=name or words["nameless"], count=f"{count:,}", most=f"{MOST.get(why, 0):,}", reason=reason)
    return FileRefused(said)


def what_was_read(file: FileText) -> str:
    """How much of what was read, in a line.

    >>> what_was_read(FileText("offer.pdf", "pdf", "...", 3))
    'Read 3 pages of offer.pdf.'
    """
    words = load("files")["read"]
    count = file.pages or len([line for line in file.text.split("\n") if line.strip()])
    row = ("page" if file.pages else "line") + ("s" if count != 1 else "")
    said = [words[row].format(count=f"{count:,}", name=file.name)]
    if file.left_out:
        said.append(words["left_out"].format(names=", ".join(file.left_out)))
    return " ".join(said)


def shown_name(name: str) -> str:
    """A file's name for a line: without its folders, on one line, and not too long.

    >>> shown_name("C:\\\\letters\\\\offer.pdf"), shown_name("a" * 80 + ".pdf")[-6:]
    ('offer.pdf', 'aa.pdf')
    """
    last = one_line(name.replace("\\", "/").rpartition("/")[2].strip())
    return last if len(last) <= LONGEST_NAME else f"{last[: LONGEST_NAME // 2]}…{last[1 - LONGEST_NAME // 2 :]}"
