"""What a domain expert edits, no Python: tables in YAML, wording in Jinja2 templates.

`load("currencies")` gives the parsed content of `currencies.yaml` beside this file; each table is read once.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

ROOM = files(__name__)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML was built with it: the tables are read at every start."""


@cache
def load(name: str) -> Any:
    """The content of `<name>.yaml` in this folder. Callers turn it into their own frozen records at once."""
    return yaml.load((ROOM / f"{name}.yaml").read_text(encoding="utf-8"), LOADER)  # noqa: S506 - both loaders are safe ones
