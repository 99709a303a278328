"""Commands that talk: `ask` one question, `plan` a page, `replay` recorded conversations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from parley.cli.drawn import drawn
from parley.cli.letter import LetterFile, as_message
from parley.cli.options import GUIDES, INDEX, GuidesDir, IndexDir
from parley.cli.progress import progress_bar
from parley.cli.terminal import ESCAPED, console, page, print_json
from parley.coach import Coach, Reply
from parley.coach.answer import answer
from parley.coach.contract import Answer
from parley.coach.plan import plan_pdf
from parley.coach.start import open_coach
from parley.doors.filed import letter_at
from parley.doors.length import of_length
from parley.errors import UsageError
from parley.web.copy_of import with_range

WRITTEN: dict[str, Callable[[str], bytes]] = {".md": str.encode, ".pdf": plan_pdf}
"""How a page is written, by the ending of its file."""


def ask(  # noqa: PLR0913, PLR0917 - each is an option of the command
    message: Annotated[
        str, typer.Argument(help='What you would type in the chat, e.g. "what should I counter at W&B London?"')
    ] = "",
    file: LetterFile = None,
    full: Annotated[bool, typer.Option("--full", help="With reasons, levers, the private part and sums.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the machine-readable ANSWER.")] = False,
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Answer one question, about a file where one is given."""
    asked = as_message(message, letter_at(file)) if file else of_length(message)
    if not asked.strip():
        raise UsageError("say what to ask, or give the offer as a file: --file offer.pdf")
    reply = _coach(guides, index).reply([asked])
    if as_json:
        print_json(answer(reply), indent=2)
    else:
        _show(console(), reply, full=full)


def plan(
    messages: Annotated[list[str], typer.Argument(help="The offer as you would tell it; several messages are a talk.")],
    out: Annotated[Path | None, typer.Option("--out", help="plan.md or plan.pdf; without it it is printed.")] = None,
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Everything on one page to take along, as Markdown or PDF; its last part is private."""
    coach = _coach(guides, index)
    text = coach.plan(messages)
    if text is None:
        raise UsageError(f"no page yet: {_question(coach.reply(messages))}")
    if out is None:
        page(text)
    elif out.suffix in WRITTEN:
        out.write_bytes(WRITTEN[out.suffix](with_range(text, coach.reply(messages))))
    else:
        raise UsageError(f"{out}: name it .md or .pdf")


def _question(reply: Reply) -> str:
    return reply.ask.question if reply.ask else "tell the company, the role and the place"


def _coach(guides: Path, index: Path) -> Coach:
    """A coach that waits for its model; a bar shows while the index is built."""
    with progress_bar(console(stderr=True)) as report:
        return open_coach(guides, index, hurry=False, progress=report)


def _show(screen: Console, reply: Reply, *, full: bool) -> None:
    for each in drawn(reply.blocks, full=full):
        screen.print(each)
    if reply.ask and reply.ask.options:
        screen.print("  ".join(f"[{option}]" for option in reply.ask.options), style="cyan", markup=False)


def replay(
    questions: Annotated[Path, typer.Argument(help='JSON Lines: {"id": ..., "turns": ["message", ...]}')],
    answers: Annotated[Path, typer.Argument(help="Where to write the answers, JSON Lines.")],
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
) -> None:
    """Answer every turn of recorded conversations."""
    conversations = _conversations(questions)
    coach = _coach(guides, index)
    with answers.open("w", encoding="utf-8", errors=ESCAPED) as out:
        for identity, turns in conversations:
            out.write(json.dumps({"id": identity, "answers": _answers(coach, turns)}, ensure_ascii=False) + "\n")


def _answers(coach: Coach, turns: list[str]) -> list[Answer]:
    return [answer(reply) for reply in coach.conversation(turns)]


def _conversations(path: Path) -> list[tuple[str, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a UTF-8 file of JSON Lines") from None
    return [_conversation(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _conversation(path: Path, number: int, line: str) -> tuple[str, list[str]]:
    try:
        record = json.loads(line)
        return record["id"], [str(turn) for turn in record["turns"]]
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            f'{path}:{number}: not a conversation; write {{"id": ..., "turns": ["message", ...]}}'
        ) from None
