"""What can go wrong in the program (faults in guides are values: see `guides.model.Issue`).

    ParleyError
    ├── UsageError          the caller asked for something that cannot be done: a folder that is not there, a bad flag
    ├── GuideChanged        a guide on disk is not the one that was read, and its kept reading is damaged
    ├── IndexUnusable       the index on disk is missing, of another kind, or damaged; rebuilding mends it
    ├── BuildStopped        Ctrl-C while the index was built; what was done is kept
    ├── ModelMissing        the compiled encoder, its tokenizer or the reference's weights are missing or damaged
    ├── AnswerFailed        a fault of this program while it answered; what went wrong is in the log, without the words
    ├── TableUnusable       a pay table on disk is missing, of another kind, or damaged; building or importing mends it
    ├── ReadApart           no fault: there is so much to read that another process does it
    ├── TookTooLong         an answer would have been more work than one visitor may ask for
    ├── ReaderMissing       the trained reader is not in the package, or is not the one of its card
    ├── FileRefused         a person's file that is not read; the message is the line for the person
    ├── MessageTooLong      a message of more characters than are read; the message has both counts
    ├── TableFault          a table of data/ holds a slip; the message names its file, row and key
    └── UnsafeScript        a drafted script failed the send lint; it is never shown

Every message says what, where, and what to do next. The chat shows the message, never a stack trace.
"""

from __future__ import annotations

from collections.abc import Sequence


class ParleyError(Exception):
    """Root of every error that Parley raises on purpose."""


class UsageError(ParleyError):
    """The caller asked for something that cannot be done."""


class GuideChanged(ParleyError):
    """A guide's kept reading is damaged and its file is another one now; the message names it."""


class IndexUnusable(ParleyError):
    """The index on disk cannot be used; the message names the command that rebuilds it."""


class BuildStopped(ParleyError):
    """Ctrl-C while the index was built; the message says how far it was, and the next run goes on there."""


class TableUnusable(ParleyError):
    """A pay table on disk cannot be used; the message says what to do."""


class ModelMissing(ParleyError):
    """A model's files are missing or damaged; the message names them and how to get them."""


class TableFault(ParleyError):
    """A table of `data/` cannot be right; the message names its file, row and key."""


class UnsafeScript(ParleyError):
    """A drafted script broke a rule of the send lint; the message names the rule and the words."""


class AnswerFailed(ParleyError):
    """An answer met a fault of the program; the log names its place, nothing repeats what the person said."""


class PrintStopped(ParleyError):
    """Nobody waits for the PDF any more."""


class FileRefused(ParleyError):
    """A file that is not read; the message says which, why, and how its words come in all the same."""


class MessageTooLong(ParleyError, ValueError):
    """A message of more characters than are read at once; the message says how many it has and how many may be."""


class ReaderMissing(ParleyError):
    """The trained reader is not in the package or is damaged; the message says how to get it."""


class ReadApart(ParleyError):
    """No fault: what there is to read is so long that it is read in another process; `messages` are the talk so far."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__()
        self.messages = tuple(messages)


class TookTooLong(ParleyError):
    """An answer was given up as too much work; `again`: what was done is kept, and the next try goes on there."""

    def __init__(self, say: str, *, again: bool = False) -> None:
        super().__init__(say)
        self.again = again
