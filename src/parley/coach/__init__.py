"""The one order of things: messages to state, to action, to band and hits, to advice, to script, to reply.

Read `turn.py` top to bottom; there is no other pipeline. `Coach.reply(messages)` is a pure function of the user's
messages, the library and today's date.
"""

from parley.coach.model import Reply
from parley.coach.turn import Coach

__all__ = ["Coach", "Reply"]
