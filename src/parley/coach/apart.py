"""Long messages are read in a process of their own, so that nobody's words hold up the answers to others.

Reading 40,000 letters takes a second or two of Python's one lock, in which nobody else is answered; what follows takes
a hundredth of that. So `child.py` reads, and gives back the state of the talk. It is started for the first long
message, with less right to the processor than the server, and ends when there has been none for a while.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from parley.coach.child import MOST, guides_read
from parley.coach.turn import Coach
from parley.dialogue.model import DialogueState
from parley.errors import AnswerFailed, TookTooLong
from parley.guides.encoding import from_plain
from parley.patience import bound

COMMAND = (sys.executable, "-P", "-m", "parley.coach.child")
SOURCE = Path(__file__).parents[2]
SECRET = "PARLEY_PASSWORD"  # noqa: S105 - the name of the variable
WALL = 60.0
"""Seconds, by the clock, after which the child is ended whatever it does."""

log = logging.getLogger(__name__)


class Apart:
    """The process that reads what is long over a folder of guides. For one thread at a time."""

    def __init__(self, guides: Path, index: Path, store: str) -> None:
        self._command = (*COMMAND, str(guides), str(index), store)
        self._child: subprocess.Popen[str] | None = None
        self._coach: Coach | None = None
        self.seconds = 0.0

    def read(self, coach: Coach, messages: Sequence[str]) -> bool:
        """Let `coach` know the talk of `messages`; False where the child cannot help, so that it is to be read here.
        TookTooLong and AnswerFailed as in this process. What it took of the processor stands in `seconds`.
        """
        self.seconds = 0.0
        new = self._coach is not coach or not self._child or self._child.poll() is not None
        if new and not self._start(coach):
            return False
        said = self._said(messages)
        if said is None and not new and self._start(coach):  # it had just ended for want of talks
            said = self._said(messages)
        if said is None:
            self.end()
            self.seconds = MOST
            raise TookTooLong(bound("message").say)
        self.seconds = float(said["seconds"])
        coach.talks.remember(messages, _state(said))
        return True

    def end(self) -> None:
        """End the child."""
        child, self._child, self._coach = self._child, None, None
        if child:
            child.kill()
            with child:
                pass

    def _start(self, coach: Coach) -> bool:
        """A child that has read the same guides; False where there is none to be had."""
        self.end()
        environment = {name: value for name, value in os.environ.items() if name != SECRET}
        places = os.pathsep.join([str(SOURCE), *(path for path in sys.path if path)])
        self._child = subprocess.Popen(  # noqa: S603 - this program's own child, no shell
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii",
            env={**environment, "PYTHONPATH": places},
        )  # fmt: skip
        self._coach = coach
        if self._line() == guides_read(coach.library):
            return True
        log.warning(
            "the process for long messages has not started, or has read other guides: they are read by the server"
        )
        self.end()
        return False

    def _said(self, messages: Sequence[str]) -> dict[str, Any] | None:
        """What the child says of a talk; None where it has ended."""
        child = self._child
        with suppress(OSError):
            if child and child.stdin:
                child.stdin.write(json.dumps(list(messages)) + "\n")
                child.stdin.flush()
                said = self._line()
                return said if isinstance(said, dict) else None
        return None

    def _line(self) -> Any:
        child = self._child
        if not child or not child.stdout:
            return None
        end = threading.Timer(WALL, child.kill)
        end.start()
        try:
            return json.loads(child.stdout.readline() or "null")
        except ValueError:  # cut short
            return None
        finally:
            end.cancel()


def _state(said: dict[str, Any]) -> DialogueState:
    if "say" in said:
        raise TookTooLong(said["say"], again=said["again"])
    if "fault" in said:
        log.error("an answer failed: %s", said["fault"])
        raise AnswerFailed(said["fault"])
    return from_plain(DialogueState, said["state"])
