"""The page's own title, description, preview and manifest, in place of those that Gradio writes into its HTML.

In: the response to `/`. Out: the same with data/page.yaml's words at its head, pressed for browsers that can unpack it.
"""

from __future__ import annotations

import gzip
import re
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from parley.data import load
from parley.web.looks import PAGE, PAPER, PAPER_DARK

THEIRS = re.compile(
    r'<meta\s+(?:property="og:|name="(?:twitter:|viewport))[^>]*>|<title>[^<]*</title>|<link rel="manifest"[^>]*>'
)
AFTER = "<head>"


class Shell:
    """ASGI middleware that gives the page at `/` a head of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of the page itself hold the answer back until it is whole."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        plain = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        begun: list[Message] = []
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await _give(begun[0], b"".join(parts), scope, headers, send)

        await self.app({**scope, "headers": plain}, receive, held)


async def _give(start: Message, body: bytes, scope: Scope, asked: Headers, send: Send) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    if start["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
        body = headed(body.decode(), _address(scope, asked)).encode()
        if accepts_gzip(asked):
            body = gzip.compress(body, 6)
            headers["content-encoding"] = "gzip"
        headers.add_vary_header("Accept-Encoding")
        headers["content-length"] = str(len(body))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def accepts_gzip(asked: Headers) -> bool:
    """Whether who asks can unpack gzip."""
    return "gzip" in asked.get("accept-encoding", "")


def _address(scope: Scope, asked: Headers) -> str:
    """Where the page is seen from outside, for a preview picture that needs a whole address."""
    return f"{scope.get('scheme', 'http')}://{asked.get('host', 'localhost')}{scope.get('root_path', '')}"


def headed(html: str, address: str) -> str:
    """Gradio's page with our head.

    >>> '<meta name="description"' in headed('<head><meta property="og:title" content="Gradio" /></head>', "http://a")
    True
    """
    return THEIRS.sub("", html).replace(AFTER, AFTER + _head(address), 1)


def _head(address: str) -> str:
    told = {name: escape(words) for name, words in load("page").items()}
    title, about, here = told["title"], told["description"], escape(address)
    picture = f"{here}/{PAGE}/preview.png"
    return (
        f"<title>{title}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />'
        f'<meta name="description" content="{about}" />'
        f'<meta property="og:title" content="{title}" /><meta property="og:description" content="{about}" />'
        f'<meta property="og:type" content="website" /><meta property="og:url" content="{here}/" />'
        f'<meta property="og:image" content="{picture}" /><meta property="og:image:alt" content="{told["picture"]}" />'
        f'<meta name="twitter:card" content="summary_large_image" />'
        f'<meta name="theme-color" media="(prefers-color-scheme: light)" content="{PAPER}" />'
        f'<meta name="theme-color" media="(prefers-color-scheme: dark)" content="{PAPER_DARK}" />'
        f'<link rel="manifest" href="{PAGE}/parley.webmanifest" />'
        f'<link rel="icon" href="{PAGE}/icon.svg" type="image/svg+xml" />'
        f'<link rel="apple-touch-icon" href="{PAGE}/icon-192.png" />'
    )
