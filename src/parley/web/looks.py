"""The page's own parts: pieces of HTML, the style sheet and the scripts, and how the browser is told of them.

The scripts and the style sheet are files that the browser fetches from this server and keeps; nothing comes from
another host.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from parley.web.marks import html_line

ROOM = files("parley.web")
PAGE = "page"
SANS = ("-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Helvetica Neue", "Arial", "sans-serif")

PAPER, INK = "#f5f3ec", "#1c2622"
PAPER_DARK, INK_DARK = "#12181a", "#e9ede8"
"""The ground and the letters, as in client/a-base.css: Gradio paints them before the style sheet has come."""


def part(name: str, **words: str) -> str:
    """A piece of the page on one line; `words` are HTML, already escaped."""
    html = (ROOM / "parts" / f"{name}.html").read_text(encoding="utf-8").strip()
    return html_line(html.format(**words)) if words else html_line(html)


KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}


@cache
def client_files() -> dict[str, tuple[str, bytes]]:
    """Every file that the browser may fetch under `page/`: name -> (media type, content)."""
    return dict(_client_files())


def _client_files() -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The scripts one by one, for they import each other; the style sheets as one."""
    entries = {entry.name: entry.read_bytes() for entry in (ROOM / "client").iterdir() if entry.is_file()}
    sheets = b"\n".join(entries[name] for name in sorted(entries) if name.endswith(".css"))
    yield "page.css", ("text/css; charset=utf-8", sheets)
    for name, content in sorted(entries.items()):
        kind = KINDS.get(PurePath(name).suffix)
        if kind:
            yield name, (kind, content)


WORKER = "sw.js"
"""The service worker, which no page imports."""
HEAD = "".join(
    [
        *(
            f'<link rel="modulepreload" href="{PAGE}/{name}">'
            for name in client_files()
            if name.endswith(".js") and name != WORKER
        ),
        *(f'<link rel="stylesheet" href="{PAGE}/{name}">' for name in client_files() if name.endswith(".css")),
        f'<script type="module" src="{PAGE}/start.js"></script>',
    ]
)
