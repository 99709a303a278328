"""Files as programs bring and get them: by their place on this machine; as JSON (docs/files.md)."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Any

from parley.files.model import LARGEST, MEGABYTE, FileText
from parley.files.reading import read_file, refusal, what_was_read


def file_record(file: FileText) -> dict[str, Any]:
    """A FileText as JSON."""
    return {
        "name": file.name, "kind": file.kind, "pages": file.pages, "text": file.text,
        "left_out": list(file.left_out), "said": what_was_read(file),
    }  # fmt: skip


def letter_at(path: Path) -> FileText:
    """The text of the file at `path`; FileRefused says in a line why there is none."""
    if not path.is_file():
        raise refusal("gone", path.name, reason="a folder" if path.is_dir() else "no such file")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise refusal("large", path.name, ceil(size / MEGABYTE))
        return read_file(path.read_bytes(), path.name)
    except OSError as fault:
        raise refusal("gone", path.name, reason=fault.strerror or "unreadable") from None
