"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

GUIDES, INDEX = Path("seeds"), Path("index")

GuidesDir = Annotated[Path, typer.Option("--guides", help="The folder of guides.")]
IndexDir = Annotated[
    Path, typer.Option("--index", help="Where the compiled index lies; built or refreshed when stale.")
]
