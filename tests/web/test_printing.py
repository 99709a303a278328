"""Printing costs seconds of a core: bounded in size and number, one of an address, ended when nobody waits."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from parley import pdf
from parley.coach import Coach
from parley.errors import PrintStopped
from parley.pdf import print_page
from parley.web import printing
from parley.web.desk import LONGEST_PRINT
from parley.web.limits import Limits
from parley.web.server import Doors, create_app
from serving import serving

LONG = "\n\n".join(["A line of the talk."] * 1400)
WORST = (
    "**b** ",
    "<![CDATA[",
    "<!--",
    "<a ",
    "[",
    "[a](",
    "`a``",
    "*a_ ",
    "- a\n  - b\n",
    "> ",
    "|a|b|\n",
    "\\",
    "&",
    "漢",
    "a",
)
"""What made a reader of Markdown, or a writer of PDF, work more than its length says; bold is the dearest."""


@pytest.fixture
def address(coach: Coach) -> Iterator[str]:
    with serving(create_app(coach, Doors(limits=Limits(rate=0)))) as address:
        yield address


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Prints that last until nobody waits for them; how each ended."""
    ended: list[str] = []

    def endless(text: str, wanted: printing.Wanted) -> printing.Printed:
        for _ in range(400):
            time.sleep(0.02)
            if not wanted():
                ended.append("stopped")
                raise PrintStopped
        ended.append("finished")
        return printing.Printed(b"%PDF-", 0.0)

    monkeypatch.setattr(printing, "printed_pdf", endless)
    return ended


def prints(address: str, timeout: float, source: str = "127.0.0.1") -> int:
    """The status of a print, or 0 where its asker gave up."""
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=timeout) as client:
        try:
            return client.post(f"http://{address}/desk/print", json="x").status_code
        except httpx.TimeoutException:
            return 0


def test_a_print_ends_when_its_asker_leaves(address: str, slow: list[str]) -> None:
    assert prints(address, timeout=0.3) == 0
    deadline = time.monotonic() + 3
    while not slow and time.monotonic() < deadline:
        time.sleep(0.02)
    assert slow == ["stopped"]


def test_one_that_still_waits_is_not_even_begun_when_its_asker_leaves(address: str, slow: list[str]) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(prints, address, 1.0, "127.0.0.2")
        time.sleep(0.2)
        assert prints(address, 0.3, "127.0.0.3") == 0
        assert first.result() == 0
    time.sleep(0.5)
    assert slow == ["stopped"]


def test_sixty_at_once_hold_nobody_up(address: str, slow: list[str]) -> None:
    with ThreadPoolExecutor(60) as pool:
        asked = [pool.submit(prints, address, 3.0, f"127.0.0.{2 + number % 30}") for number in range(60)]
        time.sleep(1)
        for path in ("/healthz", "/desk/welcome"):
            began = time.monotonic()
            assert httpx.get(f"http://{address}{path}").status_code == 200
            assert time.monotonic() - began < 1
        statuses = [each.result() for each in asked]
    assert statuses.count(503) >= 60 - 1 - printing.WAITING
    assert len(slow) <= 1 + printing.WAITING


def test_the_pool_of_prints_is_its_own(address: str, slow: list[str]) -> None:
    before = threading.active_count()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(prints, address, 1.0, f"127.0.0.{2 + number}") for number in range(8)]
        time.sleep(0.5)
        assert threading.active_count() - before <= 8 + 2  # the askers' own, one that prints, one to spare
        assert [each.result() for each in asked]


def test_a_print_of_the_longest_text_is_stopped_in_the_midst() -> None:
    asked = iter(range(100))
    with pytest.raises(PrintStopped):
        printing.printed_pdf(LONG, lambda: next(asked) < 2)


def test_a_print_is_made_in_a_process_of_its_own_which_tells_what_it_took() -> None:
    began = time.thread_time()
    printed = printing.printed_pdf(LONG, lambda: True)
    assert time.thread_time() - began < 0.2 < printed.seconds
    assert printed.pdf == print_page(LONG)


@pytest.mark.parametrize("unit", WORST)
def test_no_text_of_bearable_length_costs_more_than_seconds(unit: str) -> None:
    text = (unit * (LONGEST_PRINT // len(unit) + 1))[:LONGEST_PRINT]
    began = time.process_time()
    print_page(text)
    assert time.process_time() - began < 8


def test_markup_in_a_print_is_text() -> None:
    blocks = [block.text for block in pdf.pieces_of("<div>\n\n<b>x</b> <![CDATA[y]]>")]
    assert blocks == ["<div>", "<b>x</b> <![CDATA[y]]>"]
