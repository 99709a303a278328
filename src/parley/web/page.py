"""The page in Gradio: layout and events. The only file that imports gradio.

The server keeps no conversation: the browser holds the user's messages (`BrowserState`) and sends them with each event.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported: no request to anyone
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from fastapi import FastAPI

from parley.web.view import EMPTY_BAND, MAX_MESSAGE, Screen, user_texts

STORAGE_KEY = "parley_conversation_v1"
STORAGE_SECRET = "parley"  # noqa: S105 (only keeps BrowserState readable after a restart; it hides nothing)
NOTHING: dict[str, list[str]] = {"messages": []}
GREETING = "### What are they offering?\nTell me the company, the role and the place, and I draft the words to send."

Show = Callable[[Sequence[str]], Screen]
Outputs = tuple[Any, ...]


def theme() -> gr.themes.Base:
    """System fonts (nothing to download) and one quiet accent."""
    fonts = ["system-ui", "sans-serif"]
    mono = ["ui-monospace", "monospace"]
    return gr.themes.Base(
        primary_hue="teal", secondary_hue="teal", neutral_hue="stone", font=fonts, font_mono=mono, radius_size="lg"
    )


def build(show: Show, examples: Sequence[str], tools: Sequence[Callable[..., Any]] = ()) -> gr.Blocks:
    """The page. `show` turns the user's messages into a Screen; `examples` are questions that the guides can answer.

    `tools` are for programs, each an endpoint by its own name (docs/api.md).
    """
    page: gr.Blocks
    with gr.Blocks(title="Parley", fill_width=True, analytics_enabled=False) as page:
        saved = gr.BrowserState(NOTHING, storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        gr.Markdown("# Parley\nYour coach for the offer on the table", elem_id="head")
        with gr.Row(elem_id="body", equal_height=False):
            with gr.Column(scale=3, min_width=320):
                chat = gr.Chatbot(
                    elem_id="chat",
                    show_label=False,
                    label="Conversation",
                    layout="bubble",
                    buttons=[],
                    feedback_options=None,
                    allow_tags=False,
                    latex_delimiters=[],
                    placeholder=GREETING,
                    examples=[{"text": example} for example in examples],
                    autoscroll=False,
                )
                box = gr.Textbox(
                    elem_id="message",
                    label="Your message",
                    show_label=False,
                    placeholder="Ask, or tell me the offer",
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    submit_btn=True,
                    max_length=MAX_MESSAGE,
                )
            with gr.Column(scale=2, min_width=300), gr.Tabs():
                with gr.Tab("Script"):
                    status = gr.Markdown(elem_id="script-status")
                    with gr.Row():
                        gr.Button("Copy script", elem_id="copy-script", variant="primary")
                        gr.Button("Download", elem_id="download-script", variant="secondary")
                    script = gr.Textbox(
                        elem_id="script",
                        label="Script to send (you can edit it here)",
                        lines=14,
                        max_lines=24,
                        interactive=True,
                        placeholder="Your script appears here.",
                    )
                with gr.Tab("Pay band"):
                    band = gr.Markdown(EMPTY_BAND, sanitize_html=False, elem_id="band")
                with gr.Tab("My facts"):
                    facts = gr.Markdown(elem_id="facts")
                    forget = gr.Button("Forget everything", elem_id="forget", size="sm")
        outputs = [saved, box, chat, script, status, band, facts]
        _events(page, show, saved, box, chat, forget, outputs)
        for tool in tools:
            gr.api(tool, api_name=tool.__name__, concurrency_limit=None)  # type: ignore[attr-defined]
    return page


def _events(  # noqa: PLR0913, PLR0917 - the parts of the page that act
    page: gr.Blocks, show: Show, saved: Any, box: Any, chat: Any, forget: Any, outputs: list[Any]
) -> None:
    def send(message: str, kept: Any) -> Outputs:
        texts = user_texts(kept)
        return _fill(show, [*texts, message] if message.strip() else texts)

    def pick(kept: Any, event: gr.SelectData) -> Outputs:
        return send(_picked(event.value), kept)

    def restore(kept: Any) -> Outputs | Any:
        texts = user_texts(kept)
        # with nothing kept, leave the page alone: someone may have sent a first message already
        return _fill(show, texts) if texts else gr.skip()

    def clear() -> Outputs:
        return _fill(show, [])

    quiet: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": None, "api_visibility": "private"}
    box.submit(send, [box, saved], outputs, **quiet)
    chat.option_select(pick, [saved], outputs, **quiet)
    chat.example_select(pick, [saved], outputs, **quiet)
    forget.click(clear, None, outputs, **quiet)
    page.load(restore, [saved], outputs, **quiet)


def _picked(value: Any) -> str:
    """The message behind a quick reply or an example; Gradio sends a string or a dictionary."""
    if isinstance(value, dict):
        value = value.get("value") or value.get("text")
    return value if isinstance(value, str) else ""


def _fill(show: Show, messages: list[str]) -> Outputs:
    now = show(messages)
    return {"messages": messages}, "", now.chat, now.script, now.script_status, now.band, now.facts


def mount(app: FastAPI, page: gr.Blocks, *, root_path: str = "", waiting: int = 120) -> FastAPI:
    """Put the page at / of `app`, without Gradio's own history, monitoring and file access.

    `root_path` is where a proxy shows it; past `waiting` events in the queue visitors are told to try again.
    """
    page.state_session_capacity = 500
    page.queue(api_open=False, max_size=waiting)
    room = files("parley.web")
    head = f"<script>{(room / 'head.js').read_text(encoding='utf-8')}</script>"
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root_path or None,
        theme=theme(),
        css=(room / "style.css").read_text(encoding="utf-8"),
        head=head,
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
