"""What strangers do without end takes one line of the log a minute."""

import asyncio
import logging

import pytest

from parley.web.tally import ADDRESSES, Tally


def test_a_thousand_refusals_are_one_line_and_the_next_minute_another(caplog: pytest.LogCaptureFixture) -> None:
    async def three_thousand() -> None:
        tally = Tally("knocks", every=0.05)
        for count in (1_999, 1):
            tally.add("10.0.0.9")
            for _ in range(count):
                tally.add("10.0.0.1")
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.2)

    with caplog.at_level(logging.WARNING):
        asyncio.run(three_thousand())
    assert [record.getMessage() for record in caplog.records] == [
        "knocks: 2000 in 0 seconds, 1999 from 10.0.0.1",
        "knocks: 2 in 0 seconds, 1 from 10.0.0.9",
    ]


def test_addresses_without_number_are_counted_together() -> None:
    async def many() -> int:
        tally = Tally("knocks", every=60)
        for number in range(ADDRESSES + 500):
            tally.add(str(number))
        return len(tally._seen)

    assert asyncio.run(many()) == ADDRESSES + 1
