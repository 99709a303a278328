"""Answers in the page's queue that nobody comes for: a few are kept, then their content goes and the late are told.

Gradio keeps every answer, a quarter of a megabyte, until its session listens; a page listens as soon as it has asked.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

ANSWERS = 64
"""Answers that may lie unclaimed, of all sessions: 16 MB."""
BACKLOG = 40
"""Messages that may lie unclaimed of one session; an answer has three."""
SESSIONS = 2_000
"""Sessions that are remembered, the newest."""
TOO_LATE = "Nobody came for this answer in time; ask again."
DEAF = "The answers to this session are not fetched."


class Sessions(OrderedDict[str, Any]):
    """Session -> its messages, of the newest `max_size` sessions; with the oldest goes what else is kept of it."""

    def __init__(self, also: dict[str, Any], max_size: int = SESSIONS) -> None:
        super().__init__()
        self._also, self.max_size = also, max_size

    def __setitem__(self, session: str, messages: Any) -> None:
        while session not in self and len(self) >= self.max_size:
            oldest, _ = self.popitem(last=False)
            self._also.pop(oldest, None)
        super().__setitem__(session, messages)


def bound_queue(queue: Any, known: Any) -> None:
    """Let a Gradio `queue` keep no more than this file says, and refuse events that are not in `known`."""
    send, push = queue.send_message, queue.push
    sessions = queue.pending_messages_per_session = Sessions(queue.pending_event_ids_session)
    unclaimed: deque[tuple[Any, Any]] = deque()

    def send_message(event: Any, message: Any) -> None:
        messages = sessions.get(event.session_hash)
        if messages is None:  # forgotten meanwhile
            event.alive = False
            return
        send(event, message)
        if message.msg == "process_completed":
            _keep_few(unclaimed, messages, message)

    async def pushed(body: Any, request: Any, username: str | None) -> Any:
        if body.fn_index is not None and body.fn_index not in known:
            return False, "There is no such event.", "error"
        messages = sessions.get(body.session_hash)
        if messages is not None and messages.qsize() >= BACKLOG:
            return False, DEAF, "queue_full"
        return await push(body=body, request=request, username=username)

    queue.send_message, queue.push = send_message, pushed


def _keep_few(unclaimed: deque[tuple[Any, Any]], messages: Any, message: Any) -> None:
    """Note an answer; past ANSWERS of them the oldest loses its content."""
    claimed = [each for each in unclaimed if each[0].empty()]
    for each in claimed:
        unclaimed.remove(each)
    unclaimed.append((messages, message))
    while len(unclaimed) > ANSWERS:
        _, oldest = unclaimed.popleft()
        oldest.success, oldest.output = False, {"error": TOO_LATE}
