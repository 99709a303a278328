"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from parley.folders import guides_folder, index_folder, own_guides

GUIDES, OWN_GUIDES = guides_folder(), own_guides()
INDEX = index_folder(GUIDES)


def index_of_guides(context: typer.Context, parameter: typer.CallbackParam, index: Path) -> Path:
    """The folder that was named for the index, else the one that belongs to the guides that were."""
    return index_folder(context.params.get("guides", GUIDES)) if _untold(context, parameter) else index


def _untold(context: typer.Context, parameter: typer.CallbackParam) -> bool:
    source = context.get_parameter_source(str(parameter.name))
    return source is not None and source.name == "DEFAULT"


GuidesDir = Annotated[
    Path,
    typer.Option("--guides", envvar="PARLEY_GUIDES", help="The folder of guides."),
]
StoreName = Annotated[
    str,
    typer.Option("--store", envvar="PARLEY_STORE", help="Who compares vectors: faiss, or a Qdrant server by its URL."),
]
IndexDir = Annotated[
    Path,
    typer.Option(
        "--index",
        envvar="PARLEY_INDEX",
        callback=index_of_guides,
        help="Where the compiled index lies; built or refreshed when stale.",
    ),
]
