"""What a domain expert edits, no Python: tables in YAML, wording in Jinja2 templates.

`load("currencies")` gives the parsed content of `currencies.yaml` beside this file; each table is read once.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

ROOM = files(__name__)


@cache
def load(name: str) -> Any:
    """The content of `<name>.yaml` in this folder. Callers turn it into their own frozen records at once."""
    return yaml.safe_load((ROOM / f"{name}.yaml").read_text(encoding="utf-8"))
