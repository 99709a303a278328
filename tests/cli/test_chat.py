"""The talk in the terminal: messages, numbers that pick a reply, commands, and names that complete."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from parley.cli.chat import COMMANDS, Talk
from parley.cli.prompt import Names, prompt
from parley.coach import Coach
from parley.guides.library import Library

QUESTION = "what should I counter at W&B London?"


class Terminal:
    """A talk with what is typed beforehand, and what was shown since the last look."""

    def __init__(self, coach: Coach, *answers: str | None) -> None:
        self._out = io.StringIO()
        waiting: Iterator[str | None] = iter(answers)
        self.asked: list[str] = []

        def ask(before: str) -> str | None:
            self.asked.append(before)
            return next(waiting, None)

        self.talk = Talk(coach, Console(file=self._out, width=100), ask)

    def type(self, line: str) -> str:
        self._out.truncate(0)
        self._out.seek(0)
        assert self.talk.say(line)
        return self._out.getvalue()


@pytest.fixture
def terminal(coach: Coach) -> Terminal:
    return Terminal(coach)


def number_of(shown: str, label: str) -> str:
    found = re.search(rf"^ +(\d+) +{re.escape(label)}", shown, re.MULTILINE)
    assert found, shown
    return found[1]


def test_the_answer_and_its_script_stand_last_and_alone_one_command_away(terminal: Terminal) -> None:
    shown = terminal.type(QUESTION)
    assert (
        shown.index("Folded: Why these numbers (")
        < shown.index("Ask Weights & Biases for £159K base")
        < shown.index("Hi [Name]")
    )
    assert "Private: for you" not in shown[shown.index("Ask Weights & Biases") :]
    sheet = terminal.type("/script")
    assert "£159,000" in sheet
    assert "Why" not in sheet
    assert "blanks to fill" in sheet


def test_full_shows_the_reasons_of_the_last_answer_and_short_folds_them(terminal: Terminal) -> None:
    assert "London band (guide line 56)" not in terminal.type(QUESTION)
    full = terminal.type("/full")
    assert full.index("London band (guide line 56)") < full.index("Ask Weights & Biases for £159K base")
    assert "Folded" not in full
    assert "London band (guide line 56)" not in terminal.type("/short")


def test_a_number_picks_the_reply(terminal: Terminal) -> None:
    shown = terminal.type("what should I counter at W&B?")
    assert "£159K" in terminal.type(number_of(shown, "London"))
    assert terminal.talk.messages[-1] == "London"


def test_a_suggestion_to_finish_is_finished_by_the_user(coach: Coach) -> None:
    terminal = Terminal(coach, "£130k base")
    shown = terminal.type(QUESTION)
    terminal.type(number_of(shown, "Enter the offer"))
    assert terminal.talk.messages[-1] == "They offered £130k base"


def test_a_number_that_picks_nothing_is_a_message(terminal: Terminal) -> None:
    terminal.type("140")
    assert terminal.talk.messages == ["140"]


def test_blanks_are_filled_one_by_one_and_enter_skips(coach: Coach) -> None:
    terminal = Terminal(coach, "Ann", "")
    terminal.type(QUESTION)
    before = len(re.findall(r"\[", terminal.talk.sheet))
    terminal.type("/fill")
    assert terminal.asked[0] == "  Name: "
    assert "Hi Ann," in terminal.talk.sheet
    assert len(re.findall(r"\[", terminal.talk.sheet)) == before - 1


def test_what_was_filled_is_saved_and_nothing_is_overwritten(coach: Coach, tmp_path: Path) -> None:
    terminal = Terminal(coach, "Ann")
    terminal.type(QUESTION)
    terminal.type("/fill")
    file = tmp_path / "mail.txt"
    assert "Written" in terminal.type(f"/save {file}")
    assert "Hi Ann," in file.read_text(encoding="utf-8")
    assert "was not written" in terminal.type(f"/save {file}")


def test_undo_facts_and_new(terminal: Terminal) -> None:
    assert "Nothing yet" in terminal.type("/facts")
    terminal.type(QUESTION)
    terminal.type("they offered £130k base, my walk-away is £140k")
    facts = terminal.type("/facts")
    assert "£130K base" in facts
    assert "never sent" in facts
    terminal.type("/undo")
    assert terminal.talk.messages == [QUESTION]
    terminal.type("/new")
    assert (terminal.talk.messages, terminal.talk.sheet) == ([], "")
    assert "No script yet" in terminal.type("/copy")


def test_a_letter_is_read_then_asked_about(coach: Coach, tmp_path: Path) -> None:
    letter = tmp_path / "my offer.txt"
    letter.write_text("DevOps Engineer at Weights & Biases in London.\nBase salary: £130,000 a year", encoding="utf-8")
    terminal = Terminal(coach, "is this low?")
    shown = terminal.type(f'/file "{letter}"')
    assert "Read 2 lines of my offer.txt." in shown
    assert "£130K" in shown
    assert terminal.talk.messages == [f"is this low?\n\n{letter.read_text(encoding='utf-8')}"]
    assert "none.pdf cannot be opened: no such file." in terminal.type("/file none.pdf")
    assert "40,001 characters" in terminal.type("a" * 40_001)
    assert len(terminal.talk.messages) == 1


def test_help_describes_every_command(terminal: Terminal) -> None:
    shown = terminal.type("/help")
    for name in COMMANDS:
        assert re.search(rf"{name} +\w", shown), name
    assert "There is no command /nosuch" in terminal.type("/nosuch")


@pytest.mark.parametrize("line", ["", "  ", "quit", "Bye", "/quit"])
def test_it_ends(terminal: Terminal, line: str) -> None:
    assert not terminal.talk.say(line)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        pytest.param("counter at weigh", "Weights & Biases", id="a company, in any case"),
        pytest.param("counter at Weights & B", "Weights & Biases", id="a name of several words"),
        pytest.param("W&B devop", "DevOps Engineer", id="a role"),
        pytest.param("in Lond", "London", id="a place"),
        pytest.param("/co", "/copy", id="a command"),
        pytest.param("what", None, id="no name"),
        pytest.param("w", None, id="one letter is not enough"),
    ],
)
def test_names_complete_wherever_they_stand(library: Library, typed: str, completed: str | None) -> None:
    found = list(Names(library, COMMANDS).get_completions(Document(typed), CompleteEvent()))
    assert (found[0].text if found else None) == completed


def test_what_is_typed_is_kept_in_memory_alone(library: Library, tmp_path: Path) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("W&B London, my walk-away is £141,357\r")
        assert prompt(library, COMMANDS)("you> ") == "W&B London, my walk-away is £141,357"
        assert not list(tmp_path.iterdir())
        keys.send_text("hello\r")
        prompt(library, COMMANDS, tmp_path / "kept")("you> ")
        assert "hello" in (tmp_path / "kept").read_text(encoding="utf-8")
        keys.send_text("\x04")
        assert prompt(library, COMMANDS)("you> ") is None


def test_their_range_is_kept_as_a_guide_and_what_is_missing_is_said(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["parley.cli.chat"], "OWN_GUIDES", tmp_path)
    terminal = Terminal(coach)
    assert "no company was told" in terminal.type("/keep")
    terminal.type("Baker at Loaf in Leeds, their range is £28k-£33k")
    assert "loaf/baker.md" in terminal.type("/keep").replace("\n", "")
    assert "| Leeds (GBP) | £28,000 - £33,000 |" in (tmp_path / "loaf" / "baker.md").read_text(encoding="utf-8")
    assert "exists already" in " ".join(terminal.type("/keep").split())
