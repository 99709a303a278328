"""The tables of the tests, read by the loader in C where there is one: in pure Python they cost seconds a start."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def table(path: Path) -> Any:
    """What stands in a table of YAML."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)
