"""The page in Gradio: layout and events. The only file that imports gradio.

The server keeps no conversation: the browser holds the talks (`client/store.js`) and sends the open one's messages with
each event. It gives back the turns that changed as HTML (`feed`); `client/talk.js` puts them in their places.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from html import escape
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: no request to anyone
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"  # Gradio's own list of who asked what when, copied at every answer

import gradio as gr
from fastapi import FastAPI
from gradio import queueing, route_utils, routes, utils

from parley.doors.length import MAX_MESSAGE
from parley.errors import AnswerFailed
from parley.web.buckets import asker
from parley.web.examples import count_of
from parley.web.faults import REFUSALS, as_a_line, quietly_awaited
from parley.web.first import form
from parley.web.limits import client_of
from parley.web.looks import HEAD, INK, INK_DARK, PAPER, PAPER_DARK, SANS, part
from parley.web.orders import Kept, ordered
from parley.web.unclaimed import bound_queue
from parley.web.view import Screen

AT_ONCE: dict[str, Any] = {"concurrency_limit": None, "concurrency_id": "answers"}
"""Gradio passes all on at once, in the order in which they came; who is next is for `parley.web.answers` to say."""
SESSIONS = 16
"""Visitors of whom Gradio remembers what it sent last; the page needs it of none."""
ESTIMATES = 30.0
"""Seconds between two messages to everybody who waits. Gradio's own way, at every answer, takes a third of the answers
where a hundred wait, and memory grows without end."""
FAILED = "This answer failed, by a fault of Parley's, not of yours. Say it in other words, or try again."

Show = Callable[[Kept], Awaitable[Screen]]


def theme() -> gr.themes.Base:
    """Gradio's own parts in the page's fonts and colours (style.css holds the rest). Fonts are the system's."""
    return gr.themes.Base(
        primary_hue="emerald", secondary_hue="emerald", neutral_hue="stone", font=list(SANS), font_mono=["ui-monospace"]
    ).set(
        body_background_fill=PAPER,
        body_background_fill_dark=PAPER_DARK,
        body_text_color=INK,
        body_text_color_dark=INK_DARK,
    )


def build_page(show: Show, examples: Sequence[str], guides: int, tools: Sequence[Callable[..., Any]] = ()) -> gr.Blocks:
    """The page. `show` turns a conversation into a Screen; `examples` are questions that the `guides` can answer.

    `tools` are for programs, each an endpoint by its own name (docs/api.md).
    """
    page: gr.Blocks
    with gr.Blocks(title="Parley", fill_width=True, analytics_enabled=False) as page:
        _still(part("head"), "head")
        with gr.Row(elem_id="body", equal_height=False):
            with gr.Column(elem_id="left", min_width=0):
                _still(
                    part("talk", form=form(), sample=part("sample"), examples=_chips(examples), count=count_of(guides)),
                    "talk",
                )
                with gr.Column(elem_id="composer", min_width=0):
                    _still(part("dock", most=str(MAX_MESSAGE)), "dock-slot")
                    _message_box()
            with gr.Column(elem_id="right", min_width=0):
                _still(part("side", sample=part("sample")), "side-slot")
        feed = _still("", "feed")
        order = gr.Textbox(elem_id="order", label="Order")
        do = gr.Button("Do", elem_id="do")
        _event(show, order, do, feed)
        for tool in tools:
            gr.api(tool, api_name=tool.__name__, **AT_ONCE)  # type: ignore[attr-defined]
    return page


def _still(html: str, name: str) -> gr.Markdown:
    """HTML of our own making; every word of people and guides in it has been escaped before."""
    return gr.Markdown(html, elem_id=name, sanitize_html=False, latex_delimiters=[], container=False)


def _message_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="message",
        label="Your message",
        show_label=False,
        placeholder="Ask, or paste the offer",
        lines=1,
        max_lines=6,
        autofocus=True,
        submit_btn=True,
    )


def _chips(examples: Sequence[str]) -> str:
    return "".join(
        f'<button type="button" class="example" data-say="{escape(each)}">{escape(each)}</button>' for each in examples
    )


def _event(show: Show, order: Any, do: Any, feed: Any) -> None:
    async def act(told: str) -> str:
        return (await show(ordered(told))).feed

    do.click(act, [order], [feed], show_progress="hidden", api_visibility="private", **AT_ONCE)


def queued(page: gr.Blocks) -> int:
    """How many turns wait for their answer."""
    return len(page._queue)


def _told(process: Callable[..., Any]) -> Callable[..., Any]:
    """The same for whoever asked; what is refused or fails is told at once in our words: Gradio's quote what came."""

    async def call(*args: Any, request: Any = None, **kwargs: Any) -> Any:
        asker.set(client_of(request.request.scope) if request else "")  # Gradio's own makes JSON of it
        try:
            return await process(*args, request=request, **kwargs)
        except AnswerFailed:
            raise gr.Error(FAILED, print_exception=False) from None
        except REFUSALS as refused:
            raise gr.Error(str(refused), print_exception=False) from None

    return call


for _room in (queueing, route_utils, routes, utils):
    _room.traceback = as_a_line  # type: ignore[attr-defined] # they print whole tracebacks, past the log


def mount(app: FastAPI, page: gr.Blocks, *, root_path: str = "", waiting: int = 120) -> FastAPI:
    """Put the page at / of `app`, without Gradio's own history, monitoring and file access.

    `root_path` is where a proxy shows it; past `waiting` events in the queue visitors are told to try again.
    """
    page.state_session_capacity = SESSIONS
    page.max_threads = waiting  # as many may be in Gradio's hands at once
    page.process_api = _told(quietly_awaited(page.process_api))  # type: ignore[method-assign]
    page.queue(api_open=False, max_size=waiting, status_update_rate=ESTIMATES)
    bound_queue(page._queue, page.fns)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root_path or None,
        theme=theme(),
        head=HEAD,
        run_history=False,
        footer_links=[],
        show_error=False,
        max_file_size="1kb",
        enable_monitoring=False,
        ssr_mode=False,
        allowed_paths=[],
        pwa=False,
    )
    return mounted
