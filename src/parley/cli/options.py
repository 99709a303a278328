"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

GUIDES, INDEX = Path("seeds"), Path("index")

GuidesDir = Annotated[Path, typer.Option("--guides", envvar="PARLEY_GUIDES", help="The folder of guides.")]
StoreName = Annotated[
    str,
    typer.Option("--store", envvar="PARLEY_STORE", help="Who compares vectors: faiss, or a Qdrant server by its URL."),
]
IndexDir = Annotated[
    Path,
    typer.Option(
        "--index", envvar="PARLEY_INDEX", help="Where the compiled index lies; built or refreshed when stale."
    ),
]
