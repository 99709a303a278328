"""A slip in a table of data/ is named with its file and row when the table is loaded."""

from pathlib import Path

import pytest

from parley.data import ROOM, load
from parley.data.tables import read_table
from parley.errors import TableFault

TABLES = sorted(path.relative_to(str(ROOM)).with_suffix("").as_posix() for path in Path(str(ROOM)).rglob("*.yaml"))
KEYED = sorted(load("shapes"))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_whole(name: str) -> None:
    assert load(name)


@pytest.mark.parametrize("path", KEYED)
def test_a_key_that_no_row_knows_is_named(path: str) -> None:
    table, _, part = path.partition("/")
    text = "- {nosuch: 1}" if isinstance(rows_of(path), list) else "row: {nosuch: 1}"
    text = f"{part}:\n  {text}" if part else text
    with pytest.raises(TableFault, match=rf"data/{table}.yaml, row( 1)?: nosuch is no key of this table"):
        read_table(table, text, {path: load("shapes")[path]})


def rows_of(path: str) -> object:
    table, _, part = path.partition("/")
    return load(table)[part] if part else load(table)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(TableFault, match=r"data/currencies.yaml, XYZ: words is missing"):
        read_table("currencies", "XYZ: {mark: x, symbols: []}", load("shapes"))


def test_a_row_that_stands_twice_is_named_with_its_line() -> None:
    with pytest.raises(TableFault, match=r"data/tones.yaml:2: hello stands twice"):
        read_table("tones", "# first\nwarm: {hello: Hi, hello: Hey}", {})


def test_a_sentence_that_ends_at_its_comma_is_named() -> None:
    with pytest.raises(TableFault, match=r'data/x.yaml:1: "and more" is cut off at a comma'):
        read_table("x", "rule: {says: so much, and more}", {})
