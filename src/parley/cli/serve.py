"""`parley serve`: the chat in a browser, and the doors for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir, StoreName
from parley.cli.progress import progress_bar
from parley.cli.settings import SettingsFile
from parley.cli.terminal import console
from parley.coach.apart import Apart
from parley.coach.live import LiveCoach
from parley.coach.start import open_coach
from parley.retrieval.open import FAISS


def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
    store: StoreName = FAISS,
    host: Annotated[
        str, typer.Option(envvar="PARLEY_HOST", help="Address to listen on; 127.0.0.1 is this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PARLEY_PORT", min=1, max=65535, help="Port to listen on.")] = 7860,
    root_path: Annotated[
        str, typer.Option(envvar="PARLEY_ROOT_PATH", help="Where a proxy shows the page, such as /coach.")
    ] = "",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(envvar="PARLEY_ALLOW_HOST", help="A host name that visitors may use; give it once for each."),
    ] = None,
    user: Annotated[
        str, typer.Option(envvar="PARLEY_USER", help="The user name that goes with the password.")
    ] = "parley",
    password: Annotated[
        str,
        typer.Option(envvar="PARLEY_PASSWORD", help="Ask visitors for it. Others can read flags: set the variable."),
    ] = "",
    user_header: Annotated[
        str,
        typer.Option(envvar="PARLEY_USER_HEADER", help="Where a proxy says whom it signed in, such as X-Remote-User."),
    ] = "",
    rate: Annotated[
        float, typer.Option(envvar="PARLEY_RATE", min=0, help="Answers a second for one address; 0 for no limit.")
    ] = 10,
    waiting: Annotated[
        int, typer.Option(envvar="PARLEY_WAITING", min=1, help='Answers that may wait before "busy, try again".')
    ] = 120,
    watch: Annotated[bool, typer.Option(envvar="PARLEY_WATCH", help="Serve changed guides without a restart.")] = True,
    metrics_port: Annotated[
        int,
        typer.Option(envvar="PARLEY_METRICS_PORT", min=0, max=65535, help="Port for Prometheus; 0 for none."),
    ] = 0,
    metrics_host: Annotated[
        str, typer.Option(envvar="PARLEY_METRICS_HOST", help="Address of that port; never the visitors' network.")
    ] = "127.0.0.1",
    mcp: Annotated[bool, typer.Option(envvar="PARLEY_MCP", help="Offer the tools for assistants at /mcp.")] = False,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Open the chat at http://127.0.0.1:7860 (Ctrl-C stops it). A flag wins, then PARLEY_*, then --settings."""
    from parley.web.lookout import Lookout  # before the guides are read, so that no change falls between

    watching = Lookout(guides, index, store=store) if watch else None
    with progress_bar(console(stderr=True)) as report:
        live = LiveCoach(open_coach(guides, index, hurry=True, progress=report, store=store))
    from parley.web.limits import Limits  # Gradio takes seconds to import, and no other command needs it
    from parley.web.metrics import Metrics
    from parley.web.server import Doors, create_app, run

    limits = Limits(rate=rate, waiting=waiting)
    doors = Doors(tuple(allow_host or ()), root_path, user, password, user_header, mcp, limits)
    metrics = Metrics(live)
    if watching:
        watching.told = metrics.guides_changed
        metrics.watch(watching)
        watching.start(live)
    if metrics_port:
        metrics.serve(metrics_host, metrics_port)
    run(create_app(live, doors, metrics, Apart(guides, index, store)), live, host, port, open_browser=open_browser)
