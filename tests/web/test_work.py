"""How much work one answer may be: past it the person is told kindly, nothing is lost, and who asks for much waits."""

import time
from collections.abc import Iterator

import httpx
import pytest

from parley import patience
from parley.coach import Coach
from parley.dialogue.model import DialogueState
from parley.dialogue.talks import Talks
from parley.errors import TookTooLong
from parley.patience import Bound, allowed, go_on, within_part
from parley.web import limits
from parley.web.buckets import Buckets, asker, charged, price
from parley.web.limits import Limits
from parley.web.server import Doors, create_app
from serving import serving

MESSAGE = patience.bound("message")


def busy(seconds: float) -> None:
    """Use the processor for so long, looking up now and then."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        go_on()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a test can wait for."""
    bounds = {"message": Bound(0.2, False, "message"), "answer": Bound(0.5, True, "answer")}
    monkeypatch.setattr(patience, "bound", bounds.__getitem__)


def test_work_without_a_bound_has_no_end() -> None:
    with within_part("message"):
        go_on()


@pytest.mark.usefixtures("short")
def test_the_bound_that_ends_first_says_what_is_the_matter() -> None:
    with allowed("answer"):
        with pytest.raises(TookTooLong, match="message"), within_part("message"):
            busy(1)
        with pytest.raises(TookTooLong, match="answer") as told:
            busy(1)
    assert told.value.again
    go_on()


def test_waiting_is_no_work(short: None) -> None:
    with allowed("message"):
        time.sleep(0.4)
        go_on()


def test_what_was_read_of_a_long_talk_is_kept_for_the_next_try(short: None) -> None:
    steps: list[str] = []

    def step(state: DialogueState, message: str) -> DialogueState:
        steps.append(message)
        busy(0.12)
        return DialogueState(turn=state.turn + 1)

    talks, messages = Talks(step), [str(number) for number in range(9)]
    tries = 0
    while True:
        tries += 1
        assert tries < 9
        try:
            with allowed("answer"):
                assert talks.after(messages).turn == 9
                break
        except TookTooLong:
            continue
    assert tries > 1
    assert len(steps) < 9 + tries  # each try did one step in vain at most


def test_a_dear_answer_is_charged_to_whoever_asked() -> None:
    buckets = Buckets(rate=1, burst=100)
    asker.set("somebody")
    with charged(buckets):
        busy(0.05)
    assert buckets.due("somebody") == 0
    with charged(buckets):
        busy(1.1)
    assert buckets.due("somebody") > 1
    assert buckets.due("another") == 0


def test_debts_have_an_end() -> None:
    buckets = Buckets(rate=10, burst=100, clock=lambda: 0.0)
    buckets.charge("somebody", 10**9)
    assert buckets.due("somebody") < 11


def test_ordinary_answers_cost_nothing_more() -> None:
    assert price(0.04) == 0 < price(0.2) < price(0.4) / 3


@pytest.fixture
def address(coach: Coach) -> Iterator[str]:
    coach.reply(["hello"])  # the first answer of a process takes what others do not, and is charged for
    with serving(create_app(coach, Doors(limits=Limits(rate=0.02, burst=5)))) as address:
        yield address


def test_a_message_that_takes_too_long_is_answered_kindly(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "bound", {"answer": Bound(9, True, ""), "message": Bound(-1, False, "Too long.")}.get)
    got = httpx.post(f"http://{address}/api/ask", json={"messages": ["hello there"]})
    assert (got.status_code, got.json()) == (413, {"detail": "Too long."})


def test_a_talk_that_takes_too_long_may_be_asked_for_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "bound", {"answer": Bound(-1, True, "Again."), "message": Bound(9, False, "")}.get)
    for path, sent in (("/api/ask", {"messages": ["hello you"]}), ("/desk/copy/plan.md", {"messages": ["hi you"]})):
        got = httpx.post(f"http://{address}{path}", json=sent)
        assert (got.status_code, got.json(), got.headers["retry-after"]) == (503, {"detail": "Again."}, "1")


def test_who_reads_without_end_is_slowed_down(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REFUSED", 0.3)
    with httpx.Client(base_url=f"http://{address}") as client:
        statuses = [client.get("/desk/welcome").status_code for _ in range(50)]
        assert statuses == [200] * 50  # a page's parts
        began = time.monotonic()
        later = [client.get("/desk/guides").status_code for _ in range(20)]
        assert 429 in later
        assert time.monotonic() - began > 0.3
