"""`parley chat`: the page's conversation in a terminal.

A line is a message, a number that picks one of the offered replies, or a command that starts with a slash. The talk is
its list of messages, kept in memory until the program ends.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from parley.cli.clipboard import copy
from parley.cli.drawn import drawn
from parley.cli.kept import keep
from parley.cli.letter import as_message
from parley.cli.options import GUIDES, INDEX, OWN_GUIDES, GuidesDir, IndexDir
from parley.cli.progress import progress_bar
from parley.cli.terminal import console
from parley.coach import Coach, Reply
from parley.coach.script_words import letter, script_title
from parley.coach.start import open_coach
from parley.doors.filed import letter_at
from parley.doors.length import talk_with
from parley.doors.talks import read_talks
from parley.errors import FileRefused, MessageTooLong, UsageError
from parley.files.reading import what_was_read
from parley.web.case import case_facts
from parley.web.steps import Step, next_steps

GOODBYE = ("exit", "quit", "bye")
BLANK = re.compile(r"\[[^\[\]\n]+\]")
COMMANDS = (
    "/file",
    "/full",
    "/short",
    "/script",
    "/copy",
    "/save",
    "/fill",
    "/facts",
    "/keep",
    "/undo",
    "/new",
    "/help",
)
"""Each is a method of Talk; its docstring is its line of /help."""
Ask = Callable[[str], str | None]
"""Shows its argument and reads a line; None at the end."""


class Talk:
    """One conversation. `ask` reads what the user types; `say` takes a line and shows what comes of it."""

    def __init__(self, coach: Coach, console: Console, ask: Ask, *, full: bool = False) -> None:
        self._coach, self._console, self._ask = coach, console, ask
        self.is_full = full
        self.messages: list[str] = []
        self.sheet = ""  # the newest script, with the blanks that were filled here
        self._offered: tuple[Step, ...] = ()
        self._commands: Mapping[str, Callable[[str], None]] = {name: getattr(self, f"_{name[1:]}") for name in COMMANDS}

    def resume(self, messages: Sequence[str]) -> None:
        """Go on with a talk that was kept: its last answer is shown."""
        self.messages = list(messages)
        if self.messages:
            self._show(self._coach.reply(self.messages))

    def say(self, line: str) -> bool:
        """Take a line; False when the user wants to end."""
        line = line.strip()
        name, _, rest = line.partition(" ")
        if not line or line.lower() in (*GOODBYE, "/quit"):
            return False
        if name in self._commands:
            self._commands[name](rest.strip())
        elif name.startswith("/") and name[1:].isalpha():
            self._note(f"There is no command {name}; /help lists them.")
        else:
            self._send(self._picked(line))
        return True

    def _picked(self, line: str) -> str | None:
        """The message behind a number; one that the user has to finish is begun for them."""
        if not line.isdecimal() or not 1 <= int(line) <= len(self._offered):
            return line
        step = self._offered[int(line) - 1]
        if not step.fill:
            return step.say
        rest = self._ask(step.say)
        return f"{step.say}{rest}" if rest else None

    def _send(self, message: str | None) -> None:
        if message:
            try:
                self.messages = list(talk_with(self.messages, message))
            except MessageTooLong as refused:
                self._note(str(refused))
                return
            self._show(self._coach.reply(self.messages))

    def _show(self, reply: Reply) -> None:
        for each in drawn(reply.blocks, full=self.is_full):
            self._console.print(each)
        if reply.scripts:
            self.sheet = letter(reply.scripts[0])
            self._note(f"{script_title(reply.scripts[0])}: {_readiness(self.sheet)} /script shows it alone.")
        self._offer(reply)

    def _offer(self, reply: Reply) -> None:
        quick = tuple(Step(option, option) for option in (reply.ask.options if reply.ask else ()))
        self._offered = (*quick, *next_steps(reply))
        for number, step in enumerate(self._offered, 1):
            style = "cyan" if number <= len(quick) else "dim cyan"
            self._console.print(Text(f"  {number}  {step.label}", style=style))

    def _file(self, name: str) -> None:
        """Read the offer from a file: /file offer.pdf."""
        try:
            file = letter_at(Path(name.strip("'\"")).expanduser())
            self._note(what_was_read(file))
            question = self._ask("  what do you want to know? ")
            if question is not None:
                self._send(as_message(question, file))
        except (FileRefused, MessageTooLong) as refused:
            self._note(str(refused))

    def _full(self, _: str) -> None:
        """Show answers in full, from the last one on: reasons, levers, the private part, sums."""
        self._show_again(full=True)

    def _short(self, _: str) -> None:
        """Show answers short, with the rest as titles and counts."""
        self._show_again(full=False)

    def _show_again(self, *, full: bool) -> None:
        self.is_full = full
        if self.messages:
            self._show(self._coach.reply(self.messages))

    def _script(self, _: str) -> None:
        """Show the script alone."""
        if self._has_script():
            text = Text(self.sheet)
            text.highlight_regex(BLANK, "black on yellow")
            self._console.print(Panel(text, title=_readiness(self.sheet), title_align="left"))

    def _copy(self, _: str) -> None:
        """Copy the script."""
        if self._has_script():
            self._note(f"{copy(self.sheet)} {_readiness(self.sheet)}")

    def _save(self, name: str) -> None:
        """Write the script to a file: /save counter.txt."""
        if not self._has_script():
            return
        path = Path(name or "script.txt").expanduser()
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self.sheet + "\n")
        except OSError as error:
            self._note(f"{path} was not written ({error.strerror}); name another file.")
            return
        self._note(f"Written to {path}. {_readiness(self.sheet)}")

    def _fill(self, _: str) -> None:
        """Fill the script's blanks, one after the other; they stay on this machine."""
        if not self._has_script():
            return
        for blank in dict.fromkeys(BLANK.findall(self.sheet)):
            words = self._ask(f"  {blank[1:-1]}: ")
            if words is None:
                break
            if words.strip():
                self.sheet = self.sheet.replace(blank, words.strip())
        self._script("")

    def _facts(self, _: str) -> None:
        """Show what was understood; say it anew to change it."""
        if not self.messages:
            self._note("Nothing yet.")
            return
        for fact in case_facts(self._coach.reply(self.messages), self._coach.library):
            if fact.value:
                private = Text("  never sent", style="dim") if fact.private else Text()
                self._console.print(Text(f"  {fact.label}: {fact.value}") + private)

    def _keep(self, _: str) -> None:
        """Keep the range that was told as a guide of your own."""
        try:
            self._note(f"Kept as {keep(self._coach, self.messages, OWN_GUIDES)}. `parley check` reads it.")
        except UsageError as fault:
            self._note(str(fault))

    def _undo(self, _: str) -> None:
        """Take the last message back."""
        if self.messages:
            self._note(f"Taken back: {shorten(self.messages.pop(), 200)}")
        if self.messages:
            self._show(self._coach.reply(self.messages))

    def _new(self, _: str) -> None:
        """Start a new talk; nothing of this one is kept."""
        self.messages, self.sheet, self._offered = [], "", ()
        self._note("A new talk.")

    def _help(self, _: str) -> None:
        """List the commands."""
        for name, command in self._commands.items():
            self._console.print(Text(f"  {name:8}", style="bold") + Text(command.__doc__ or ""))
        self._note("A number picks a reply. Tab completes names, the arrows bring back what you typed. /quit ends.")

    def _has_script(self) -> bool:
        if not self.sheet:
            self._note("No script yet: ask for a counter, or for words to send.")
        return bool(self.sheet)

    def _note(self, words: str) -> None:
        self._console.print(Text(words, style="dim"))


def _readiness(sheet: str) -> str:
    """How far the words are from ready.

    >>> _readiness("Hi [Name], thanks"), _readiness("Hi Ann")
    ('1 blank to fill: /fill.', 'Ready to send: /copy.')
    """
    count = len(dict.fromkeys(BLANK.findall(sheet)))
    return f"{count} blank{'s' if count != 1 else ''} to fill: /fill." if count else "Ready to send: /copy."


def begun(file: Path) -> tuple[str, ...]:
    """The messages of the first talk in a file, which is the one last used; UsageError where there is none."""
    talks = read_talks(file)
    if not talks:
        raise UsageError(f"{file}: holds no talk; export the negotiations on the page, or `parley import offer` one")
    return talks[0].messages


def chat(
    full: Annotated[bool, typer.Option("--full", help="Answers in full; /short and /full change it.")] = False,
    guides: GuidesDir = GUIDES,
    index: IndexDir = INDEX,
    history: Annotated[
        Path | None, typer.Option(help="Keep what you type in this file; without it nothing outlives the talk.")
    ] = None,
    talk_file: Annotated[
        Path | None,
        typer.Option("--talk", help="Go on with a kept talk: the first in a file of the page or of `import`."),
    ] = None,
) -> None:
    """Talk in the terminal; an empty line or "quit" ends it."""
    kept = begun(talk_file) if talk_file else ()
    screen = console()
    with progress_bar(console(stderr=True)) as report:
        coach = open_coach(guides, index, hurry=False, progress=report)
    ask = _ask(coach, screen, history)
    talk = Talk(coach, screen, ask, full=full)
    screen.print(Text("Ask about your offer. /help lists the rest; an empty line ends the talk.", style="dim"))
    talk.resume(kept)
    while (line := ask("you> ")) is not None and talk.say(line):
        pass


def _ask(coach: Coach, console: Console, history: Path | None) -> Ask:
    """A line with completion on a terminal, a plain one where lines come from elsewhere."""
    if sys.stdin.isatty():
        from parley.cli.prompt import prompt  # not needed, nor imported, by any other command

        return prompt(coach.library, (*COMMANDS, "/quit"), history)

    def read(before: str) -> str | None:
        try:
            return console.input(Text(before))
        except (EOFError, KeyboardInterrupt):
            return None

    return read
