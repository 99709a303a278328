"""What a talk that has grown too long keeps: the messages that told something which still holds, and the newest.

In: its messages, oldest first, and the turns that told. Out: fewer messages, which amount to the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.dialogue.model import DialogueState, Lasts

NEWEST = 10
"""Messages kept whatever they told: what is being talked about now."""
TELLING = 30
"""The most of the older ones. All that is kept is read again, 3 ms each, once in so many messages."""


def telling_turns(before: DialogueState, after: DialogueState) -> tuple[int, ...]:
    """The turns that told something which still holds, after one more message; starting over forgets them.

    An answer like "no" counts too: what comes after it is understood as the answer to the next question.
    """
    earlier = DialogueState() if after.cleared else before
    return (*earlier.told, after.turn) if _lasting(after) != _lasting(earlier) else earlier.told


def gist(messages: Sequence[str], told: Sequence[int]) -> tuple[str, ...]:
    """The messages to keep of `messages`; `told` are the turns (1-based) of those that told something.

    >>> gist([*"abcdefghijklmnopqrst"], told=[2, 3, 20])
    ('b', 'c', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't')
    """
    newest = max(len(messages) - NEWEST, 0)
    older = [turn for turn in told if turn <= newest][-TELLING:]
    return (*(messages[turn - 1] for turn in older), *messages[newest:])


def _lasting(state: DialogueState) -> tuple[object, ...]:
    """All that a message can tell which outlives it."""
    names = DialogueState.lasting(Lasts.KEPT, Lasts.MATTER)
    return (*(getattr(state, name) for name in names), state.form.tone, state.rehearsal)
