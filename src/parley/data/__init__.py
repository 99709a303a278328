"""What a domain expert edits, no Python: tables in YAML, wording in Jinja2 templates.

`load("currencies")` gives the parsed content of `currencies.yaml` beside this file; each table is read once.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from parley.data.tables import read_table

ROOM = files(__name__)
SHAPES = "shapes"


@cache
def load(name: str) -> Any:
    """The content of `<name>.yaml` in this folder, checked. Callers turn it into their own frozen records at once."""
    shapes = {} if name == SHAPES else load(SHAPES)
    return read_table(name, (ROOM / f"{name}.yaml").read_text(encoding="utf-8"), shapes)
